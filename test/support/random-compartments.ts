/** Families of stirred compartments: two that exchange what they hold, and two that swell. */

import type { Model } from "#model/model.ts";
import { parseModel } from "#model/parse-model.ts";
import type { Drawn, Family, Random } from "./random-models.ts";

/** Two chambers of any volumes and partition coefficients that exchange a solute. */
function exchange({ evenly, decades }: Random): Drawn {
  const [Va, Vb, area] = [decades(1e-15, 1e-3), decades(0.1, 10), decades(1e-10, 1)];
  const [ca, cb] = [decades(1e-3, 1e3), evenly(0, 1) < 0.3 ? 0 : decades(1e-3, 1e3)];
  const P = decades(1e-9, 1e-3);
  // a time in which up to half of what the smaller holds is renewed
  const time = (evenly(0.1, 0.5) * Va * Math.min(1, Vb)) / (area * P);
  return {
    model: parseModel(
      `perrin: 1
species: {drug: {}}
compartments:
  a: {volume: ${Va} m^3, wall: rigid, contains: {drug: ${ca} mol/m^3}}
  b: {volume: ${Va * Vb} m^3, wall: rigid, contains: {drug: ${cb} mol/m^3}}
membranes: {m: {between: [a, b], area: ${area} m^2, solutes: {drug: {P: ${P} m/s}}}}
solve: {transient: {until: ${time} s, times: [${0.4 * time} s, ${time} s]}}
outputs: {A: "amount(drug, a)", C: "c(drug, b)", J: "flux(drug, m)"}`,
      { file: "exchange.yaml" },
    ),
    texts: ["amount(drug, compartment:a)", "c(drug, compartment:b)", "flux(drug, membrane:m)"],
  };
}

/** Two chambers that swell as water follows two solutes, one of which may be held back, by any law of drag. */
export function swellingPair({ evenly, decades }: Random): Model {
  const [V, ratio, area, Lp] = [decades(1e-12, 1e-6), decades(0.3, 3), decades(1e-8, 1e-3), decades(1e-13, 1e-11)];
  const sigma = () => evenly(0.05, 0.95);
  // in this time water that the first concentration drives would fill a fifth of the volume
  const [c, RT] = [decades(10, 300), 8.314 * 300];
  const time = (evenly(0.1, 0.3) * V) / (area * Lp * RT * c);
  /** A permeability by which some of a solute passes in the time. */
  const P = () => (decades(0.05, 1) * V) / (area * time);
  const drag = ["patlak", "kk-log-mean", "kk-arithmetic"][Math.floor(evenly(0, 3))];
  const wall = evenly(0, 1) < 0.5 ? "flexible" : `{elastic: ${decades(0.1, 1) * RT * c} Pa}`;
  return parseModel(
    `perrin: 1
temperature: 300 K
species: {salt: {}, sugar: {}}
compartments:
  a: {volume: ${V} m^3, solids: ${evenly(0, 0.5) * V} m^3, wall: ${wall}, contains: {salt: ${c} mM, sugar: ${evenly(0.2, 1) * c} mM}}
  b: {volume: ${V * ratio} m^3, wall: flexible, contains: {salt: ${evenly(0.2, 1) * c} mM, sugar: ${evenly(0.2, 1) * c} mM}}
membranes:
  m: {between: [a, b], area: ${area} m^2, Lp: ${Lp} m/s/Pa, solvent-drag: ${drag}, solutes: {salt: {P: ${P()} m/s, sigma: ${sigma()}}, sugar: ${evenly(0, 1) < 0.3 ? "impermeant" : `{P: ${P()} m/s, sigma: ${sigma()}}`}}}
solve: {transient: {until: ${time} s, times: [${0.4 * time} s, ${time} s]}}
outputs: {V: volume(a), Jv: volume_flux(m), S: "amount(salt, a)", C: "c(sugar, b)", J: "flux(salt, m)"}`,
    { file: "swelling.yaml" },
  );
}

export const COMPARTMENTS: Readonly<Record<string, Family>> = {
  "two chambers that exchange": { levels: ["compartments", "master", "walk"], draw: exchange },
};
