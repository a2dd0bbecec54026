/**
 * A filtrate that is carried away, or that fills the space behind a membrane: its contents are those of the flow, J /
 * J_v.
 *
 *     J_v = L_p ΔP,                   c = S c_feed,  S = (1 - σ) / (1 - σ e^{-Pe})       where osmosis draws nothing
 *     J_v = L_p (ΔP - σ² Π (1 - e^{-Pe}) / (1 - σ e^{-Pe}))                             of one solute: revised Starling
 *
 * @see C. C. Michel and M. E. Phillips, J. Physiol. 388, 421 (1987) (not opened)
 * @module
 */

import { firstFailure, type Recognition } from "#levels/closed-form/law.ts";
import type { When } from "#levels/contract.ts";
import type { SolutePassage } from "#model/compartments.ts";
import type { Model } from "#model/model.ts";
import { revisedStarling } from "#physics/membrane/revised-starling.ts";
import { observedSieving } from "#physics/membrane/sieving.ts";
import { starlingFlux } from "#physics/membrane/starling.ts";
import { vantHoffPressure } from "#physics/osmosis/osmotic-pressure.ts";
import { atTime, idealConditions, isConstant, notStirred, type Pair, pairOf, passiveConditions } from "./pair.ts";
import { readStirred, type StirredState } from "./stirred-state.ts";

const NAME = "filtrate";

/** What is held back as a whole. */
const HELD: SolutePassage = { permeability: 0, osmotic: 1, filtration: 1 };

/** Recognises a bath that is filtered through one way into a filtrate. */
export function recogniseFiltrate(model: Model): Recognition {
  const { domain, species } = model;
  if (domain?.kind !== "compartments") return notStirred(NAME);
  const pair = pairOf(domain, ({ extent }) => extent.kind === "infinite");
  const [feed, filtrate] = pair?.sides ?? [];
  const [way, another] = pair?.ways ?? [];
  const passing = species.map(({ name }) => way?.solutes[name] ?? HELD);
  const failure = firstFailure(NAME, [
    [
      feed?.extent.kind === "infinite" && filtrate?.extent.kind === "filtrate",
      "there is not one bath and one filtrate",
      "give volume: infinite and volume: filtrate",
    ],
    ...passiveConditions(model, domain),
    ...idealConditions(model, domain),
    [species.every(({ charge }) => charge === undefined), "charges make a potential", "leave charge: out"],
    [way !== undefined && another === undefined, "there are several ways", "keep one pathway"],
    [
      way?.membrane.solventDrag === "patlak" || passing.every(({ filtration }) => filtration === 1),
      "the drag of a mean concentration knows no filtrate",
      "use solvent-drag: patlak",
    ],
    [
      passing.every(({ osmotic }) => osmotic === 0) ||
        (passing.length === 1 && passing.every(({ osmotic, filtration }) => osmotic === filtration)),
      "several solutes, or two reflection coefficients of one, draw water",
      "keep one solute with one sigma",
    ],
    [model.temperature !== undefined, "there is no temperature", "give temperature:"],
  ]);
  if (failure !== undefined || pair === undefined) return failure as Recognition;
  return {
    kind: "law",
    name: NAME,
    formula: "c = J / J_v = S c_feed, S = (1 - σ) / (1 - σ e^{-Pe}); J_v = L_p [ΔP - σ (1 - S) Π]",
    source: "C. C. Michel and M. E. Phillips, J. Physiol. 388, 421 (1987)",
    describes: { kind: "continuum" },
    read: (measure, when) => {
      const state = stateAt(model, pair, when);
      return state && readStirred(model, domain, state, measure);
    },
  };
}

function stateAt(model: Model, { sides: [feed, filtrate], ways }: Pair, when: When): StirredState | undefined {
  const time = typeof when === "number" ? when : when === "steady" && isConstant(feed) ? 0 : undefined;
  const [way] = ways;
  if (time === undefined || way === undefined) return undefined;
  const { conductivity: hydraulicConductivity, membrane, direction } = way;
  const outer = {
    [feed.name]: atTime(feed.pressure, time) ?? 0,
    [filtrate.name]: atTime(filtrate.pressure, time) ?? 0,
  };
  const pressure = (outer[feed.name] as number) - (outer[filtrate.name] as number);
  const outside = Object.fromEntries(model.species.map(({ name }) => [name, atTime(feed.contains[name], time) ?? 0]));
  const [only] = model.species;
  const passage = (name: string): SolutePassage => way.solutes[name] ?? HELD;
  if (!(pressure > 0)) return undefined;
  const { permeability, filtration: reflection, osmotic } = passage(only?.name ?? "");
  const volumeFlux =
    osmotic === 0 || only === undefined
      ? starlingFlux({ hydraulicConductivity, reflection: 0, pressure, osmoticPressure: 0 })
      : revisedStarling({
          hydraulicConductivity,
          permeability,
          reflection,
          pressure,
          plasmaColloid: vantHoffPressure({
            osmolarity: outside[only.name] ?? 0,
            temperature: model.temperature ?? Number.NaN,
          }),
        }).volumeFlux;
  if (!(volumeFlux > 0)) return undefined;
  const passed = Object.fromEntries(
    model.species.map(({ name }) => {
      const { permeability: P, filtration } = passage(name);
      return [name, (outside[name] ?? 0) * observedSieving({ permeability: P, reflection: filtration, volumeFlux })];
    }),
  );
  return {
    concentrations: { [feed.name]: outside, [filtrate.name]: passed },
    volumes: {},
    pressures: outer,
    potentials: { [feed.name]: 0, [filtrate.name]: 0 },
    volumeFluxes: { [membrane.name]: direction * volumeFlux },
    fluxes: {
      [membrane.name]: Object.fromEntries(
        Object.entries(passed).map(([name, c]) => [name, direction * c * volumeFlux]),
      ),
    },
  };
}
