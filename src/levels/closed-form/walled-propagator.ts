/**
 * The propagator of diffusion between two plane walls, or beside one, each reflecting or absorbing.
 *
 *     images:  p(x, t) = sum over n of  s^n [ G(x - x0 - 2nL) + s_left G(x + x0 - 2nL) ],   G Gaussian of variance 2Dt
 *     modes:   p(x, t) = (2/L) sum over k of  cos(kx - d) cos(k x0 - d) e^{-D k^2 t}  (+ 1/L between two mirrors)
 *
 * s_wall = 1 at a mirror and -1 at an absorber, s = s_left s_right, d = 0 at a left mirror and pi/2 at a left absorber.
 * Images serve while D t < L^2 / 4 (at most nine on each side), modes after (at most six): both to rounding.
 *
 * @see J. Crank, The Mathematics of Diffusion, 2nd ed., Oxford (1975), sections 2.2.4 and 2.4 (not opened)
 * @module
 */

import { cos, exp, sin } from "#numerics/elementary.ts";
import { erfc } from "#numerics/error-function.ts";
import type { Interval } from "./breakpoints.ts";
import { gaussianDensity, gaussianMoments } from "./gaussian.ts";

/** What a wall does to a walker that meets it. */
export type Wall = "reflecting" | "absorbing";

/** Two walls at 0 and L [m] (L may be infinite), and a start between them. */
export interface Walls {
  /** D [m^2 s^-1]. */
  readonly diffusivity: number;
  /** L [m]. */
  readonly width: number;
  readonly left: Wall;
  readonly right: Wall;
  /** x0 [m], from the left wall. */
  readonly start: number;
}

interface Image {
  readonly at: number;
  readonly sign: number;
}

interface Mode {
  /** k [m^-1]. */
  readonly wavenumber: number;
  /** (2/L) cos(k x0 - d). */
  readonly weight: number;
}

const signOf = (wall: Wall) => (wall === "reflecting" ? 1 : -1);

/** e^-41 is below the last bit. */
const NEGLIGIBLE = 41;

function isEarly({ diffusivity, width }: Walls, t: number): boolean {
  return diffusivity * t < (width * width) / 4;
}

function imagesAt({ width, left, right, start, diffusivity }: Walls, t: number): readonly Image[] {
  const own = [
    { at: start, sign: 1 },
    { at: -start, sign: signOf(left) },
  ];
  if (width === Number.POSITIVE_INFINITY) return own;
  const reach = Math.ceil(Math.sqrt(NEGLIGIBLE * diffusivity * t) / width) + 1;
  const both = signOf(left) * signOf(right);
  const images: Image[] = [];
  for (let n = -reach; n <= reach; n++) {
    const sign = n % 2 === 0 ? 1 : both;
    for (const image of own) images.push({ at: image.at + 2 * n * width, sign: image.sign * sign });
  }
  return images;
}

/** cos(kx - d) and its slope over k. */
function shape(left: Wall, kx: number): readonly [value: number, slope: number] {
  return left === "reflecting" ? [cos(kx), -sin(kx)] : [sin(kx), cos(kx)];
}

function modesAt({ diffusivity, width, left, right, start }: Walls, t: number): readonly Mode[] {
  const offset = left === right ? 0 : 0.5;
  const count = Math.ceil((Math.sqrt(NEGLIGIBLE / (diffusivity * t)) * width) / Math.PI) + 1;
  return Array.from({ length: count }, (_, i) => {
    const wavenumber = ((i + 1 - offset) * Math.PI) / width;
    return { wavenumber, weight: (2 / width) * shape(left, wavenumber * start)[0] };
  });
}

/** Whether both walls are mirrors, so that there is a mode that does not decay. */
function isClosed({ left, right }: Walls): boolean {
  return left === "reflecting" && right === "reflecting";
}

/** Density p(x, t) [m^-1] at x from the left wall. */
export function walledDensity(walls: Walls, x: number, t: number): number {
  const variance = 2 * walls.diffusivity * t;
  if (isEarly(walls, t))
    return imagesAt(walls, t).reduce((sum, { at, sign }) => sum + sign * gaussianDensity(x, { mean: at, variance }), 0);
  return modesAt(walls, t).reduce(
    (sum, mode) => sum + mode.weight * shape(walls.left, mode.wavenumber * x)[0] * decay(walls, mode, t),
    isClosed(walls) ? 1 / walls.width : 0,
  );
}

