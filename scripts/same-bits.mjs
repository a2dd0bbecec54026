/**
 * Hashes of the bits of elementary functions over the same 200 000 arguments, of `Math` and of ours: run it on two engines
 * and compare. Plain JavaScript on the built program, so that the oldest Node runs it too:
 *
 *     npm run build && node scripts/same-bits.mjs
 */
import { createHash } from "node:crypto";

const own = await import("../dist/src/numerics/elementary.js");
const { makeRandomStream } = await import("../dist/src/numerics/random-stream.js");

const ARGUMENTS = 200_000;
const FUNCTIONS = ["exp", "expm1", "log", "log1p", "sin", "cos", "tan", "pow", "tanh", "sinh", "cbrt", "atan"];
const POSITIVE = new Set(["log", "log1p", "pow"]);

const stream = makeRandomStream(1, 14, 0);
const draws = Float64Array.from({ length: 2 * ARGUMENTS }, () => 80 * (stream.uniform() - 0.5));
const [x, y] = [draws.subarray(0, ARGUMENTS), draws.subarray(ARGUMENTS)];

console.log(`node ${process.version}`);
for (const name of FUNCTIONS) {
  const [theirs, ours] = [valuesOf(name, Math), valuesOf(name, own)];
  const differing = theirs.reduce((count, value, i) => count + (Object.is(value, ours[i]) ? 0 : 1), 0);
  const share = ((100 * differing) / ARGUMENTS).toFixed(3);
  console.log(`${name.padEnd(6)} Math ${hashOf(theirs)}  ours ${hashOf(ours)}  differ at ${share} %`);
}

function valuesOf(name, library) {
  const f = library[name];
  return Float64Array.from(x, (value, i) => f(POSITIVE.has(name) ? Math.abs(value) : value, y[i] / 2));
}

function hashOf(values) {
  return createHash("sha256").update(new Uint8Array(values.buffer)).digest("hex").slice(0, 12);
}
