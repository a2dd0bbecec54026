/**
 * A volume that water alone enters or leaves, by quadrature, whatever holds it: any osmotic law of what is in it, a
 * wall that stretches, a pressure on it. Plasma in a glomerulus is one, the pressure of its proteins a polynomial.
 *
 *     dV/dt = Q(V) = sum of A L_p [P_bath - P(V) - Π_bath + Π(V)],   t = ∫ dV / Q(V)
 *
 * On the way to rest at V_s the variable is s of V = V_s + (V_0 - V_s) e^{-s}, in which the integrand stays finite;
 * without rest it is the logarithm of the solvent. V(t) is the root of that integral.
 *
 * @see W. M. Deen, C. R. Robertson and B. M. Brenner, Am. J. Physiol. 223, 1178 (1972) (not opened)
 * @module
 */

import { firstFailure, type Recognition } from "#levels/closed-form/law.ts";
import type { When } from "#levels/contract.ts";
import type { Model } from "#model/model.ts";
import { exp, expm1, log } from "#numerics/elementary.ts";
import { NumericalFailure } from "#numerics/numerical-failure.ts";
import { integrate } from "#numerics/quadrature.ts";
import { rootIn } from "#numerics/root.ts";
import { starlingFlux } from "#physics/membrane/starling.ts";
import { constantValue } from "#potential/constant-value.ts";
import {
  cellConditions,
  contentsOf,
  crossesAny,
  notStirred,
  type Pair,
  passiveConditions,
  reflectedConditions,
} from "./pair.ts";
import { osmoticPressures, readStirred, type StirredState } from "./stirred-state.ts";

const NAME = "volume that water alone changes";

/** From here on the square of what is left, e^{-s}, is below 1e-7 of it, and rounding of Q below 1e-11 [1]. */
const NEAR_REST = 9;
/** Longest step on the way, and most of them [1]. */
const LONGEST = 1;
const MOST_TURNS = 1000;
/** Solvent grows or falls by no more than this factor before it is said to have no bound [1]. */
const UNBOUNDED = 1e12;
/** Relative error of a step of the quadrature: rounding of Q near rest leaves no more [1]. */
const PRECISION = 1e-11;

/** Recognises a compartment in a bath, with a wall that gives way and lets no solute through. */
export function recogniseWaterExchange(model: Model): Recognition {
  const { domain } = model;
  if (domain?.kind !== "compartments") return notStirred(NAME);
  const { pair, conditions } = cellConditions(domain);
  const [cell] = pair?.sides ?? [];
  const failure = firstFailure(NAME, [
    ...conditions,
    ...passiveConditions(model, domain),
    ...reflectedConditions(model, pair),
    [
      model.temperature !== undefined && pair?.ways.some(({ conductivity }) => conductivity > 0) === true,
      "no water passes",
      "give the membrane Lp, and temperature:",
    ],
    [
      cell?.extent.kind === "finite" && cell.extent.wall.kind !== "rigid" && cell.extent.bursts === undefined,
      "the wall is rigid, or bursts",
      "use wall: flexible or an elastic one",
    ],
    [cell !== undefined && constantValue(cell.pressure) !== undefined, "its pressure changes in time", "hold it"],
    [
      pair === undefined || model.species.every(({ name }) => !crossesAny(pair.ways, name)),
      "a solute crosses the wall",
      "make it impermeant",
    ],
    [model.species.every(({ measure }) => measure === "amount"), "a species is no amount", "give concentrations"],
  ]);
  if (failure !== undefined || pair === undefined) return failure as Recognition;
  const volumeAt = volumeLaw(model, pair);
  return {
    kind: "law",
    name: NAME,
    formula: "t = integral of dV / Q(V), Q = A L_p [ΔP - ΔΠ] of the volume",
    source: "W. M. Deen, C. R. Robertson and B. M. Brenner, Am. J. Physiol. 223, 1178 (1972)",
    describes: { kind: "continuum" },
    read: (measure, when) => {
      const volume = volumeAt(when);
      return volume === undefined ? undefined : readStirred(model, domain, stateAt(model, pair, volume), measure);
    },
  };
}

/** Concentrations inside and the pressure there, at a volume [mol m^-3, Pa]. */
function insideAt({ sides: [cell] }: Pair, atStart: Held, volume: number) {
  const { extent } = cell;
  if (extent.kind !== "finite") throw new Error("Bug: a cell without a volume.");
  const part = (volume - extent.solids) / (extent.volume - extent.solids);
  const given = constantValue(cell.pressure) ?? 0;
  const stretched =
    extent.wall.kind === "elastic" ? (extent.wall.modulus * (volume - extent.volume)) / extent.volume : 0;
  return {
    concentrations: Object.fromEntries(Object.entries(atStart).map(([name, c]) => [name, c / part])),
    pressure: given + stretched,
  };
}

type Held = Readonly<Record<string, number>>;

