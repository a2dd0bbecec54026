/**
 * A rigid space between two unlike membranes, concentrated above two equal solutions: it moves water from one to the
 * other.
 *
 *     J_v = (σ1 - σ2) RT Δc / (1/L1 + 1/L2),   P_middle - P_outer = σ1 RT Δc - J_v / L1
 *
 * It holds at the start, and for ever where what the middle holds cannot leave.
 *
 * @see P. F. Curran and J. R. MacIntosh, Nature 193, 347 (1962) (not opened)
 * @module
 */

import { firstFailure, type Recognition } from "#levels/closed-form/law.ts";
import type { Compartment, CompartmentDomain, Membrane } from "#model/compartments.ts";
import type { Model } from "#model/model.ts";
import { twoBarrierFlow } from "#physics/membrane/two-barriers.ts";
import { constantValue } from "#potential/constant-value.ts";
import { contentsOf, idealConditions, isConstant, notStirred, type Way } from "./pair.ts";
import { readStirred, type StirredState } from "./stirred-state.ts";
import { addSoluteFluxes, solutionFrom } from "./way-flow.ts";

const NAME = "two barriers in series";

/** A bath, the space between, and the bath beyond, with one way through each membrane. */
interface Series {
  readonly outer: readonly [Compartment, Compartment];
  readonly middle: Compartment;
  /** From the first bath to the middle, and from there to the second. */
  readonly ways: readonly [Way, Way];
}

/** Recognises a rigid compartment between two equal baths. */
export function recogniseTwoBarriers(model: Model): Recognition {
  const { domain } = model;
  if (domain?.kind !== "compartments") return notStirred(NAME);
  const series = seriesOf(domain);
  const excess = series ? excessOf(model, series) : [];
  const failure = firstFailure(NAME, [
    [series !== undefined, "it is not a rigid compartment between two baths", "give wall: rigid to one of three"],
    [domain.membranes.every(({ carriers }) => carriers.length === 0), "a membrane has carriers", "leave carriers: out"],
    ...idealConditions(model, domain),
    [model.species.every(({ charge }) => charge === undefined), "charges make a potential", "leave charge: out"],
    [
      series?.outer.every(isConstant) === true && areEqual(model, series),
      "the two baths are not equal and constant",
      "give them the same contents and pressure",
    ],
    [excess.length === 1, "not one solute is more, or less, concentrated between them", "change one concentration"],
    [
      series?.ways.every(({ conductivity }) => conductivity > 0) === true && model.temperature !== undefined,
      "water does not pass both membranes",
      "give Lp to both, and temperature:",
    ],
  ]);
  const [differing] = excess;
  if (failure !== undefined || series === undefined || differing === undefined) return failure as Recognition;
  const keeps = holdsForEver(model, series);
  return {
    kind: "law",
    name: NAME,
    formula: "J_v = (σ1 - σ2) RT Δc / (1/L1 + 1/L2), P_middle - P_outer = σ1 RT Δc - J_v / L1",
    source: "P. F. Curran and J. R. MacIntosh, Nature 193, 347 (1962)",
    describes: { kind: "continuum" },
    ...(keeps ? {} : { startAlone: true }),
    read: (measure, when) =>
      when === 0 || (keeps && when !== "timeless" && when !== "equilibrium")
        ? readStirred(model, domain, stateOf(model, series, differing), measure)
        : undefined,
  };
}

function seriesOf({ compartments, membranes }: CompartmentDomain): Series | undefined {
  const middle = compartments.find(({ extent }) => extent.kind === "finite" && extent.wall.kind === "rigid");
  const outer = compartments.filter(({ extent }) => extent.kind === "infinite");
  const [first, last] = outer;
  if (middle === undefined || first === undefined || last === undefined) return undefined;
  if (compartments.length !== 3 || membranes.length !== 2) return undefined;
  const wayBetween = (from: Compartment, to: Compartment): Way | undefined => {
    const joins = ({ between }: Membrane) => between.includes(from.name) && between.includes(to.name);
    const membrane = membranes.find(joins);
    const [pathway, another] = membrane?.pathways ?? [];
    if (membrane === undefined || pathway === undefined || another !== undefined) return undefined;
    return { ...pathway, membrane, direction: membrane.between[0] === from.name ? 1 : -1 };
  };
  const [into, onward] = [wayBetween(first, middle), wayBetween(middle, last)];
  if (into === undefined || onward === undefined || into.membrane.area !== onward.membrane.area) return undefined;
  return { outer: [first, last], middle, ways: [into, onward] };
}

/** Solutes whose concentration between the membranes is another than outside. */
function excessOf(model: Model, { outer: [first], middle }: Series): readonly string[] {
  const [inside, outside] = [contentsOf(model, middle), contentsOf(model, first)];
  return model.species.flatMap(({ name }) => (inside[name] === outside[name] ? [] : [name]));
}

function areEqual(model: Model, { outer: [a, b] }: Series): boolean {
  const [inA, inB] = [contentsOf(model, a), contentsOf(model, b)];
  return (
    constantValue(a.pressure) === constantValue(b.pressure) &&
    model.species.every(({ name }) => inA[name] === inB[name])
  );
}

/** Whether nothing that is dissolved passes either membrane, by itself, with the water or by a pump. */
function holdsForEver({ species }: Model, { ways }: Series): boolean {
  return species.every(({ name }) =>
    ways.every(({ solutes, membrane }) => {
      const { permeability = 0, filtration = 1 } = solutes[name] ?? {};
      return permeability === 0 && filtration === 1 && membrane.pumps.every(({ turns }) => turns[name] === undefined);
    }),
  );
}

function stateOf(model: Model, { outer: [first, last], middle, ways }: Series, differing: string): StirredState {
  const [inside, outside] = [contentsOf(model, middle), contentsOf(model, first)];
  const [one, other] = ways.map(({ conductivity, solutes }) => ({
    hydraulicConductivity: conductivity,
    reflection: solutes[differing]?.osmotic ?? 1,
  })) as [Barrier, Barrier];
  const { volumeFlux, middlePressure } = twoBarrierFlow({
    first: one,
    second: other,
    excess: (inside[differing] ?? 0) - (outside[differing] ?? 0),
    temperature: model.temperature ?? Number.NaN,
  });
  const pressure = constantValue(first.pressure) ?? 0;
  const [dilute, concentrated] = [solutionFrom(model, outside), solutionFrom(model, inside)];
  const fluxes: Record<string, Record<string, number>> = {};
  const beside = { volumeFlux, voltage: 0 };
  addSoluteFluxes(fluxes, model, ways[0], [dilute, concentrated], beside);
  addSoluteFluxes(fluxes, model, ways[1], [concentrated, dilute], beside);
  // a pump carries more than what is dragged along
  const isPumped = ways.some(({ membrane }) => membrane.pumps.length > 0);
  return {
    concentrations: { [first.name]: outside, [last.name]: outside, [middle.name]: inside },
    volumes: { [middle.name]: middle.extent.kind === "finite" ? middle.extent.volume : Number.NaN },
    pressures: { [first.name]: pressure, [last.name]: pressure, [middle.name]: pressure + middlePressure },
    volumeFluxes: Object.fromEntries(ways.map(({ membrane, direction }) => [membrane.name, direction * volumeFlux])),
    ...(isPumped ? {} : { fluxes }),
  };
}

interface Barrier {
  readonly hydraulicConductivity: number;
  readonly reflection: number;
}
