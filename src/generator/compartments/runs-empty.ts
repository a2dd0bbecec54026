/**
 * What takes a species from a compartment that has none left: pumps that turn whatever is there, and the mean of two
 * concentrations as what water drags.
 *
 * @module
 */

import type { CompartmentDomain, Membrane } from "#model/compartments.ts";
import { formatExpression } from "#model/expression/write-expression.ts";
import type { CompartmentSystem } from "./compartment-system.ts";

/** What happens, and what to change first. */
export interface Remedy {
  readonly what: string;
  readonly advice: string;
}

/**
 * A species that water drags out of an empty compartment, as the arithmetic mean has it; undefined if there is none.
 */
export function draggedFromEmpty(
  system: CompartmentSystem,
  { membranes }: CompartmentDomain,
  time: number,
  y: Float64Array,
): Remedy | undefined {
  const { layout, sides } = system;
  for (const [m, membrane] of membranes.entries()) {
    if (membrane.solventDrag !== "kk-arithmetic") continue;
    const flows = system.flowsOf(m, time, y);
    for (const [i, { name }] of layout.species.entries()) {
      if (!membrane.pathways.some(({ solutes }) => (solutes[name]?.filtration ?? 1) !== 1)) continue;
      if (membrane.pumps.some(({ turns }) => turns[name] !== undefined)) continue;
      const outOf = membrane.between[flows.solute[i] > 0 ? 0 : 1];
      const k = layout.cells.findIndex(({ compartment }) => compartment.name === outOf);
      if (flows.solute[i] !== 0 && !(sides.concentration(k, i, time, y) > 0)) return dragRemedy(name, outOf, membrane);
    }
  }
  return undefined;
}

/** Words for what the arithmetic mean drags from where nothing is. */
export function dragRemedy(species: string, compartment: string, { name }: Pick<Membrane, "name">): Remedy {
  return {
    what: `kk-arithmetic drags ${species} from ${compartment}, which is empty`,
    advice: `Use solvent-drag: patlak in ${name}`,
  };
}

/**
 * What ran out on the way to a state that cannot be: a species that is below nothing there, or the solvent; undefined
 * if neither is. `before` is the last state that can.
 */
export function whatRunsOut(
  system: CompartmentSystem,
  domain: CompartmentDomain,
  time: number,
  before: Float64Array,
  next: Float64Array,
): Remedy | undefined {
  const { layout, sizes } = system;
  const short = layout.cells.flatMap(({ compartment: { name, extent }, amount }) =>
    extent.kind !== "finite"
      ? []
      : layout.species.flatMap((one, i) =>
          amount[i] >= 0 && next[amount[i]] < 0
            ? [{ cell: name, species: one.name, i, by: next[amount[i]] / sizes[amount[i]] }]
            : [],
        ),
  );
  const [first] = short.sort((one, other) => one.by - other.by);
  if (first !== undefined) {
    const { cell, species } = first;
    const taker = takerOf(domain, cell, species);
    if (taker !== undefined) return { ...taker, what: `${species} in ${cell} runs empty: ${taker.what}` };
    const from = domain.membranes.flatMap(({ name, between }, m) => {
      const flux = between.includes(cell) ? system.flowsOf(m, time, before).solute[first.i] : 0;
      return (between[0] === cell ? flux : -flux) > 0 ? [name] : [];
    });
    return {
      what: `${species} in ${cell} runs empty${from.length === 0 ? "" : `: it leaves through ${from.join(", ")}`}`,
      advice: "End earlier, or let what takes it fall with what is there",
    };
  }
  const dry = layout.cells.find(
    ({ compartment: { extent }, volume }) => extent.kind === "finite" && volume >= 0 && !(next[volume] > extent.solids),
  );
  return (
    dry && {
      what: `the solvent of ${dry.compartment.name} runs out`,
      advice: "End earlier, or give it something that cannot leave and holds water back",
    }
  );
}

/** What takes a species from a compartment whether there is any or not. */
export function takerOf({ membranes }: CompartmentDomain, cell: string, species: string): Remedy | undefined {
  for (const membrane of membranes.filter(({ between }) => between.includes(cell))) {
    const isFirst = membrane.between[0] === cell;
    const held = `${cell}.${species}`;
    for (const { name, rate, turns } of membrane.pumps) {
      const number = turns[species] ?? 0;
      if (number === 0 || (rate.kind === "number" && (isFirst ? 1 : -1) * number * rate.value <= 0)) continue;
      const given = rate.kind === "number" ? `${rate.value} mol/m^2/s` : `(${formatExpression(rate)})`;
      return {
        what: `pump ${name} of ${membrane.name} takes it whatever is there`,
        advice: `Give its rate as ${given} * ${held} / (Km + ${held}), with a concentration for Km`,
      };
    }
    const carrier = membrane.carriers.find((one) => one.species === species && one.law.kind === "pump");
    if (carrier !== undefined && carrier.law.kind === "pump" && (isFirst ? 1 : -1) * carrier.law.rate > 0)
      return {
        what: `carrier ${carrier.name} of ${membrane.name} takes it whatever is there`,
        advice: `Use law: michaelis-menten for ${carrier.name}`,
      };
    const isDragged = membrane.pathways.some(({ solutes }) => (solutes[species]?.filtration ?? 1) !== 1);
    if (membrane.solventDrag === "kk-arithmetic" && isDragged) return dragRemedy(species, cell, membrane);
  }
  return undefined;
}
