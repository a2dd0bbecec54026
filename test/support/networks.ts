/** Networks of layered models, and models drawn at random, for tests of what lives on a mesh. */

import * as fc from "fast-check";
import { initialAmounts } from "#generator/initial-amounts.ts";
import { speciesNetwork } from "#generator/motion.ts";
import type { Network } from "#generator/network.ts";
import { reducedResponse } from "#generator/state-reduction.ts";
import type { Level, LevelResult, Task, When } from "#levels/contract.ts";
import type { MeshWish } from "#mesh/domain-mesh.ts";
import type { BoundaryCondition, Model, Species } from "#model/model.ts";
import { flowOver } from "#observables/network-state.ts";
import { stackModel as declaredStack, measure, type StackOf } from "./closed-form.ts";
import { solved } from "./models.ts";

/** Temperature at which kT is 1 J, so that energies are written in units of kT. */
export const UNIT_TEMPERATURE = 1 / 1.380649e-23;

/** A layered model in which energies are in units of kT. */
export function stackModel(stack: StackOf): Model {
  return declaredStack({ ...stack, fields: { temperature: UNIT_TEMPERATURE, ...stack.fields } });
}

/** The network of a layered model: equal cells, as many in the thickest layer as asked. */
export function networkOfStack(stack: StackOf, cells: number, wish: Partial<MeshWish> = {}): Network {
  const model = stackModel(stack);
  return speciesNetwork(model, model.species[0] as Species, { ...EQUAL_CELLS, cells, ...wish });
}

const EQUAL_CELLS = { refinement: 1, thinnerThan: 0, most: Number.POSITIVE_INFINITY, graded: false };

/** The amounts with which the network of a layered model starts. */
export function startOf(stack: StackOf, network: Network): Float64Array {
  const model = stackModel(stack);
  return initialAmounts(model, model.species[0] as Species, network);
}

/** What a level answers to measures written as in a file: a function of measure and time. */
export function asked(
  level: Level,
  model: Model,
  texts: readonly string[],
  fields: Partial<Task> = {},
): { readonly result: LevelResult; readonly at: (text: string, when?: When) => number } {
  const species = model.species[0].name;
  const measures = texts.map(measure);
  const { walkers, seed } = model.sampling;
  const task: Task = { model, species, solves: model.solves, measures, walkers, seed, refinement: 1, ...fields };
  const result = solved(level.solve(task));
  const at = (text: string, when: When = "timeless"): number => {
    const reading = result.readings.find((r) => r.measure === text && r.when === when);
    if (reading === undefined) throw new Error(`${level.name} does not state ${text} at ${when}`);
    return reading.value;
  };
  return { result, at };
}

/** A number spread evenly; fast-check's own doubles are spread evenly over exponents, so nearly all of them are tiny. */
export function evenly(from: number, to: number): fc.Arbitrary<number> {
  return fc.integer({ min: 0, max: 2 ** 20 }).map((k) => from + ((to - from) * k) / 2 ** 20);
}

/** A number spread evenly over powers of ten. */
export function decades(from: number, to: number): fc.Arbitrary<number> {
  return evenly(from, to).map((exponent) => 10 ** exponent);
}

/** How far the layers that are drawn may differ: powers of ten of l [m], D [m^2 s^-1], K [1], and kT of the potential. */
interface Spread {
  readonly l: readonly [number, number];
  readonly D: readonly [number, number];
  readonly K: readonly [number, number];
  readonly depth: number;
}

/** Layers of 1 nm to 100 um, D over twelve decades, K over eight, a potential that rises and falls by 60 kT. */
const WILD: Spread = { l: [-9, -4], D: [-16, -4], K: [-4, 4], depth: 30 };
/** Layers as users have them: 1 um to 100 um, D over three decades, K over four, a potential of 10 kT. */
const USUAL: Spread = { l: [-6, -4], D: [-12, -9], K: [-2, 2], depth: 5 };

const anyMembrane = fc.record({ P: decades(-9, -3) });

/** One to four layers, with a membrane between some of them. */
function layersOf({ l, D, K }: Spread): fc.Arbitrary<StackOf["layers"]> {
  const layer = fc.record({ l: decades(...l), D: decades(...D), K: decades(...K) });
  return fc
    .array(fc.tuple(layer, fc.option(anyMembrane, { nil: undefined })), { minLength: 1, maxLength: 4 })
    .map((pairs) => pairs.flatMap(([each, face], i) => (face && i < pairs.length - 1 ? [each, face] : [each])));
}

export const anyLayers = layersOf(WILD);
export const usualLayers = layersOf(USUAL);

/** Any condition at an end of which each side has unit area. */
export const anyCondition: fc.Arbitrary<BoundaryCondition> = fc.oneof(
  fc.constant<BoundaryCondition>({ kind: "no-flux" }),
  fc.constant<BoundaryCondition>({ kind: "absorbing" }),
  decades(-3, 3).map((concentration): BoundaryCondition => ({ kind: "concentration", concentration })),
  fc
    .tuple(decades(-9, -3), decades(-3, 3))
    .map(([permeability, concentration]): BoundaryCondition => ({ kind: "robin", permeability, concentration })),
  decades(-9, -3).map((flux): BoundaryCondition => ({ kind: "flux", flux })),
  fc
    .tuple(decades(-7, -3), decades(-3, 3))
    .map(([volume, concentration]): BoundaryCondition => ({ kind: "bath", volume, concentration })),
);

