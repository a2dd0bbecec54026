/**
 * A molecular motor: a cycle of N states, left forwards or backwards at given rates; the step l is made with the last
 * substep, and unmade with the first one taken backwards.
 *
 *     dp/dt = A p,    B = A₊ - A₋,    C = A₊ + A₋            A± the rates of making and unmaking the step
 *     v  = l 1ᵀB p̄,    2 D = l² [1ᵀC p̄ + 2 1ᵀB y],    A y = -(B - v/l) p̄,  1ᵀy = 0,  A p̄ = 0
 *     r  = 2 D / v l
 *
 * Two substeps without backward ones: v = l k1 k2 / (k1 + k2), r = (k1² + k2²) / (k1 + k2)². N equal substeps: r = 1/N.
 * One substep with backward steps: r = (k₊ + k₋) / (k₊ - k₋). A motor falls off at the same rate from every state, so
 * that what is still on its track moves as if none fell off.
 *
 * @see Z. Koza, J. Phys. A 32, 7637 (1999), doi:10.1088/0305-4470/32/44/303 (not opened)
 * @see M. J. Schnitzer and S. M. Block, Cold Spring Harb. Symp. Quant. Biol. 60, 793 (1995) (not opened)
 * @module
 */

import type { Species } from "#model/model.ts";
import type { MotorLaw } from "#model/motion-law.ts";
import { eliminated } from "#numerics/dense-solve.ts";
import type { Diffusivity, Length, Velocity } from "#units/flavour.ts";
import type { CoarseGrained, CoarseGraining } from "./coarse-grained.ts";

/** The rates of a cycle as matrices, row by row: entry [to * N + from] [s^-1]. */
export interface MotorMatrices {
  readonly states: number;
  /** All transitions, with what leaves on the diagonal; falling off is not in it. */
  readonly generator: Float64Array;
  /** Those that make the step, and those that unmake it. */
  readonly making: Float64Array;
  readonly unmaking: Float64Array;
}

/** The matrices of a motor. */
export function motorMatrices({ forward, backward }: MotorLaw): MotorMatrices {
  const states = forward.length;
  const generator = new Float64Array(states * states);
  const making = new Float64Array(states * states);
  const unmaking = new Float64Array(states * states);
  for (let i = 0; i < states; i++) {
    const [next, before] = [(i + 1) % states, (i + states - 1) % states];
    generator[i * states + i] -= forward[i] + backward[i];
    generator[next * states + i] += forward[i];
    generator[before * states + i] += backward[i];
    if (i === states - 1) making[next * states + i] += forward[i];
    if (i === 0) unmaking[before * states + i] += backward[i];
  }
  return { states, generator, making, unmaking };
}

/** What a motor shows at long times; undefined if its cycle is broken, so that it does not go round. */
export interface MotorSpeed {
  readonly velocity: Velocity;
  readonly diffusivity: Diffusivity;
}

/** v and D of a motor. */
export function motorSpeed(law: MotorLaw): MotorSpeed | undefined {
  const { states: N, generator, making, unmaking } = motorMatrices(law);
  const along = (values: Float64Array) => {
    // the last equation is the norm: one of the others follows from the rest
    const matrix = generator.slice();
    for (let i = 0; i < N; i++) matrix[(N - 1) * N + i] = 1;
    return eliminated(matrix, values);
  };
  const norm = new Float64Array(N);
  norm[N - 1] = 1;
  const rest = along(norm);
  if (!rest.every(Number.isFinite)) return undefined;
  const flowOf = (p: Float64Array, sign: 1 | -1) => {
    const out = new Float64Array(N);
    for (let to = 0; to < N; to++)
      for (let from = 0; from < N; from++)
        out[to] += (making[to * N + from] + sign * unmaking[to * N + from]) * p[from];
    return out;
  };
  const total = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0);
  const steps = flowOf(rest, -1);
  const speed = total(steps);
  const source = steps.map((value, i) => speed * rest[i] - value);
  source[N - 1] = 0;
  const shift = along(source);
  const scatter = total(flowOf(rest, 1)) + 2 * total(flowOf(shift, -1));
  return { velocity: law.step * speed, diffusivity: (law.step * law.step * scatter) / 2 };
}

/**
 * Probability that a motor in its first state ever makes its next step before it falls off [1].
 *
 *     h = Π f_i / (f_i + koff + b_i q_{i-1}),    q_i = (koff + b_i q_{i-1}) / (f_i + koff + b_i q_{i-1})
 *
 * q_i is the chance never to get from state i to the next one. Once round the cycle q is mapped on itself by a fraction
 * of linear terms with positive coefficients, so that the largest fixed point is the root of a quadratic.
 */
