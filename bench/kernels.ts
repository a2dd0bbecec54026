/** CPU time of hot functions, each beside what one would write without it. */

import { bernoulli } from "#numerics/bernoulli.ts";
import { binomial } from "#numerics/binomial-sampler.ts";
import { exp, log, pow, sin } from "#numerics/elementary.ts";
import { PURPOSE } from "#numerics/purpose.ts";
import { fillNormals, makeRandomStream, type RandomStream } from "#numerics/random-stream.ts";
import { fillTridiagonalFactors, makeTridiagonalFactors, solveTridiagonal } from "#numerics/tridiagonal.ts";
import { type Timed, timings } from "./measure.ts";

const ITEMS = 100_000;
const REPEATS = 20;
const ROUNDS = 11;

/** A kernel, what it is held against, and the time of both. */
export interface KernelRow {
  readonly kernel: string;
  readonly reference: string;
  /** CPU time of the kernel per item [ns], and half its quartile distance relative to it [1]. */
  readonly time: number;
  readonly spread: number;
  /** Kernel time over reference time [1]. */
  readonly ratio: number;
}

interface Pair {
  readonly kernel: Timed;
  readonly reference: Timed;
}

/** Times of all kernels. */
export function kernelRows(): KernelRow[] {
  return pairs().map(({ kernel, reference }) => {
    const [own, other] = timings([kernel, reference], ROUNDS);
    if (own === undefined || other === undefined) throw new Error("nothing was measured");
    return {
      kernel: own.name,
      reference: other.name,
      time: own.median,
      spread: own.spread,
      ratio: own.median / other.median,
    };
  });
}

function pairs(): Pair[] {
  const stream = makeRandomStream(1, PURPOSE.demonstration, 0);
  const arguments_ = Float64Array.from({ length: ITEMS }, () => 40 * (stream.uniform() - 0.5));
  const positive = arguments_.map((x) => Math.abs(x) + 1e-3);
  const out = new Float64Array(ITEMS);
  const times = (name: string, once: () => number, items = ITEMS): Timed => ({
    name,
    items: items * REPEATS,
    work: () => {
      let sum = 0;
      for (let i = 0; i < REPEATS; i++) sum += once();
      return sum;
    },
  });
  return [
    { kernel: times("exp", () => sumOfExp(arguments_)), reference: times("Math.exp", () => sumOfMathExp(arguments_)) },
    { kernel: times("log", () => sumOfLog(positive)), reference: times("Math.log", () => sumOfMathLog(positive)) },
    { kernel: times("sin", () => sumOfSin(arguments_)), reference: times("Math.sin", () => sumOfMathSin(arguments_)) },
    { kernel: times("pow", () => sumOfPow(positive)), reference: times("Math.pow", () => sumOfMathPow(positive)) },
    {
      kernel: times("bernoulli", () => sumOfBernoulli(arguments_)),
      reference: times("x / Math.expm1(x)", () => sumOfRatio(arguments_)),
    },
    {
      kernel: times("uniform, one by one", () => sumOfDrawn(out, stream)),
      reference: times("Math.random", () => fillByMath(out)),
    },
    {
      kernel: times("fillNormals", () => sumOfFilled(out, stream)),
      reference: times("Box-Muller on Math.random", () => fillByBoxMuller(out)),
    },
    {
      kernel: times("binomial(1000, 0.3)", () => sumOfBinomials(1000, ITEMS / 100), ITEMS / 100),
      reference: times("1000 comparisons with Math.random", () => sumOfTrials(1000, ITEMS / 100), ITEMS / 100),
    },
    {
      kernel: times("tridiagonal, factor and solve", tridiagonalWork()),
      reference: times("two divisions a row, each waiting for the last", divisionWork()),
    },
  ];

  function sumOfBinomials(n: number, count: number): number {
    let sum = 0;
    for (let i = 0; i < count; i++) sum += binomial(stream, n, 0.3);
    return sum;
  }
}

function sumOfExp(x: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += exp(x[i] as number);
  return sum;
}

function sumOfMathExp(x: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += Math.exp(x[i] as number);
  return sum;
}

function sumOfLog(x: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += log(x[i] as number);
  return sum;
}

function sumOfMathLog(x: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += Math.log(x[i] as number);
  return sum;
}

function sumOfSin(x: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += sin(x[i] as number);
  return sum;
}

function sumOfMathSin(x: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += Math.sin(x[i] as number);
  return sum;
}

function sumOfPow(x: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += pow(x[i] as number, 1.7);
  return sum;
}

function sumOfMathPow(x: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += (x[i] as number) ** 1.7;
  return sum;
}

function sumOfBernoulli(x: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += bernoulli(x[i] as number);
  return sum;
}

function sumOfRatio(x: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += (x[i] as number) / Math.expm1(x[i] as number);
  return sum;
}

function sumOfDrawn(out: Float64Array, stream: RandomStream): number {
  for (let i = 0; i < out.length; i++) out[i] = stream.uniform();
  return out[0] ?? 0;
}

function sumOfFilled(out: Float64Array, stream: RandomStream): number {
  fillNormals(out, stream);
  return out[0] ?? 0;
}

function fillByMath(out: Float64Array): number {
  for (let i = 0; i < out.length; i++) out[i] = Math.random();
  return out[0] ?? 0;
}

function fillByBoxMuller(out: Float64Array): number {
  for (let i = 0; i + 1 < out.length; i += 2) {
    const radius = Math.sqrt(-2 * Math.log(1 - Math.random()));
    const angle = 2 * Math.PI * Math.random();
    out[i] = radius * Math.cos(angle);
    out[i + 1] = radius * Math.sin(angle);
  }
  return out[0] ?? 0;
}

function sumOfTrials(n: number, count: number): number {
  let sum = 0;
  for (let i = 0; i < count * n; i++) if (Math.random() < 0.3) sum++;
  return sum;
}

function tridiagonalWork(): () => number {
  const [lower, diagonal, upper] = [-1, 2.5, -1].map((value) => new Float64Array(ITEMS).fill(value));
  if (!lower || !diagonal || !upper) throw new Error("three diagonals were made");
  const factors = makeTridiagonalFactors(ITEMS);
  const x = new Float64Array(ITEMS);
  return () => {
    x.fill(1);
    fillTridiagonalFactors(factors, lower, diagonal, upper);
    solveTridiagonal(factors, x);
    return x[0] ?? 0;
  };
}

/** As many divisions in a row as the elimination has, each waiting for the one before. */
function divisionWork(): () => number {
  const diagonal = new Float64Array(ITEMS).fill(2.5);
  return () => {
    let [a, b] = [1, 1];
    for (let i = 0; i < ITEMS; i++) {
      a = 1 / ((diagonal[i] as number) - a * 0.5);
      b = 1 / ((diagonal[i] as number) - b * a);
    }
    return a + b;
  };
}
