/**
 * `plots:`: the figures. A word that no figure knows is refused, so that none is missing in silence.
 *
 * @module
 */

import { complain, type Draft, listed } from "#model/draft.ts";
import { nearestName } from "#model/expression/nearest-name.ts";
import { callsIn } from "#model/expression/walk-tree.ts";
import { MIXTURE_CURVES } from "#model/mixture-curves.ts";
import {
  type CurveName,
  type Domain,
  LEVEL_NAMES,
  type Measurement,
  type Output,
  type Plot,
  type Species,
} from "#model/model.ts";
import type { ModelFile } from "#model/schema/model-file.ts";
import type { Uptake } from "#model/uptake.ts";
import { nodeAt, type Path } from "#model/yaml-node.ts";
import { DIMENSIONLESS, dimension, sameDimension } from "#units/dimension.ts";
import { refuseUnknownOutput } from "./presentation.ts";
import { quantityAt, quantityWithin } from "./quantity.ts";

/** What figures draw on. */
export interface Drawable {
  readonly outputs: readonly Output[];
  readonly species: readonly Species[];
  readonly domain: Domain | undefined;
  readonly measurements: readonly Measurement[];
  readonly temperature: number | undefined;
  readonly uptakes?: readonly Uptake[] | undefined;
}

type PlotFile = NonNullable<ModelFile["plots"]>[number];
type Key = keyof PlotFile;

/** The keys that go with each kind of figure. */
const KEYS = {
  profile: ["at", "scale", "beside"],
  map: ["at", "over"],
  series: ["scale", "beside"],
  xy: [],
  tornado: ["over", "by"],
  bar: ["by"],
  histogram: ["beside"],
  curve: ["over", "beside"],
} as const satisfies Record<string, readonly Key[]>;

type Kind = keyof typeof KEYS;
const KINDS = Object.keys(KEYS) as readonly Kind[];
const TIME = dimension("s");
const SCALES = { profile: ["linear", "log", "by-layer"], series: ["linear", "log", "log-log", "log-time"] } as const;
/** What is drawn over space, beside the names of species. */
const QUANTITIES = ["concentration", "activity", "probability", "electric_potential"] as const;
const OVER_TIME = ["position", "time"] as const;

/** A word of a file with its place. */
interface Word {
  readonly word: string;
  readonly path: Path;
}

/** The figures that are right. */
export function readPlots(draft: Draft, file: ModelFile, drawable: Drawable): readonly Plot[] {
  return (file.plots ?? []).flatMap((plot, i) => {
    const before = draft.issues.length;
    const read = readPlot(draft, ["plots", i], plot, drawable);
    return read === undefined || draft.issues.length > before ? [] : [read];
  });
}

function readPlot(draft: Draft, path: Path, plot: PlotFile, drawable: Drawable): Plot | undefined {
  const kinds = KINDS.filter((kind) => plot[kind] !== undefined);
  const [kind] = kinds;
  if (kind === undefined || kinds.length > 1) {
    complain(draft, path, {
      code: "one-of",
      found: kinds.length === 0 ? "a figure of no kind" : `${kinds.join(" and ")} in one figure`,
      expected: listed(KINDS),
    });
    return undefined;
  }
  refuseOtherKeys(draft, path, plot, kind);
  const of = wordsAt(path, plot, kind);
  const names = of.map(({ word }) => word);
  const besides = wordsAt(path, plot, "beside");
  const beside = besides.length === 0 ? {} : { beside: besides.map(({ word }) => word) };
  switch (kind) {
    case "profile":
      refuseUnknownQuantities(draft, of, drawable);
      refuseUnknown(draft, besides, LEVEL_NAMES, "level");
      return { kind, of: names, at: timesAt(draft, path, plot), ...scaleAt(draft, path, plot, kind), ...beside };
    case "map":
      refuseUnknownQuantities(draft, of, drawable);
      return { kind, of: names, at: timesAt(draft, path, plot), ...readOver(draft, path, plot, drawable) };
    case "series":
      for (const { word, path: place } of of) refuseUnknownOutput(draft, place, word, drawable.outputs);
      for (const { word, path: place } of besides) refuseNoTime(draft, place, word, drawable);
      return { kind, of: names, ...scaleAt(draft, path, plot, kind), ...beside };
    case "tornado":
      return readTornado(draft, path, plot, drawable);
    case "xy":
      return readPair(draft, path, of, drawable);
    case "bar":
      return readBar(draft, path, plot, drawable);
    case "histogram":
      refuseNoHistogram(draft, of[0] as Word, drawable);
      // what is drawn is all there is: the words say so, and must be right
      refuseUnknown(
        draft,
        besides.filter(({ word }) => !draft.tainted.has(word)),
        ["levels", ...LEVEL_NAMES, ...drawable.measurements.map(({ name }) => `data.${name}`)],
        "level and no measurement",
      );
      return { kind, of: names[0] as string, ...beside };
    case "curve":
      return readCurve(draft, path, plot, drawable);
  }
}

