/**
 * What stirred compartments and membranes say in plain numbers: volumes, walls, contents, how each species passes, and
 * how long it takes.
 *
 *     V / (P A)            until the contents of a compartment have exchanged through a membrane [s]
 *     V / (A L_p R T c)    until its volume has followed the osmotic pressure of what it holds [s], c weighted by sigma
 *     C / g                until a membrane is charged [s]
 *
 * @module
 */

import { GAS_CONSTANT } from "#units/constants.ts";
import type { Compartment, CompartmentDomain, Membrane, Pathway, Pump } from "./compartments.ts";
import type { ExplainedQuantity, ExplainedScale } from "./explain.ts";
import { constantOf } from "./expression/constant-of.ts";
import { derivative } from "./expression/derivative.ts";
import { evaluate } from "./expression/evaluate.ts";
import type { Expression } from "./expression/expression.ts";
import { formatExpression } from "./expression/write-expression.ts";
import type { Model } from "./model.ts";

/** The quantities of compartments and membranes, in the order of the file. */
export function compartmentQuantities({ compartments, membranes }: CompartmentDomain): readonly ExplainedQuantity[] {
  const wet = new Set(membranes.filter(isWet).flatMap(({ between }) => between));
  return [
    ...compartments.flatMap((one) => quantitiesOfCompartment(one, wet.has(one.name))),
    ...membranes.flatMap(quantitiesOfMembrane),
  ];
}

/** The times that follow, of each membrane. */
export function compartmentScales(
  { temperature }: Pick<Model, "temperature">,
  { compartments, membranes }: CompartmentDomain,
): readonly ExplainedScale[] {
  return membranes.flatMap((membrane) => [
    ...membrane.between.flatMap((side) => {
      const one = compartments.find(({ name }) => name === side);
      return one === undefined
        ? []
        : [...exchangeTimes(one, membrane), ...swellingTime(one, membrane, Number(temperature ?? Number.NaN))];
    }),
    ...chargingTime(membrane),
  ]);
}

function isWet({ pathways }: Membrane): boolean {
  return pathways.some(({ conductivity }) => conductivity > 0);
}

function quantity(name: string, value: number | string, unit = "1"): ExplainedQuantity {
  return { name, value, unit };
}

function ofExpression(name: string, e: Expression, unit: string): ExplainedQuantity {
  return quantity(name, constantOf(e) ?? formatExpression(e), unit);
}

function quantitiesOfCompartment(compartment: Compartment, isReached: boolean): readonly ExplainedQuantity[] {
  const { name, extent, contains, pressure, electricPotential, partition, binding } = compartment;
  const list: ExplainedQuantity[] = [];
  if (extent.kind === "finite") {
    list.push(quantity(`volume(${name})`, extent.volume, "m^3"));
    if (extent.solids > 0) list.push(quantity(`solids(${name})`, extent.solids, "m^3"));
    if (extent.bursts !== undefined) list.push(quantity(`bursts(${name})`, extent.bursts, "m^3"));
    if (extent.wall.kind === "elastic") list.push(quantity(`modulus(${name})`, extent.wall.modulus, "Pa"));
    if (isReached) list.push(quantity(`wall(${name})`, WALLS[extent.wall.kind]));
  } else list.push(quantity(`volume(${name})`, extent.kind));
  for (const [species, held] of Object.entries(contains))
    list.push(ofExpression(`c(${species}, ${name})`, held, "mol m^-3"));
  const follows = extent.kind === "finite" && extent.wall.kind === "rigid" && compartment.givesPressure !== true;
  if (isReached && !follows) list.push(ofExpression(`pressure(${name})`, pressure, "Pa"));
  if (electricPotential !== undefined) list.push(ofExpression(`electric-potential(${name})`, electricPotential, "V"));
  for (const [species, K] of Object.entries(partition)) list.push(quantity(`K(${species}, ${name})`, K));
  for (const [species, bound] of Object.entries(binding))
    list.push(ofExpression(`binding(${species}, ${name})`, bound, "mol m^-3"));
  return list;
}

const WALLS = {
  rigid: "rigid: the volume is kept, the pressure follows",
  flexible: "flexible: the volume follows",
  elastic: "elastic: the volume follows",
} as const;