/** A shape with its inner radius [m]. */
export const anyShape: fc.Arbitrary<Pick<StackOf, "geometry" | "start">> = fc.oneof(
  fc.constant({ geometry: "slab" as const, start: 0 }),
  decades(-8, -4).map((start) => ({ geometry: "cylinder" as const, start })),
  decades(-8, -4).map((start) => ({ geometry: "sphere" as const, start })),
);

/** Layers in any shape between any ends, with a start and an energy that rises and falls. */
function stacksOf(spread: Spread): fc.Arbitrary<StackOf> {
  return fc
    .record({
      layers: layersOf(spread),
      shape: anyShape,
      left: anyCondition,
      right: anyCondition,
      initial: decades(-3, 3),
      depth: evenly(-spread.depth, spread.depth),
      bends: fc.integer({ min: 0, max: 3 }),
    })
    .map(({ layers, shape, left, right, initial, depth, bends }) => {
      const width = layers.reduce((sum, layer) => sum + ("l" in layer ? layer.l : 0), 0);
      const phase = `(x - ${shape.start}) / ${width}`;
      return { layers, ...shape, left, right, initial, energy: `(${depth}) * cos(${bends} * pi * ${phase})` };
    });
}

export const anyStack = stacksOf(WILD);
export const usualStack = stacksOf(USUAL);

/** The same model with that many cells in every layer, at every level. */
export function withCells(model: Model, cells: number): Model {
  const { domain } = model;
  if (domain?.kind !== "layers") throw new Error("only a layered model has cells by layer");
  const layers = domain.layers.map((layer) => (layer.thickness > 0 ? { ...layer, cells } : layer));
  return { ...model, domain: { ...domain, layers } };
}

/** Layers with the ends exchanged. */
export function mirrored(stack: StackOf): StackOf {
  const { left, right, energy, drift, ...rest } = stack;
  if (energy !== undefined || drift !== undefined) throw new Error("write the mirrored energy and drift by hand");
  return {
    ...rest,
    layers: [...stack.layers].reverse(),
    ...(right === undefined ? {} : { left: right }),
    ...(left === undefined ? {} : { right: left }),
  };
}

/** The same layers in other units: every length multiplied by one factor, every time by another; concentrations kept. */
export function rescaled(stack: StackOf, length: number, time: number): StackOf {
  const { geometry = "slab", start = 0, energy } = stack;
  const dimension = geometry === "slab" ? 1 : geometry === "cylinder" ? 2 : 3;
  const speed = length / time;
  const condition = (given: BoundaryCondition): BoundaryCondition => {
    if (given.kind === "robin") return { ...given, permeability: given.permeability * speed };
    if (given.kind === "flux") return { ...given, flux: given.flux * speed };
    if (given.kind === "bath") return { ...given, volume: given.volume * length ** dimension };
    return given;
  };
  return {
    ...stack,
    start: start * length,
    layers: stack.layers.map((layer) =>
      "P" in layer ? { ...layer, P: layer.P * speed } : { ...layer, l: layer.l * length, D: +layer.D * length * speed },
    ),
    ...(energy === undefined ? {} : { energy: energy.replace(/\bx\b/g, `(x / ${length})`) }),
    ...(stack.left === undefined ? {} : { left: condition(stack.left) }),
    ...(stack.right === undefined ? {} : { right: condition(stack.right) }),
  };
}

/** A time in which some layer has settled and others have begun to: the geometric middle of their l^2 / D [s]. */
export function settling({ layers }: StackOf): number {
  const times = layers.flatMap((layer) => ("P" in layer ? [] : [layer.l ** 2 / Number(layer.D)]));
  return Math.sqrt(Math.min(...times) * Math.max(...times));
}

/**
 * The account of a model in time: at each record time, what is held and what has left less what there was and what
 * came in, beside the largest amount that was moved [mol].
 */
export function accounted(
  level: Level,
  stack: StackOf,
  until: number,
  cells: number,
): { readonly drift: readonly number[]; readonly turnover: number; readonly result: LevelResult } {
  const times = [0, until / 1000, until / 2, until];
  const model = withCells({ ...stackModel(stack), solves: [{ kind: "transient", times }] }, cells);
  const gone = (["left", "right"] as const).filter((end) => {
    const kind = stack[end]?.kind ?? "no-flux";
    return kind !== "no-flux" && kind !== "bath" && kind !== "periodic";
  });
  const { at, result } = asked(level, model, [
    "amount(drug, all)",
    ...gone.map((end) => `amount_permeated(drug, ${end})`),
  ]);
  const network = networkOfStack(stack, cells);
  const { area, cellCount } = network.mesh;
  const held = times.map((t) => at("amount(drug, all)", t));
  const left = gone.map((end) =>
    times.map((t) => at(`amount_permeated(drug, ${end})`, t) * area[end === "left" ? 0 : cellCount]),
  );
  const turnover = Math.max(...held, ...left.flat().map(Math.abs));
  const made = network.gain.reduce((sum, gain) => sum + gain, 0);
  const drift = times.map((t, k) => held[k] + left.reduce((sum, amounts) => sum + amounts[k], 0) - held[0] - made * t);
  return { drift, turnover, result };
}

/** Flow of amount out of the right end at the steady state, by state reduction [mol s^-1 per area, length or whole]. */
export function throughSteady(stack: StackOf, cells: number): number {
  const network = networkOfStack(stack, cells);
  return flowOver(network, reducedResponse(network, network.gain), network.size - 2);
}