function decay({ diffusivity }: Walls, { wavenumber }: Mode, t: number): number {
  return exp(-diffusivity * wavenumber * wavenumber * t);
}

/** Flux -D dp/dx [s^-1] at x. */
export function walledFlux(walls: Walls, x: number, t: number): number {
  const variance = 2 * walls.diffusivity * t;
  if (isEarly(walls, t))
    return imagesAt(walls, t).reduce(
      (sum, { at, sign }) => sum + ((sign * (x - at)) / (2 * t)) * gaussianDensity(x, { mean: at, variance }),
      0,
    );
  return modesAt(walls, t).reduce((sum, mode) => {
    const slope = mode.wavenumber * shape(walls.left, mode.wavenumber * x)[1];
    return sum - walls.diffusivity * mode.weight * slope * decay(walls, mode, t);
  }, 0);
}

/** Integrals of p, x p and x^2 p over an interval between the walls. */
export function walledMoments(walls: Walls, interval: Interval, t: number): readonly [number, number, number] {
  const variance = 2 * walls.diffusivity * t;
  const within = { from: Math.max(0, interval.from), to: Math.min(walls.width, interval.to) };
  if (!(within.from < within.to)) return [0, 0, 0];
  const sum: [number, number, number] = [0, 0, 0];
  if (isEarly(walls, t)) {
    for (const { at, sign } of imagesAt(walls, t)) {
      const own = gaussianMoments(within, { mean: at, variance });
      for (let m = 0; m < 3; m++) sum[m] += sign * own[m];
    }
    return sum;
  }
  const { from: a, to: b } = within;
  if (isClosed(walls)) {
    sum[0] = (b - a) / walls.width;
    sum[1] = ((b - a) * (b + a)) / (2 * walls.width);
    sum[2] = ((b - a) * (b * b + a * b + a * a)) / (3 * walls.width);
  }
  for (const mode of modesAt(walls, t)) {
    const amplitude = mode.weight * decay(walls, mode, t);
    const own = modeMoments(walls.left, mode.wavenumber, a, b);
    for (let m = 0; m < 3; m++) sum[m] += amplitude * own[m];
  }
  return sum;
}

/** Integrals of x^m cos(kx - d) from a to b. */
function modeMoments(left: Wall, k: number, a: number, b: number): readonly [number, number, number] {
  const primitive = (x: number) => {
    const [value, slope] = shape(left, k * x);
    // The primitive of cos(kx - d) is sin(kx - d) / k = -slope / k.
    const s = -slope;
    return [s / k, (x * s) / k + value / (k * k), (x * x * s) / k + (2 * x * value) / (k * k) - (2 * s) / (k * k * k)];
  };
  const [pa, pb] = [primitive(a), primitive(b)];
  return [pb[0] - pa[0], pb[1] - pa[1], pb[2] - pa[2]];
}

/** Probability of having left through a wall by the time t; 0 at a mirror. */
export function walledExit(walls: Walls, end: "left" | "right", t: number): number {
  if (walls[end] === "reflecting" || t === 0) return 0;
  const wall = end === "left" ? 0 : walls.width;
  if (isEarly(walls, t)) {
    const spread = Math.sqrt(4 * walls.diffusivity * t);
    const toward = end === "left" ? 1 : -1;
    return imagesAt(walls, t).reduce((sum, { at, sign }) => {
      const ahead = toward * (at - wall);
      return sum + (Math.sign(ahead) * sign * erfc(Math.abs(ahead) / spread)) / 2;
    }, 0);
  }
  // What will ever leave there, less what still will.
  const outward = end === "left" ? -1 : 1;
  return modesAt(walls, t).reduce(
    (sum, mode) => {
      const slope = shape(walls.left, mode.wavenumber * wall)[1];
      return sum + (outward * mode.weight * slope * decay(walls, mode, t)) / mode.wavenumber;
    },
    everLeaves(walls, end),
  );
}

function everLeaves({ left, right, start, width }: Walls, end: "left" | "right"): number {
  if (left !== right) return 1;
  return end === "left" ? 1 - start / width : start / width;
}