/** The words of a key, one or a list, each with its place. */
function wordsAt(path: Path, plot: PlotFile, key: Key): readonly Word[] {
  const value = plot[key];
  if (value === undefined) return [];
  if (!Array.isArray(value)) return [{ word: String(value), path: [...path, key] }];
  return value.map((word, i) => ({ word: String(word), path: [...path, key, i] }));
}

function refuseOtherKeys(draft: Draft, path: Path, plot: PlotFile, kind: Kind): void {
  const known: readonly string[] = KEYS[kind];
  for (const key of Object.keys(plot) as Key[])
    if (key !== kind && plot[key] !== undefined && !known.includes(key))
      complain(
        draft,
        [...path, key],
        {
          code: "unknown-key",
          found: `${key}: in a ${kind}`,
          expected: known.length === 0 ? `${kind}: alone` : `with ${kind}: only ${listed(known)}`,
        },
        "key",
      );
}

function refuseUnknown(draft: Draft, words: readonly Word[], known: readonly string[], what: string): void {
  for (const { word, path } of words)
    if (!known.includes(word))
      complain(draft, path, {
        code: "unknown-kind",
        found: `"${word}", which is no ${what}`,
        expected: known.length === 0 ? "nothing" : listed(known),
        fix: nearestName(word, known),
      });
}

function refuseUnknownQuantities(draft: Draft, words: readonly Word[], { species }: Drawable): void {
  const known = [...QUANTITIES, ...species.map(({ name }) => name)];
  refuseUnknown(
    draft,
    words.filter(({ word }) => !draft.tainted.has(word)),
    known,
    "quantity over space and no species",
  );
}

function timesAt(draft: Draft, path: Path, plot: PlotFile): readonly number[] {
  return wordsAt(path, plot, "at").flatMap(
    ({ word, path: place }) => quantityAt(draft, place, word, TIME, "a time") ?? [],
  );
}

function scaleAt(draft: Draft, path: Path, plot: PlotFile, kind: "profile" | "series"): { scale?: string } {
  refuseUnknown(draft, wordsAt(path, plot, "scale"), SCALES[kind], `scale of a ${kind}`);
  return plot.scale === undefined ? {} : { scale: plot.scale };
}

/** Whether a map is over position and time. */
function readOver(draft: Draft, path: Path, plot: PlotFile, { domain }: Drawable): { overTime?: true } {
  const over = wordsAt(path, plot, "over").map(({ word }) => word);
  const isFlat = domain?.kind === "grid" || (domain?.kind === "free" && domain.dimensions > 1);
  if (over.length > 0 && (over.length !== 2 || OVER_TIME.some((word, i) => word !== over[i])))
    complain(draft, [...path, "over"], {
      code: "unknown-kind",
      found: `over: [${over.join(", ")}]`,
      expected: "[position, time], or nothing for the plane of a grid",
      fix: "[position, time]",
    });
  else if (over.length > 0 && isFlat)
    complain(draft, [...path, "over"], {
      code: "one-of",
      found: "a map over position and time where there is more than one coordinate",
      expected: "a map of the plane at some times: at: [1 s, 10 s] in place of over:",
    });
  else if (over.length === 0 && !isFlat && domain !== undefined)
    complain(
      draft,
      path,
      {
        code: "missing-key",
        found: "a map without over: where there is one coordinate",
        expected: "over: [position, time]",
        fix: "over: [position, time]",
      },
      "value",
    );
  return over.length > 0 ? { overTime: true } : {};
}

function refuseNoTime(draft: Draft, path: Path, word: string, { outputs }: Drawable): void {
  if (refuseUnknownOutput(draft, path, word, outputs)) return;
  const output = outputs.find(({ name }) => name === word);
  if (output === undefined || sameDimension(output.dimension, TIME)) return;
  complain(draft, path, {
    code: "wrong-dimension",
    found: `"${word}", which is no time`,
    expected: "an output that is a time, drawn as a line across",
  });
}

/** A tornado changes all parameters of the file by a tenth where nothing else is said. */
function readTornado(draft: Draft, path: Path, plot: PlotFile, { outputs }: Drawable): Plot | undefined {
  const parameters = [...draft.names].flatMap(([name, what]) => (what === "a parameter" ? [name] : []));
  const over = wordsAt(path, plot, "over");
  refuseUnknownOutput(draft, [...path, "tornado"], plot.tornado ?? "", outputs);
  refuseUnknown(
    draft,
    over.filter(({ word }) => !draft.tainted.has(word)),
    parameters,
    "parameter",
  );
  const by =
    plot.by === undefined
      ? 0.1
      : quantityWithin(draft, [...path, "by"], plot.by, {
          of: DIMENSIONLESS,
          holds: (x) => x > 0 && x < 1,
          expected: "a fraction between 0 and 1, such as 10 %",
        });
  if (parameters.length === 0)
    complain(draft, [...path, "tornado"], {
      code: "missing-key",
      found: "a tornado of a file without parameters",
      expected: "parameters: whose change is shown",
    });
  if (by === undefined) return undefined;
  return {
    kind: "tornado",
    of: plot.tornado ?? "",
    over: over.length === 0 ? parameters : over.map(({ word }) => word),
    by,
  };
}