function quantitiesOfMembrane(membrane: Membrane): readonly ExplainedQuantity[] {
  const { name, between, area, pathways, solventDrag, carriers, pumps, capacitance } = membrane;
  return [
    quantity(`between(${name})`, between.join(" -> ")),
    quantity(`area(${name})`, area, "m^2"),
    ...pathways.flatMap((pathway) => quantitiesOfPathway(pathway, name)),
    ...(solventDrag === undefined ? [] : [quantity(`solvent-drag(${name})`, solventDrag)]),
    ...carriers.flatMap(({ name: carrier, species, law, amplification }) => {
      const place = `${carrier} of ${species}, ${name}`;
      switch (law.kind) {
        case "linear":
          return [quantity(`P(${place})`, amplification * law.permeability, "m s^-1")];
        case "pump":
          return [quantity(`rate(${place})`, amplification * law.rate, "mol m^-2 s^-1")];
        default:
          return [
            quantity(`Vmax(${place})`, amplification * law.maximum, "mol m^-2 s^-1"),
            quantity(`Km(${place})`, law.halfSaturation, "mol m^-3"),
          ];
      }
    }),
    ...pumps.flatMap((pump) => [
      ofExpression(`rate(${pump.name}, ${name})`, pump.rate, "mol m^-2 s^-1"),
      quantity(`moves(${pump.name}, ${name})`, movesInWords(pump, between)),
    ]),
    ...(capacitance === undefined ? [] : [quantity(`capacitance(${name})`, capacitance, "F m^-2")]),
  ];
}

/** "3 Na cell -> blood, 2 K blood -> cell". */
export function movesInWords({ turns }: Pump, [from, to]: Membrane["between"]): string {
  return Object.entries(turns)
    .map(([species, n]) => `${Math.abs(n)} ${species} ${n < 0 ? `${to} -> ${from}` : `${from} -> ${to}`}`)
    .join(", ");
}

function quantitiesOfPathway({ name, conductivity, solutes }: Pathway, membrane: string): readonly ExplainedQuantity[] {
  const place = name === "" ? membrane : `${membrane}.${name}`;
  const list = [quantity(`Lp(${place})`, conductivity, "m s^-1 Pa^-1")].filter(() => conductivity > 0);
  for (const [species, { permeability, conductance, osmotic, filtration }] of Object.entries(solutes)) {
    list.push(
      conductance === undefined
        ? quantity(`P(${species}, ${place})`, permeability, "m s^-1")
        : quantity(`g(${species}, ${place})`, conductance, "S m^-2"),
    );
    if (conductivity === 0) continue;
    if (osmotic === filtration) list.push(quantity(`sigma(${species}, ${place})`, osmotic));
    else
      list.push(
        quantity(`sigma(${species}, ${place}).osmotic`, osmotic),
        quantity(`sigma(${species}, ${place}).filtration`, filtration),
      );
  }
  return list;
}

function time(name: string, value: number, formula: string): readonly ExplainedScale[] {
  return Number.isFinite(value) && value > 0 ? [{ name, value, unit: "s", formula }] : [];
}

/** V / (P A) of each species that permeates; where it dissolves or binds, K and the slope of what is bound multiply V. */
function exchangeTimes(
  { name, extent, contains, partition, binding }: Compartment,
  membrane: Membrane,
): readonly ExplainedScale[] {
  if (extent.kind !== "finite") return [];
  const species = new Set(membrane.pathways.flatMap(({ solutes }) => Object.keys(solutes)));
  return [...species].flatMap((one) => {
    const P = membrane.pathways.reduce((sum, { solutes }) => sum + (solutes[one]?.permeability ?? 0), 0);
    const K = partition[one] ?? 1;
    const bound = binding[one];
    const held = contains[one] === undefined ? 0 : constantOf(contains[one]);
    const slope = bound === undefined ? 0 : evaluate(derivative(bound, one), { name: () => held });
    const volume = (extent.volume - extent.solids) * K * (1 + slope);
    const formula = `V ${K === 1 ? "" : "K "}${bound === undefined ? "" : "(1 + db/dc) "}/ (P A)`;
    return time(`exchange of ${one} in ${name} through ${membrane.name}`, volume / (P * membrane.area), formula);
  });
}

/** V / (A L_p R T c) of a volume that follows, with what it holds at the start; a species that does not pass has sigma 1. */
function swellingTime(
  { name, extent, contains }: Compartment,
  { name: membrane, area, pathways }: Membrane,
  temperature: number,
): readonly ExplainedScale[] {
  if (extent.kind !== "finite" || extent.wall.kind === "rigid") return [];
  const rate = pathways.reduce((sum, { conductivity, solutes }) => {
    const held = Object.entries(contains).map(
      ([species, c]) => (solutes[species]?.osmotic ?? 1) * (constantOf(c) ?? Number.NaN),
    );
    return sum + conductivity * held.reduce((total, c) => total + c, 0);
  }, 0);
  const volume = extent.volume - extent.solids;
  return time(
    `swelling of ${name} through ${membrane}`,
    volume / (area * rate * GAS_CONSTANT * temperature),
    "V / (A Lp R T c)",
  );
}

/** C / g of a membrane with a capacitance and conductances. */
function chargingTime({ name, pathways, capacitance }: Membrane): readonly ExplainedScale[] {
  if (capacitance === undefined) return [];
  const g = pathways
    .flatMap(({ solutes }) => Object.values(solutes))
    .reduce((sum, { conductance = 0 }) => sum + conductance, 0);
  return time(`charging of ${name}`, capacitance / g, "C / g");
}
