/** Implicit steps on a line, as the continuum level takes them: a tridiagonal matrix, eliminated. */
import { bareNetwork } from "#generator/motion.ts";
import { makeNetworkSystem } from "#generator/network-system.ts";
import { parseModel } from "#model/parse-model.ts";
import { makeTrBdf2, stepTrBdf2 } from "#numerics/tr-bdf2.ts";
import { cpuOf, type ImplicitCost, SHORT } from "./own.ts";

/** Cells of one medium in three layers of other D, between a reservoir and a wall; Δt = L²/D / 50 at D of the first. */
const FILE = (cells: number) => `perrin: 1
species: {a: {in: {first: {D: 1 m^2/s}, second: {D: 0.01 m^2/s, K: 3}}}}
domain:
  geometry: slab
  layers:
    - {name: near, thickness: 0.4 m, medium: first, cells: ${Math.floor(0.4 * cells)}}
    - {name: film, thickness: 0.2 m, medium: second, cells: ${Math.floor(0.2 * cells)}}
    - {name: far, thickness: 0.4 m, medium: first, cells: ${cells - Math.floor(0.4 * cells) - Math.floor(0.2 * cells)}}
initial: {a: 1 mM}
boundary: {left: {a: {concentration: 0 mM}}, right: {a: no-flux}}
solve: [{transient: {until: 1 s}}]
outputs: {J: {of: "flux(a, left)"}}
`;

/** Cost of steps on so many cells. */
export function lineCost(cells: number, steps: number): ImplicitCost {
  const model = parseModel(FILE(cells), { file: "line.yaml" });
  const [species] = model.species;
  if (species === undefined) throw new Error("the model has a species");
  const network = bareNetwork(model, species, {
    cells,
    refinement: 1,
    thinnerThan: 0,
    most: Number.POSITIVE_INFINITY,
    graded: false,
  });
  let system = makeNetworkSystem(network);
  const setup = cpuOf(() => {
    system = makeNetworkSystem(network);
  });
  const work = makeTrBdf2(network.size);
  const isPositive = new Uint8Array(network.size).fill(1, 1, network.size - 1);
  const n = network.volume.map((v) => (v < Number.POSITIVE_INFINITY ? v : 0));
  stepTrBdf2(work, system, n, SHORT, isPositive);
  const cpu = cpuOf(() => {
    for (let k = 0; k < steps; k++) stepTrBdf2(work, system, n, SHORT, isPositive);
  });
  return { cells: [cells, 1, 1], step: cpu / steps, setup, iterations: 1 };
}
