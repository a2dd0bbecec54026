/** A headless Chromium on a page of ours, served from this machine. */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join, normalize, resolve } from "node:path";

const ROOT = resolve(import.meta.dirname, "../..");
const TYPES: Readonly<Record<string, string>> = {
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".wasm": "application/wasm",
};

/** Where Chromium is installed; undefined if it is not. */
export const CHROMIUM = [
  process.env.CHROMIUM,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
].find((path) => path !== undefined && existsSync(path));

/**
 * Runs a module in a page and gives back what it hands to `report(text)`.
 *
 * Files are those of the repository, by their paths. Imports by name become paths, as a bundler would have it: a worker has
 * no import map.
 *
 * @throws Error if the page reports nothing within the limit [s]
 */
export async function inBrowser(module: string, limit: number): Promise<string> {
  if (CHROMIUM === undefined) throw new Error("no Chromium here");
  const page = `<!doctype html><script type="module">
const report = (text) => fetch("/report", { method: "POST", body: text });
addEventListener("error", (event) => report("error: " + event.message));
addEventListener("unhandledrejection", (event) => report("error: " + (event.reason?.stack ?? event.reason)));
${module}
</script>`;
  let heard: (text: string) => void = () => undefined;
  const reported = new Promise<string>((done) => {
    heard = done;
  });
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    if (path === "/report") {
      let text = "";
      request.on("data", (chunk: Buffer) => {
        text += chunk.toString();
      });
      request.on("end", () => {
        response.end();
        heard(text);
      });
      return;
    }
    if (path === "/") return void response.setHeader("content-type", "text/html; charset=utf-8").end(page);
    const file = servedFile(path);
    if (file === undefined) return void response.writeHead(404).end();
    response.setHeader("content-type", TYPES[extname(file)] ?? "application/octet-stream").end(contentOf(file));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const profile = mkdtempSync(join(tmpdir(), "perrin-chromium-"));
  const browser = spawn(CHROMIUM, [...FLAGS, `--user-data-dir=${profile}`, `http://127.0.0.1:${address.port}/`], {
    stdio: "ignore",
  });
  const late = new Promise<never>((_, fail) => {
    setTimeout(() => fail(new Error(`the page reported nothing in ${limit} s`)), 1000 * limit).unref();
  });
  try {
    return await Promise.race([reported, late]);
  } finally {
    const gone = new Promise((done) => browser.on("exit", done));
    browser.kill("SIGKILL");
    await gone;
    server.closeAllConnections();
    server.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-dev-shm-usage",
] as const;

/** The file of a path: of the built library, of a package, or of the support of tests. */
function servedFile(path: string): string | undefined {
  const file = join(ROOT, normalize(path));
  const isOurs = /^\/(?:dist|node_modules\/(?:yaml|zod)|test\/support)\//.test(path) && file.startsWith(ROOT);
  return isOurs && existsSync(file) ? file : undefined;
}

/** The file, with paths in the place of names that are imported. */
function contentOf(file: string): Buffer | string {
  if (!file.startsWith(join(ROOT, "dist")) || !file.endsWith(".js")) return readFileSync(file);
  return readFileSync(file, "utf8")
    .replace(/(["'])#([\w/-]+)\.ts\1/g, '"/dist/src/$2.js"')
    .replace(/from "yaml"/g, 'from "/node_modules/yaml/browser/dist/index.js"')
    .replace(/from "zod"/g, 'from "/node_modules/zod/index.js"');
}
