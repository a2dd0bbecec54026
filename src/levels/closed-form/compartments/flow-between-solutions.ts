/**
 * What flows between two solutions whose contents are known: two baths, at any time, or any two compartments at the
 * start.
 *
 *     J_v = sum over ways of L_p (ΔP - sum of σ_i ΔΠ_i)                       Starling
 *     J_i = P [B(-q) a - B(q) a'],  q = (1 - σ) J_v / P                       Patlak
 *     J_i = P Δa + (1 - σ) J_v c̄                                             Kedem and Katchalsky
 *     J_i = P [B(-u) a - B(u) a'],  u = z V / V_T                             Goldman, of ions that water does not drag
 *     J_i = g (V - E_i) / z F                                                a linear conductance
 *
 * A rigid compartment is at the pressure at which nothing flows into it in all; a side that nothing clamps, at the
 * potential at which no current flows in all.
 *
 * @see C. S. Patlak, D. A. Goldstein and J. F. Hoffman, J. Theor. Biol. 5, 426 (1963) (not opened)
 * @module
 */

import { firstFailure, type Recognition } from "#levels/closed-form/law.ts";
import type { When } from "#levels/contract.ts";
import type { Compartment } from "#model/compartments.ts";
import type { Model } from "#model/model.ts";
import { goldmanPotential } from "#physics/electro/goldman-potential.ts";
import { starlingFlux } from "#physics/membrane/starling.ts";
import { atTime, isConstant, notStirred, type Pair, pairOf, passiveConditions, type Way } from "./pair.ts";
import { readStirred, type StirredState } from "./stirred-state.ts";
import { addSoluteFluxes, osmoticDraw, type Solution, solutionOf } from "./way-flow.ts";

const NAME = "flow between two solutions";

/** Recognises two compartments joined by passive membranes. */
export function recogniseFlowBetweenSolutions(model: Model): Recognition {
  const { domain } = model;
  if (domain?.kind !== "compartments") return notStirred(NAME);
  const pair = pairOf(domain, () => false);
  const failure = firstFailure(NAME, [
    ...passiveConditions(model, domain),
    [pair !== undefined, "there are not two compartments", "keep two compartments"],
    [
      domain.compartments.every(({ extent }) => extent.kind !== "filtrate"),
      "one of them is filled by what passes",
      "give it contents and volume: infinite",
    ],
    [model.species.every(({ measure }) => measure === "amount"), "a species is no amount", "give concentrations"],
    [pair === undefined || canSettle(model, pair), "a potential is left to conductances", "clamp both sides"],
    [
      pair === undefined || dragsNoIon(model, pair),
      "water drags ions along, and ions drag water",
      "use the level compartments",
    ],
  ]);
  if (failure !== undefined || pair === undefined) return failure as Recognition;
  return {
    kind: "law",
    name: NAME,
    formula: formulaOf(pair),
    source: "C. S. Patlak, D. A. Goldstein and J. F. Hoffman, J. Theor. Biol. 5, 426 (1963)",
    describes: { kind: "continuum" },
    ...(areBaths(pair) ? {} : { startAlone: true }),
    read: (measure, when) => {
      const time = momentOf(pair, when);
      const state = time === undefined ? undefined : stateAt(model, pair, time);
      return state && readStirred(model, domain, state, measure);
    },
  };
}

function formulaOf({ ways }: Pair): string {
  const isWet = ways.some(({ conductivity }) => conductivity > 0);
  const drag = ways.find(({ membrane }) => membrane.solventDrag !== undefined)?.membrane.solventDrag ?? "patlak";
  const solute =
    drag === "patlak"
      ? "J = P [B(-q) a - B(q) a'], q = (1 - σ) J_v / P, of ions z F V / RT"
      : `J = P Δa + (1 - σ) J_v c̄, the ${drag === "kk-log-mean" ? "logarithmic" : "arithmetic"} mean`;
  return isWet ? `J_v = L_p (ΔP - σ ΔΠ), ${solute}` : solute;
}

/** Time at which the contents are known; of finite compartments only the start is. */
function momentOf(pair: Pair, when: When): number | undefined {
  if (typeof when === "number") return areBaths(pair) || when === 0 ? when : undefined;
  return when === "steady" && areBaths(pair) && pair.sides.every(isConstant) ? 0 : undefined;
}

function areBaths({ sides }: Pair): boolean {
  return sides.every(({ extent }) => extent.kind === "infinite");
}

/** Whether a side without a clamp has its potential from permeabilities alone. */
function canSettle({ species, field }: Model, { sides, ways }: Pair): boolean {
  if (field !== "electroneutral" || sides.every(isClamped)) return true;
  const ions = species.filter(({ charge }) => charge !== undefined);
  return ways.every(({ solutes }) => ions.every(({ name }) => solutes[name]?.conductance === undefined));
}

