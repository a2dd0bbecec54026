/**
 * A mixture in closed layers at rest: one activity everywhere.
 *
 *     γ(c_m) c_m / K_m = a in every layer m,    sum V_m c_m = N
 *
 * @see J. W. Gibbs, Trans. Conn. Acad. 3, 108 (1876) (not opened)
 * @module
 */

import type { When } from "#levels/contract.ts";
import { evaluate } from "#model/expression/evaluate.ts";
import { namesIn } from "#model/expression/walk-tree.ts";
import type { Measure } from "#model/measure.ts";
import type { Model, Species } from "#model/model.ts";
import { integrate } from "#numerics/quadrature.ts";
import { rootIn } from "#numerics/root.ts";
import { firstFailure, type Recognition } from "./law.ts";
import { activityAt, concentrationOf, type MixtureStack, mixtureStackOf, volumeBetween } from "./mixture-stack.ts";

const NAME = "equilibrium of a mixture";

/** Recognises closed layers of a mixture. */
export function recogniseMixtureEquilibrium(model: Model, species: Species): Recognition {
  const stack = mixtureStackOf(model, species);
  if (typeof stack === "string")
    return {
      kind: "not-this",
      form: NAME,
      met: 0,
      because: stack,
      change: "use layers of constant K, without potential, drift and sources",
    };
  const isClosed = [stack.ends.left, stack.ends.right].every(({ kind }) => kind === "no-flux" || kind === "periodic");
  const failure = firstFailure(
    NAME,
    [
      [isClosed, "an end is open", "close both ends with no-flux"],
      [
        stack.layers.every(({ permeability }) => permeability === undefined || permeability > 0),
        "a membrane lets nothing through",
        "give it a permeability",
      ],
    ],
    1,
  );
  if (failure !== undefined) return failure;
  let level: number | undefined;
  const activity = (): number => {
    level ??= commonActivity(stack, amountAtStart(stack, species));
    return level;
  };
  return {
    kind: "law",
    name: NAME,
    formula: "gamma c / K the same in every layer, sum V c = N",
    source: "J. W. Gibbs, Trans. Conn. Acad. 3, 108 (1876)",
    describes: { kind: "continuum" },
    read: (measure, when) => read(stack, activity, measure, when),
  };
}

/** What the layers hold at the start, in units of the composition times a volume. */
function amountAtStart({ geometry, layers, total }: MixtureStack, { initial }: Species): number {
  if (initial.kind !== "concentration") return initial.amount / total;
  const tree = initial.concentration;
  const first = layers[0]?.from ?? 0;
  const last = layers.at(-1)?.to ?? 0;
  const at = (x: number): number =>
    evaluate(tree, { name: (name) => (name === "x" ? x : name === "r" ? Math.abs(x) : undefined) });
  if (namesIn(tree).size === 0) return at(0) * volumeBetween(geometry, first, last);
  const area = (r: number): number =>
    geometry === "slab" ? 1 : geometry === "cylinder" ? 2 * Math.PI * r : 4 * Math.PI * r * r;
  let sum = 0;
  for (const { from, to } of layers)
    sum += integrate((x) => area(x) * at(x), from, to, { relative: 1e-11, absolute: 1e-300 });
  return sum;
}

function commonActivity({ geometry, layers, activity }: MixtureStack, amount: number): number {
  if (amount === 0) return 0;
  const thick = layers.filter(({ permeability }) => permeability === undefined);
  const held = (a: number): number => {
    let sum = 0;
    for (const { from, to, partition } of thick) {
      const c = concentrationOf(activity, a, partition);
      sum += volumeBetween(geometry, from, to) * (Number.isNaN(c) ? activity.highest : c);
    }
    return sum;
  };
  const first = thick[0];
  if (first === undefined) return Number.NaN;
  let high = activityAt(
    activity,
    Math.min(activity.highest, amount / volumeBetween(geometry, first.from, first.to)),
    first.partition,
  );
  while (held(high) < amount) high *= 2;
  return rootIn((a) => held(a) - amount, 0, high);
}

function read(stack: MixtureStack, level: () => number, { name, place }: Measure, when: When): number | undefined {
  if (when !== "steady" && when !== "equilibrium") return undefined;
  const { activity, layers, geometry, total } = stack;
  const thick = layers.filter(({ permeability }) => permeability === undefined);
  const layer =
    place?.kind === "end"
      ? place.end === "left"
        ? thick[0]
        : thick.at(-1)
      : place?.kind === "layer" || place?.kind === "layer-face"
        ? thick.find((one) => one.name === place.layer)
        : place?.kind === "point"
          ? thick.find(({ from, to }) => (place.at[0] as number) >= from && (place.at[0] as number) <= to)
          : undefined;
  const concentration = (one: (typeof thick)[number]): number => concentrationOf(activity, level(), one.partition);
  if (name === "flux") return 0;
  if (name === "activity") return level();
  if (name === "c") return layer && concentration(layer);
  if (name !== "amount") return undefined;
  const held = (one: (typeof thick)[number]): number =>
    total * concentration(one) * volumeBetween(geometry, one.from, one.to);
  if (place?.kind === "layer") return layer && held(layer);
  return thick.reduce((sum, one) => sum + held(one), 0);
}
