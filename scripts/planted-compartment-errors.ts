/** Errors of membranes and compartments that somebody could make, each as one change of the source. */
import type { PlantedError } from "./planted-errors.ts";

const FLOW = "src/generator/compartments/pathway-flow.ts";
const OSMOSIS = "const difference = from.osmotic[i] - to.osmotic[i];";
const DRAG = "const carried = (1 - filtration) * Jv;";
const WALK_WATER = "src/levels/walk/compartment-water.ts";
const WALK_OSMOSIS = "const drawn = to.osmotic[i] - from.osmotic[i];";
const WALK_PASSAGE = "src/levels/walk/compartment-passage.ts";
const WALK_DRAG = "const q = (passes * volumeFlux[path]) / P - rise(from, to);";

export const PLANTED_COMPARTMENT_ERRORS: readonly PlantedError[] = [
  {
    name: "sign of osmosis flipped",
    file: FLOW,
    find: OSMOSIS,
    by: "const difference = to.osmotic[i] - from.osmotic[i];",
    examples: ["330"],
  },
  {
    name: "sigma of osmosis used as 1 - sigma",
    file: FLOW,
    find: "force -= osmotic[i] * difference +",
    by: "force -= (1 - osmotic[i]) * difference +",
    examples: ["330"],
  },
  {
    name: "sigma of the drag used as 1 - sigma",
    file: FLOW,
    find: DRAG,
    by: "const carried = filtration * Jv;",
    examples: ["330"],
  },
  {
    name: "solvent drag reversed",
    file: FLOW,
    find: DRAG,
    by: "const carried = -(1 - filtration) * Jv;",
    examples: ["330"],
  },
  {
    name: "sign of osmosis flipped for parcels",
    file: WALK_WATER,
    find: WALK_OSMOSIS,
    by: "const drawn = from.osmotic[i] - to.osmotic[i];",
    examples: ["330"],
  },
  {
    name: "sigma used as 1 - sigma in the water between parcels",
    file: WALK_WATER,
    find: "force += sigma[i] * drawn +",
    by: "force += (1 - sigma[i]) * drawn +",
    examples: ["330"],
  },
  {
    name: "solvent drag on parcels reversed",
    file: WALK_PASSAGE,
    find: WALK_DRAG,
    by: "const q = -(passes * volumeFlux[path]) / P - rise(from, to);",
    examples: ["330"],
  },
  {
    name: "waits of parcels drawn anew at a place that depends on their end",
    file: "src/levels/walk/compartment-batches.ts",
    find: "    if (!(walk.next > time)) {",
    by: "    {",
    examples: [],
    tests: [{ project: "agreement", file: "compartments" }],
  },
  {
    name: "passages of charge begin by themselves that only answer others",
    file: "src/levels/walk/compartment-neutral.ts",
    find: "one === 0 || source[e] === 0",
    by: "one >= 0 || source[e] === 0",
    examples: [],
    tests: [{ project: "statistical", file: "compartment-neutral" }],
  },
  {
    name: "ions answer a charge all alike, whatever their rates",
    file: "src/levels/walk/compartment-neutral.ts",
    find: "        rest -= rates[e];",
    by: "        rest -= sum / 4;",
    examples: [],
    tests: [{ project: "statistical", file: "compartment-neutral" }],
  },
  {
    name: "parcels cross from where fat holds them as if it were water",
    file: WALK_PASSAGE,
    find: "out.backward = scale * P * bernoulli(q) * to.activity[i];",
    by: "out.backward = scale * P * bernoulli(q) * to.concentration[i];",
    examples: ["331"],
  },
  {
    name: "the chain of one parcel without the partition coefficient",
    file: "src/levels/master/compartment-hops.ts",
    find: "carried * exp(0.5 * rise)) / (back.partition[name] ?? 1);",
    by: "carried * exp(0.5 * rise));",
    examples: ["331"],
  },
];