/** Whether no ion meets water that drags it, as it would drag water along the field. */
function dragsNoIon({ species, field }: Model, { sides, ways }: Pair): boolean {
  if (field !== "electroneutral" && !sides.some(isClamped)) return true;
  const ions = species.filter(({ charge }) => charge !== undefined);
  return ways.every(({ conductivity, solutes }) =>
    ions.every(({ name }) => {
      const { osmotic = 1, filtration = 1 } = solutes[name] ?? {};
      return conductivity === 0 || (osmotic === 1 && filtration === 1);
    }),
  );
}

function isClamped({ electricPotential }: Compartment): boolean {
  return electricPotential !== undefined;
}

function stateAt(model: Model, { sides, ways }: Pair, time: number): StirredState | undefined {
  const [here, there] = sides.map((one) => solutionOf(model, one, time)) as [Solution, Solution];
  const draws = ways.map((way) => osmoticDraw(model, way, here, there));
  const pressure = pressuresOf(sides, ways, draws, time);
  const potential = potentialsOf(model, sides, ways, [here, there], time);
  if (potential === undefined) return undefined;
  const voltage = potential[0] - potential[1];
  const volumeFluxes: Record<string, number> = {};
  const fluxes: Record<string, Record<string, number>> = {};
  for (const [w, way] of ways.entries()) {
    const { membrane, conductivity, direction } = way;
    const Jv = starlingFlux({
      hydraulicConductivity: conductivity,
      reflection: 1,
      pressure: pressure[0] - pressure[1],
      osmoticPressure: draws[w] as number,
    });
    volumeFluxes[membrane.name] = (volumeFluxes[membrane.name] ?? 0) + direction * Jv;
    addSoluteFluxes(fluxes, model, way, [here, there], { volumeFlux: Jv, voltage });
  }
  const [a, b] = sides;
  const isReached = reachedByCharge(model, ways);
  return {
    concentrations: { [a.name]: here.concentrations, [b.name]: there.concentrations },
    volumes: Object.fromEntries(
      sides.flatMap(({ name, extent }) => (extent.kind === "finite" ? [[name, extent.volume]] : [])),
    ),
    pressures: { [a.name]: pressure[0], [b.name]: pressure[1] },
    potentials: Object.fromEntries(
      sides.flatMap((side, e) => (isReached || isClamped(side) ? [[side.name, potential[e] as number]] : [])),
    ),
    volumeFluxes,
    fluxes,
  };
}

/** Pressures of both sides [Pa]; a rigid one follows what water asks for, the first of two keeps its own. */
function pressuresOf(
  sides: Pair["sides"],
  ways: readonly Way[],
  draws: readonly number[],
  time: number,
): readonly [number, number] {
  const given = sides.map(({ pressure }) => atTime(pressure, time) ?? 0) as [number, number];
  const [first, second] = sides.map(({ extent }) => extent.kind === "finite" && extent.wall.kind === "rigid");
  let [conductance, drawn] = [0, 0];
  for (const [w, { membrane, conductivity }] of ways.entries()) {
    conductance += membrane.area * conductivity;
    drawn += membrane.area * conductivity * (draws[w] as number);
  }
  if (conductance === 0 || !(first || second)) return given;
  const still = drawn / conductance;
  return second ? [given[0], given[0] - still] : [given[1] + still, given[1]];
}

/** Whether potentials that are not clamped have a meaning: an ion passes, or no field was asked for. */
function reachedByCharge({ species, field }: Model, ways: readonly Way[]): boolean {
  if (field !== "electroneutral") return true;
  return ways.some(({ solutes }) =>
    species.some(({ name, charge }) => charge !== undefined && (solutes[name]?.permeability ?? 0) > 0),
  );
}

/** Potentials of both sides [V]; undefined where ions carry a current in one direction only. */
function potentialsOf(
  { species, field, temperature }: Model,
  sides: Pair["sides"],
  ways: readonly Way[],
  [here, there]: readonly [Solution, Solution],
  time: number,
): readonly [number, number] | undefined {
  const [a, b] = sides.map(({ electricPotential }) => atTime(electricPotential, time));
  if (field !== "electroneutral" || temperature === undefined || (a !== undefined && b !== undefined))
    return [a ?? 0, b ?? 0];
  const ions = ways.flatMap(({ membrane, solutes }) =>
    species.flatMap(({ name, charge }, i) => {
      const { permeability = 0 } = solutes[name] ?? {};
      if (charge === undefined || permeability === 0) return [];
      const [left, right] = [here.activities[i] as number, there.activities[i] as number];
      return [{ valence: charge, permeability: membrane.area * permeability, left, right }];
    }),
  );
  if (ions.length === 0) return [a ?? 0, b ?? 0];
  if (!ions.some(({ left, right }) => left > 0 && right > 0)) return undefined;
  const V = goldmanPotential({ ions, temperature });
  if (a !== undefined) return [a, a - V];
  if (b !== undefined) return [b + V, b];
  // without a clamp a bath is at zero, the first if there is a choice
  return sides[0].extent.kind !== "infinite" && sides[1].extent.kind === "infinite" ? [V, 0] : [0, -V];
}
