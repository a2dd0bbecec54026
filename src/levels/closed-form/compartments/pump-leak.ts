/**
 * A cell that pumps sodium out and potassium in, at rest in its bath: the volume that its trapped charge asks for.
 *
 *     (1 - z) G + 2 z y - (1 + z) y² = 0,  y = e^{FV/RT},  G = (Na e^{-3pF/g_Na V_T} + K e^{2pF/g_K V_T}) / Cl
 *
 * Without the pump no volume balances what is trapped, and the law says so.
 *
 * @see D. C. Tosteson and J. F. Hoffman, J. Gen. Physiol. 44, 169 (1960) (not opened)
 * @module
 */

import { type Condition, firstFailure, type Recognition } from "#levels/closed-form/law.ts";
import type { Compartment, CompartmentDomain, Pump } from "#model/compartments.ts";
import type { Model, Species } from "#model/model.ts";
import {
  type PumpedSteadyState,
  type PumpLeakCell,
  pumpLeakSteadyState,
  restingVolume,
} from "#physics/membrane/pump-leak.ts";
import { constantValue } from "#potential/constant-value.ts";
import {
  cellConditions,
  contentsOf,
  crossesAny,
  idealConditions,
  notStirred,
  type Pair,
  reflectedConditions,
} from "./pair.ts";
import { readStirred, type StirredState } from "./stirred-state.ts";

const NAME = "pump-leak cell at rest";

/** The three ions of the law, by what the pump does to them. */
interface Trio {
  readonly sodium: Species;
  readonly potassium: Species;
  readonly chloride: Species;
}

/** Recognises a swelling cell with one pump of 3 sodium out and 2 potassium in, and linear leaks. */
export function recognisePumpLeak(model: Model): Recognition {
  const { domain } = model;
  if (domain?.kind !== "compartments") return notStirred(NAME);
  const { pair, conditions } = cellConditions(domain);
  const [membrane] = domain.membranes;
  const pump = membrane?.pumps.length === 1 ? membrane.pumps[0] : undefined;
  const trio = pump && pair ? trioOf(model, pair, pump) : undefined;
  const law = pair && pump && trio ? lawCell(model, pair, trio, pump) : undefined;
  const failure = firstFailure(NAME, [...conditions, ...conditionsOf(model, domain, { pair, pump, trio, law })]);
  if (failure !== undefined || pair === undefined || trio === undefined || law === undefined)
    return failure as Recognition;
  const state = pumpLeakSteadyState(law);
  return {
    kind: "law",
    name: NAME,
    formula: "(1 - z) G + 2 z y - (1 + z) y² = 0, V = (RT/F) ln y",
    source: "D. C. Tosteson and J. F. Hoffman, J. Gen. Physiol. 44, 169 (1960)",
    describes: { kind: "continuum" },
    ...(state.kind === "steady"
      ? {}
      : {
          noSteadyState: {
            what: `no steady state: the volume of ${pair.sides[0].name} diverges (Donnan lysis)`,
            advice: "let the pump run faster than the ions leak, or hold the wall with wall: rigid or {elastic: ...}",
          },
        }),
    read: (measure, when) =>
      when === "steady" && state.kind === "steady"
        ? readStirred(model, domain, atRest(model, pair, trio, state), measure)
        : undefined,
  };
}

/** What was found of the law in a model, undefined where it is not there. */
interface Found {
  readonly pair: Pair | undefined;
  readonly pump: Pump | undefined;
  readonly trio: Trio | undefined;
  readonly law: PumpLeakCell | undefined;
}

function conditionsOf(model: Model, domain: CompartmentDomain, { pair, pump, trio, law }: Found): Condition[] {
  const { field, temperature } = model;
  const [cell, bath] = pair?.sides ?? [];
  const [membrane, another] = domain.membranes;
  return [
    ...idealConditions(model, domain),
    ...reflectedConditions(model, pair),
    [membrane !== undefined && another === undefined, "there are several membranes", "keep one membrane"],
    [
      pump !== undefined && constantValue(pump.rate) !== undefined,
      "there is not one pump of constant rate",
      "give one pump with a number as its rate",
    ],
    [membrane?.carriers.length === 0, "a membrane has carriers", "leave carriers: out"],
    [
      field === "electroneutral" && temperature !== undefined,
      "the field is not electroneutral",
      "use field: electroneutral",
    ],
    [
      pair?.ways.some(({ conductivity }) => conductivity > 0) === true &&
        cell?.extent.kind === "finite" &&
        cell.extent.wall.kind === "flexible" &&
        constantValue(cell.pressure) === (bath && constantValue(bath.pressure)),
      "the cell does not swell freely",
      "use wall: flexible, Lp, and no difference of pressure",
    ],
    [cell?.electricPotential === undefined, "the cell is clamped", "leave its electric-potential: out"],
    [
      trio !== undefined,
      "the ions are not sodium and potassium by linear conductances, pumped 3 to 2, and chloride that follows",
      "give g: of both, P: or g: of chloride, and moves: of 3 and -2",
    ],
    [
      law === undefined || hasMeaning(law),
      "an ion is missing in the bath, nothing is trapped in the cell, or the pump runs backwards",
      "give the bath all three ions, and the cell something impermeant",
    ],
    [
      bath === undefined || trio === undefined || holdsOnly(model, bath, trio),
      "the bath holds more than the three ions",
      "keep sodium, potassium and chloride there",
    ],
  ];
}

