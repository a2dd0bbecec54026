import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildCommandLine, perrin, put, scratchFolder } from "../support/command-line.ts";

const { path: cwd, remove } = scratchFolder();
beforeAll(buildCommandLine, 120_000);
afterAll(remove);

test("tracks of walkers are written as CSV and as NetCDF, with time and track as scales, and say the same", async () => {
  put(
    cwd,
    "m.yaml",
    `perrin: 1
species: {w: {D: 1e-9 m^2/s}}
domain: {geometry: slab, thickness: 10 um}
boundary: {right: {w: absorbing}}
initial: {w: {at: 7 um}}
solve: {transient: {until: 10 ms, every: 1 ms}}
levels: [langevin]
sampling: {walkers: 1000, seed: 1, tracks: 5}
outputs: {s: survival(w)}
`,
  );
  expect(perrin(["run", "m.yaml", "--out", "out"], { cwd }).status).toBe(0);
  const { default: h5wasm } = await import("h5wasm/node");
  await h5wasm.ready;
  const file = new h5wasm.File(join(cwd, "out/tracks.nc"), "r");
  const x = file.get("/langevin/w/x");
  if (!(x instanceof h5wasm.Dataset)) throw new Error("no x");
  expect(x.shape).toEqual([5, 11]);
  expect([x.get_attached_scales(0), x.get_attached_scales(1)]).toEqual([["/langevin/w/track"], ["/langevin/w/time"]]);
  expect(x.attrs.units?.value).toBe("m");
  const values = [...(x.value as Float64Array)];
  file.close();
  const [head = "", ...rows] = readFileSync(join(cwd, "out/tracks.csv"), "utf8").trim().split("\n");
  const column = head.split(",").indexOf("x_m");
  const written = rows.map((row) => row.split(",")[column] as string);
  // a walker that has left has no place: nothing in the table, NaN in the file
  expect(values.map((at) => (Number.isNaN(at) ? "" : String(at)))).toEqual(written);
  expect(written).toContain("");
});