function readPair(draft: Draft, path: Path, of: readonly Word[], { outputs }: Drawable): Plot | undefined {
  for (const { word, path: place } of of) refuseUnknownOutput(draft, place, word, outputs);
  const [x, y] = of;
  if (x !== undefined && y !== undefined && of.length === 2) return { kind: "xy", x: x.word, y: y.word };
  complain(draft, [...path, "xy"], {
    code: "one-of",
    found: `${of.length} output${of.length === 1 ? "" : "s"}`,
    expected: "two: the one along the axis and the one over it, [Jv, Js]",
  });
  return undefined;
}

function readBar(draft: Draft, path: Path, { bar = "", by }: PlotFile, { outputs, uptakes = [] }: Drawable): Plot {
  if (bar === "uptake" && uptakes.length > 0 && !outputs.some(({ name }) => name === bar)) {
    if (by !== undefined) refuseUnknown(draft, [{ word: by, path: [...path, "by"] }], ["source"], "division of uptake");
    return { kind: "bar", of: bar, by: "source" };
  }
  const isResistance = bar === "resistance";
  const known = ["resistance", ...(uptakes.length > 0 ? ["uptake"] : []), ...outputs.map(({ name }) => name)];
  if (!draft.tainted.has(bar))
    refuseUnknown(draft, [{ word: bar, path: [...path, "bar"] }], known, "resistance or output");
  const meant = isResistance ? "layer" : "level";
  if (by !== undefined) refuseUnknown(draft, [{ word: by, path: [...path, "by"] }], [meant], `division of ${bar}`);
  return { kind: "bar", of: bar, by: meant };
}

/** The outputs whose fall is a density of times, or the displacements of a measurement. */
function refuseNoHistogram(draft: Draft, { word, path }: Word, { outputs, measurements }: Drawable): void {
  if (word === "displacement") {
    const isWrong = measurements.length === 0 && nodeAt(draft.root, ["data"]) !== undefined;
    if (isWrong || measurements.some(({ content }) => content.kind !== "values")) return;
    complain(draft, path, {
      code: "missing-key",
      found: "a histogram of displacements that nobody measured",
      expected: "data: with tracks or rings",
    });
    return;
  }
  const survivals = outputs.filter(({ expression }) => callsIn(expression).some(({ name }) => name === "survival"));
  if (draft.tainted.has(word) || survivals.some(({ name }) => name === word)) return;
  const known = ["displacement", ...survivals.map(({ name }) => name)];
  const isOutput = outputs.some(({ name }) => name === word);
  complain(draft, path, {
    code: "unknown-output",
    found: isOutput ? `"${word}", which is no survival` : `"${word}", which is no output`,
    expected: `${survivals.length === 0 ? "displacement" : listed(known)}; or an output that is a survival, such as s: survival(w)`,
    fix: nearestName(word, known),
  });
}

function readCurve(draft: Draft, path: Path, plot: PlotFile, { species, temperature }: Drawable): Plot | undefined {
  const name = plot.curve ?? "";
  const curves = Object.keys(MIXTURE_CURVES) as readonly CurveName[];
  const curve = curves.find((one) => one === name);
  if (curve === undefined) {
    refuseUnknown(draft, [{ word: name, path: [...path, "curve"] }], curves, "curve");
    return undefined;
  }
  const { over: parameters, beside: companions, has, needs } = MIXTURE_CURVES[curve];
  const over = parameters.find((one) => one === plot.over);
  if (over === undefined)
    complain(draft, plot.over === undefined ? path : [...path, "over"], {
      code: plot.over === undefined ? "missing-key" : "unknown-kind",
      found:
        plot.over === undefined ? `curve: ${curve} without over:` : `${curve} over ${[plot.over].flat().join(", ")}`,
      expected: `over: ${listed(parameters)}`,
      fix: parameters.length === 1 ? `over: ${parameters[0]}` : undefined,
    });
  refuseUnknown(draft, wordsAt(path, plot, "beside"), companions, `companion of ${curve}`);
  if (draft.tainted.size === 0 && !species.some(has))
    complain(draft, [...path, "curve"], {
      code: "missing-key",
      found: `${curve}, which no species has`,
      expected: needs,
    });
  if (over === "temperature" && temperature === undefined)
    complain(draft, [...path, "over"], {
      code: "needs-temperature",
      found: "a curve over the temperature without one",
      expected: "temperature: in the file, at which the Margules parameter holds",
      fix: "temperature: 25 degC",
    });
  if (over === undefined) return undefined;
  const given: readonly string[] = wordsAt(path, plot, "beside").map(({ word }) => word);
  return { kind: "curve", curve, over, beside: companions.filter((one) => given.includes(one)) };
}