/** Volume flux into the cell through each way [m s^-1], by its volume. */
function inflowLaw(model: Model, pair: Pair): (volume: number) => readonly number[] {
  const [held, outside] = pair.sides.map((one) => contentsOf(model, one)) as [Held, Held];
  const osmotic = (one: Held): number => osmoticPressures(model, one).reduce((sum, each) => sum + each, 0);
  const [outer, press] = [osmotic(outside), constantValue(pair.sides[1].pressure) ?? 0];
  return (volume) => {
    const { concentrations, pressure } = insideAt(pair, held, volume);
    const osmoticPressure = outer - osmotic(concentrations);
    return pair.ways.map(({ conductivity }) =>
      starlingFlux({ hydraulicConductivity: conductivity, reflection: 1, pressure: press - pressure, osmoticPressure }),
    );
  };
}

/** The volume at a time or at rest [m^3]; undefined where there is none. */
function volumeLaw(model: Model, pair: Pair): (when: When) => number | undefined {
  const { extent } = pair.sides[0];
  if (extent.kind !== "finite") throw new Error("Bug: a cell without a volume.");
  const { solids, volume: start } = extent;
  const solvent = start - solids;
  const inflows = inflowLaw(model, pair);
  const flow = (V: number): number =>
    inflows(V).reduce((sum, Jv, w) => sum + (pair.ways[w]?.membrane.area ?? 0) * Jv, 0);
  const atStart = flow(start);
  const rest = atStart === 0 ? start : restOf(flow, solids, solvent, atStart > 0);
  /** dt/ds, where s counts e-folds of what is left of the way to rest, or of the solvent if there is none. */
  const pace = (s: number): number => {
    const away = rest === undefined ? solvent * exp(s) : (start - rest) * exp(-s);
    return rest === undefined ? away / flow(solids + away) : -away / flow(rest + away);
  };
  const found = new Map<number, number>();
  return (when) => {
    if (when === "timeless") return undefined;
    if (typeof when !== "number") return rest;
    if (when === 0 || atStart === 0) return start;
    const known = found.get(when);
    if (known !== undefined) return known;
    const s = foldsUntil(when, pace, rest === undefined ? undefined : paceAtRest(flow, rest));
    const volume = rest === undefined ? solids + solvent * exp(s) : rest + (start - rest) * exp(-s);
    found.set(when, volume);
    return volume;
  };
}

/** dt/ds at rest [s]: -1 / (dQ/dV), by a central difference. */
function paceAtRest(flow: (V: number) => number, rest: number): number {
  const width = 1e-5 * rest;
  return (-2 * width) / (flow(rest + width) - flow(rest - width));
}

/**
 * The s at which the integral of the pace is the time, by Newton's method. Near rest the pace comes to that at rest as
 * e^{-s}, and is not asked for, since rounding of Q would be all that is left of it.
 */
function foldsUntil(time: number, pace: (s: number) => number, atRest: number | undefined): number {
  let [s, reached] = [0, 0];
  const isPast = (): boolean => atRest !== undefined && s >= NEAR_REST;
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    const step = Math.max(-LONGEST, Math.min(LONGEST, (time - reached) / pace(s)));
    const next = atRest === undefined ? s + step : Math.min(s + step, NEAR_REST);
    reached += integrate(pace, s, next, { relative: PRECISION });
    const isFound = Math.abs(next - s) <= PRECISION * Math.max(1, Math.abs(next)) && next !== NEAR_REST;
    s = next;
    if (isFound) return s;
    if (isPast() && atRest !== undefined && reached <= time) {
      const excess = pace(s) - atRest;
      let beyond = (time - reached) / atRest;
      for (let again = 0; again < 8; again++) beyond = (time - reached + excess * expm1(-beyond)) / atRest;
      return s + beyond;
    }
  }
  throw new NumericalFailure(NAME, `no volume is reached after ${time} s`, "end earlier");
}

/** The next volume at which no water flows; undefined if it grows or falls without one. */
function restOf(flow: (V: number) => number, solids: number, solvent: number, grows: boolean): number | undefined {
  const net = (u: number): number => flow(solids + solvent * exp(u));
  const direction = grows ? 1 : -1;
  const last = log(UNBOUNDED);
  for (let near = 0; near < last; near += 0.25) {
    const next = near + 0.25;
    if (direction * net(direction * next) <= 0)
      return solids + solvent * exp(rootIn(net, direction * near, direction * next));
  }
  return undefined;
}

function stateAt(model: Model, pair: Pair, volume: number): StirredState {
  const [cell, bath] = pair.sides;
  const { concentrations, pressure } = insideAt(pair, contentsOf(model, cell), volume);
  const volumeFluxes: Record<string, number> = {};
  for (const [w, Jv] of inflowLaw(model, pair)(volume).entries()) {
    const { membrane, direction } = pair.ways[w] as Pair["ways"][0];
    volumeFluxes[membrane.name] = (volumeFluxes[membrane.name] ?? 0) - direction * Jv;
  }
  const none = Object.fromEntries(model.species.map(({ name }) => [name, 0]));
  return {
    concentrations: { [cell.name]: concentrations, [bath.name]: contentsOf(model, bath) },
    volumes: { [cell.name]: volume },
    pressures: { [cell.name]: pressure, [bath.name]: constantValue(bath.pressure) ?? 0 },
    volumeFluxes,
    fluxes: Object.fromEntries(pair.ways.map(({ membrane }) => [membrane.name, none])),
  };
}
