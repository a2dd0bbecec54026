/**
 * Two stirred chambers of constant volume that exchange solutes through a membrane until they are equal.
 *
 *     c_A(t) = c_A(0) + [c_D(0) - c_A(0)] V_D / (V_D + V_A) (1 - e^{-k t}),   k = P A (1/V_D + 1/V_A)
 *
 * @see A. Avdeef, Absorption and Drug Development (2nd ed., 2012), chapter 7 (not opened)
 * @module
 */

import { firstFailure, type Recognition } from "#levels/closed-form/law.ts";
import type { When } from "#levels/contract.ts";
import type { Compartment, CompartmentDomain } from "#model/compartments.ts";
import type { Model } from "#model/model.ts";
import { patlakFlux } from "#physics/membrane/patlak.ts";
import { acceptorConcentration } from "#physics/membrane/two-chamber.ts";
import {
  contentsOf,
  crossesAny,
  idealConditions,
  notStirred,
  type Pair,
  pairOf,
  passiveConditions,
  type Way,
} from "./pair.ts";
import { readStirred, type StirredState } from "./stirred-state.ts";

const NAME = "exchange of two chambers";

/** Recognises two finite compartments whose volumes stay, and solutes without charge. */
export function recogniseTwoChambers(model: Model): Recognition {
  const { domain } = model;
  if (domain?.kind !== "compartments") return notStirred(NAME);
  const pair = pairOf(domain, () => false);
  const wet = pair?.ways.filter(({ conductivity }) => conductivity > 0) ?? [];
  const failure = firstFailure(NAME, [
    [
      pair?.sides.every(({ extent }) => extent.kind === "finite") === true,
      "there are not two finite compartments",
      "keep two, each with a volume",
    ],
    ...passiveConditions(model, domain),
    ...idealConditions(model, domain),
    [
      model.species.every(({ charge }) => charge === undefined),
      "charges feel each other's field",
      "leave charge: out of the species",
    ],
    [wet.length === 0 || keepVolumes(domain), "the volumes change", "use wall: rigid, or leave Lp: out"],
    [wet.length <= 1, "water may circulate through several ways", "give Lp to one of them"],
  ]);
  if (failure !== undefined || pair === undefined) return failure as Recognition;
  return {
    kind: "law",
    name: NAME,
    formula: "c_A = c_eq (1 - e^{-kt}), k = P A (1/V_D + 1/V_A)",
    source: "A. Avdeef, Absorption and Drug Development (2nd ed., 2012), chapter 7",
    describes: { kind: "continuum" },
    read: (measure, when) => {
      const state = stateAt(model, pair, when);
      return state && readStirred(model, domain, state, measure);
    },
  };
}

function keepVolumes({ compartments }: CompartmentDomain): boolean {
  return compartments.every(({ extent }) => extent.kind === "finite" && extent.wall.kind === "rigid");
}

function stateAt(model: Model, { sides: [a, b], ways }: Pair, when: When): StirredState | undefined {
  if (when === "timeless") return undefined;
  const [volumeA, volumeB] = [solventOf(a), solventOf(b)];
  const inA: Record<string, number> = { ...contentsOf(model, a) };
  const inB: Record<string, number> = { ...contentsOf(model, b) };
  const fluxes: Record<string, Record<string, number>> = {};
  for (const { name } of model.species) {
    const difference = (inA[name] ?? 0) - (inB[name] ?? 0);
    const [donor, acceptor] = difference > 0 ? [inA, inB] : [inB, inA];
    const [donorVolume, acceptorVolume] = difference > 0 ? [volumeA, volumeB] : [volumeB, volumeA];
    if (difference !== 0) {
      const rise = riseAfter(when, ways, name, { donor: Math.abs(difference), donorVolume, acceptorVolume });
      acceptor[name] = (acceptor[name] ?? 0) + rise;
      donor[name] = (donor[name] ?? 0) - (rise * acceptorVolume) / donorVolume;
    }
    for (const { membrane, direction, solutes } of ways) {
      const { permeability = 0 } = solutes[name] ?? {};
      const passage = { permeability, reflection: 1, volumeFlux: 0, left: inA[name] ?? 0, right: inB[name] ?? 0 };
      fluxes[membrane.name] ??= {};
      const through = fluxes[membrane.name] as Record<string, number>;
      through[name] = (through[name] ?? 0) + direction * patlakFlux(passage);
    }
  }
  return {
    concentrations: { [a.name]: inA, [b.name]: inB },
    volumes: Object.fromEntries(
      [a, b].map(({ name, extent }) => [name, extent.kind === "finite" ? extent.volume : Number.NaN]),
    ),
    volumeFluxes: Object.fromEntries(ways.map(({ membrane }) => [membrane.name, 0])),
    fluxes,
  };
}

/** By how much the acceptor has risen [mol m^-3]. */
function riseAfter(
  when: Exclude<When, "timeless">,
  ways: readonly Way[],
  name: string,
  chambers: { readonly donor: number; readonly donorVolume: number; readonly acceptorVolume: number },
): number {
  const area = ways.reduce((sum, { membrane, solutes }) => (solutes[name] ? sum + membrane.area : sum), 0);
  if (!crossesAny(ways, name) || when === 0) return 0;
  if (typeof when !== "number") {
    const { donor, donorVolume, acceptorVolume } = chambers;
    return (donor * donorVolume) / (donorVolume + acceptorVolume);
  }
  const conductance = ways.reduce(
    (sum, { membrane, solutes }) => sum + membrane.area * (solutes[name]?.permeability ?? 0),
    0,
  );
  return acceptorConcentration({ ...chambers, permeability: conductance / area, area, time: when });
}

function solventOf({ extent }: Compartment): number {
  return extent.kind === "finite" ? extent.volume - extent.solids : Number.NaN;
}