/** Which ion is which; undefined where they are not those of the law. */
function trioOf({ species }: Model, { ways }: Pair, { turns }: Pump): Trio | undefined {
  const passing = species.filter(({ name }) => crossesAny(ways, name));
  const pumped = (number: number): Species | undefined =>
    passing.find(({ name, charge }) => charge === 1 && Math.abs(turns[name] ?? 0) === number);
  const [sodium, potassium] = [pumped(3), pumped(2)];
  const chloride = passing.find(({ charge }) => charge === -1);
  if (sodium === undefined || potassium === undefined || chloride === undefined) return undefined;
  if (passing.length !== 3 || Object.keys(turns).length !== 2) return undefined;
  const isExchange = (turns[sodium.name] as number) * (turns[potassium.name] as number) < 0;
  const leaks = (name: string): boolean =>
    ways.every(({ conductivity, solutes }) => {
      const passage = solutes[name];
      return (
        passage === undefined || (passage.conductance !== undefined && (conductivity === 0 || passage.filtration === 1))
      );
    });
  return isExchange && leaks(sodium.name) && leaks(potassium.name) ? { sodium, potassium, chloride } : undefined;
}

function lawCell(
  model: Model,
  { sides: [cell, bath], ways }: Pair,
  { sodium, potassium, chloride }: Trio,
  { rate, turns }: Pump,
): PumpLeakCell {
  const outward = ways[0]?.direction ?? 1;
  const outside = contentsOf(model, bath);
  const inside = contentsOf(model, cell);
  const conductance = ({ name }: Species): number =>
    ways.reduce((sum, { solutes }) => sum + (solutes[name]?.conductance ?? 0), 0);
  let [held, charge] = [0, 0];
  for (const { name, charge: z = 0 } of model.species) {
    if (crossesAny(ways, name)) continue;
    held += inside[name] ?? 0;
    charge += z * (inside[name] ?? 0);
  }
  return {
    sodium: outside[sodium.name] ?? 0,
    potassium: outside[potassium.name] ?? 0,
    chloride: outside[chloride.name] ?? 0,
    sodiumConductance: conductance(sodium),
    potassiumConductance: conductance(potassium),
    pump: (outward * (constantValue(rate) ?? Number.NaN) * (turns[sodium.name] ?? 0)) / 3,
    impermeantCharge: charge / held,
    temperature: model.temperature ?? Number.NaN,
  };
}

function hasMeaning({ sodium, potassium, chloride, pump, impermeantCharge, ...law }: PumpLeakCell): boolean {
  const positive = [sodium, potassium, chloride, law.sodiumConductance, law.potassiumConductance];
  return positive.every((x) => x > 0) && pump >= 0 && Number.isFinite(impermeantCharge);
}

function holdsOnly(model: Model, bath: Compartment, trio: Trio): boolean {
  const names = Object.values(trio).map(({ name }: Species) => name);
  return Object.entries(contentsOf(model, bath)).every(([name, c]) => c === 0 || names.includes(name));
}

function atRest(model: Model, { sides: [cell, bath], ways }: Pair, trio: Trio, state: PumpedSteadyState): StirredState {
  const [before, outside] = [contentsOf(model, cell), contentsOf(model, bath)];
  const { volume: start, solids } = cell.extent.kind === "finite" ? cell.extent : { volume: Number.NaN, solids: 0 };
  const held = model.species.filter(({ name }) => !crossesAny(ways, name));
  const impermeant = held.reduce((sum, { name }) => sum + (before[name] ?? 0), 0) * (start - solids);
  const water = restingVolume({ impermeant, state });
  const inside: Record<string, number> = {
    [trio.sodium.name]: state.sodium,
    [trio.potassium.name]: state.potassium,
    [trio.chloride.name]: state.chloride,
  };
  for (const { name } of held) inside[name] = ((before[name] ?? 0) * (start - solids)) / water;
  const pressure = constantValue(bath.pressure) ?? 0;
  const outer = constantValue(bath.electricPotential) ?? 0;
  const membrane = ways[0]?.membrane.name ?? "";
  return {
    concentrations: { [cell.name]: inside, [bath.name]: outside },
    volumes: { [cell.name]: water + solids },
    pressures: { [cell.name]: pressure, [bath.name]: pressure },
    potentials: { [cell.name]: outer + state.voltage, [bath.name]: outer },
    volumeFluxes: { [membrane]: 0 },
    fluxes: { [membrane]: Object.fromEntries(model.species.map(({ name }) => [name, 0])) },
  };
}