export function nextStepProbability({ forward, backward, detachment }: MotorLaw): number {
  // q -> (a q + b) / (c q + d) round the cycle
  let [a, b, c, d] = [1, 0, 0, 1];
  for (const [i, f] of forward.entries()) {
    const back = backward[i];
    [a, b, c, d] = [
      back * a + detachment * c,
      back * b + detachment * d,
      back * a + (f + detachment) * c,
      back * b + (f + detachment) * d,
    ];
    const size = Math.max(a, b, c, d);
    [a, b, c, d] = [a / size, b / size, c / size, d / size];
  }
  const root = Math.sqrt((d - a) * (d - a) + 4 * b * c);
  let never = d >= a ? (2 * b) / (d - a + root) : (a - d + root) / (2 * c);
  if (b === 0 && d === a) never = 0; // it never falls off, and goes as often back as ahead: sooner or later it steps
  let product = 1;
  for (const [i, f] of forward.entries()) {
    const lost = detachment + backward[i] * never;
    never = lost / (f + lost);
    product *= f / (f + lost);
  }
  return product;
}

/** Mean displacement until a motor that starts in its first state falls off [m]; undefined if it never does. */
export function meanRunLength(law: MotorLaw): Length | undefined {
  const { detachment, step } = law;
  if (!(detachment > 0)) return undefined;
  const { states: N, generator, making, unmaking } = motorMatrices(law);
  // time spent in each state: (koff - A) T = p(0)
  const matrix = generator.map((rate) => -rate);
  for (let i = 0; i < N; i++) matrix[i * N + i] += detachment;
  const start = new Float64Array(N);
  start[0] = 1;
  const time = eliminated(matrix, start);
  let steps = 0;
  for (let to = 0; to < N; to++)
    for (let from = 0; from < N; from++) steps += (making[to * N + from] - unmaking[to * N + from]) * time[from];
  return step * steps;
}

/** The coarse-grained numbers of a motor. */
export const coarseMotor: CoarseGraining<MotorLaw> = { numbers, note };

function numbers(law: MotorLaw): readonly CoarseGrained[] {
  const speed = motorSpeed(law);
  if (speed === undefined) return [];
  const { velocity, diffusivity } = speed;
  const holds = "exact, in the limit of many steps";
  const found: CoarseGrained[] = [
    { symbol: "v", value: velocity, unit: "m s^-1", formula: "l 1^T B p, A p = 0", holds },
    { symbol: "D", value: diffusivity, unit: "m^2 s^-1", formula: "l^2 [1^T C p + 2 1^T B y] / 2", holds },
  ];
  if (velocity !== 0)
    found.push({
      symbol: "randomness",
      value: (2 * diffusivity) / (velocity * law.step),
      unit: "1",
      formula: "2 D / v l",
      holds,
    });
  const run = meanRunLength(law);
  if (run !== undefined)
    found.push({
      symbol: "mean run length",
      value: run,
      unit: "m",
      formula: "l 1^T B (koff - A)^-1 p(0)",
      holds: "exact",
    });
  return found;
}

function note(law: MotorLaw, { name }: Species): string | undefined {
  const speed = motorSpeed(law);
  if (speed === undefined || !(speed.velocity > 0)) return undefined;
  const { velocity, diffusivity } = speed;
  const { step, forward, backward } = law;
  const randomness = (2 * diffusivity) / (velocity * step);
  const product = (rates: readonly number[]) => rates.reduce((sum, rate) => sum * rate, 1);
  const [forth, back] = [product(forward), product(backward)];
  if (back > 0) {
    const p = forth / (forth + back);
    return (
      `${name} has the randomness 2 D / v l = ${randomness.toPrecision(6)}; a walk by a fixed clock with the same odds of a ` +
      `step forwards, p = ${p.toPrecision(4)}, would have 4 p (1 - p) / (2 p - 1) = ` +
      `${((4 * p * (1 - p)) / (2 * p - 1)).toPrecision(4)}: a clock is more regular than chemistry, and no model of a motor.`
    );
  }
  if (Math.abs(randomness - 1) < 1e-3) return undefined;
  return (
    `${name} has D = ${diffusivity.toPrecision(6)} m^2/s, ${randomness.toPrecision(4)} of the v l / 2 = ` +
    `${((velocity * step) / 2).toPrecision(6)} m^2/s of steps at random times: substeps make its steps more regular.`
  );
}
