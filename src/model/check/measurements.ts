/**
 * `data:`: measured values beside the model.
 *
 * @module
 */

import { complain, type Draft } from "#model/draft.ts";
import type { Measurement, Output, Species, Track } from "#model/model.ts";
import type { ModelFile } from "#model/schema/model-file.ts";
import type { Path } from "#model/yaml-node.ts";
import { type Dimension, dimension } from "#units/dimension.ts";
import { axesOf } from "./amounts.ts";
import { readColumns } from "./columns.ts";
import type { DomainDraft } from "./domain.ts";
import { refuseUnknownOutput } from "./presentation.ts";
import { positiveAt } from "./quantity.ts";
import { unknownSpecies } from "./species.ts";

type DataFile = NonNullable<ModelFile["data"]>[string] & { readonly against: string };

/** What measurements refer to. */
export interface MeasurementContext {
  readonly species: readonly Species[];
  readonly outputs: readonly Output[];
  readonly domain: DomainDraft | undefined;
  /** Reads a file beside the model; absent where there are no files. */
  readonly readFile: ((path: string) => string) | undefined;
}

/** The measurements that are right. */
export function readMeasurements(draft: Draft, file: ModelFile, context: MeasurementContext): readonly Measurement[] {
  return Object.entries(file.data ?? {}).flatMap(([name, value]) =>
    value.against === undefined
      ? []
      : (readMeasurement(draft, ["data", name], name, { ...value, against: value.against }, context) ?? []),
  );
}

function readMeasurement(
  draft: Draft,
  path: Path,
  name: string,
  value: DataFile,
  context: MeasurementContext,
): Measurement | undefined {
  const ways = (["file", "rows", "rings"] as const).filter((key) => value[key] !== undefined);
  if (ways.length !== 1) {
    complain(
      draft,
      path,
      {
        code: "one-of",
        found: ways.length === 0 ? "measured values without file, rows or rings" : ways.join(" and "),
        expected: "one of file, rows, rings",
      },
      "key",
    );
    return undefined;
  }
  const content = readContent(draft, path, value, context);
  if (content === undefined) return undefined;
  const { verdict = "report", source } = value;
  return { name, verdict, content, ...(source === undefined ? {} : { source }) };
}

function readContent(
  draft: Draft,
  path: Path,
  value: DataFile,
  context: MeasurementContext,
): Measurement["content"] | undefined {
  const displacement = /^\s*displacement\(\s*(\w+)\s*\)\s*$/.exec(value.against)?.[1];
  if (displacement === undefined) {
    if (value.rings !== undefined) {
      complain(draft, [...path, "against"], {
        code: "one-of",
        found: `rings against "${value.against}"`,
        expected: 'against: "displacement(SPECIES)"',
      });
      return undefined;
    }
    return readValues(draft, path, value, context);
  }
  const species = context.species.find((one) => one.name === displacement);
  if (species === undefined) {
    if (!draft.tainted.has(displacement) && !draft.tainted.has("species"))
      complain(
        draft,
        [...path, "against"],
        unknownSpecies(
          displacement,
          context.species.map((one) => one.name),
        ),
      );
    return undefined;
  }
  if (value.rings !== undefined) return readRings(draft, [...path, "rings"], value.rings, displacement);
  return readTracks(draft, path, value, displacement, context);
}

function readRings(
  draft: Draft,
  path: Path,
  { width, counts }: NonNullable<DataFile["rings"]>,
  species: string,
): Measurement["content"] | undefined {
  const wrong = counts.findIndex((n) => !(Number.isInteger(n) && n >= 0));
  if (wrong >= 0)
    complain(draft, [...path, "counts", wrong], {
      code: "out-of-range",
      found: String(counts[wrong]),
      expected: "a count: a whole number, not negative",
    });
  if (counts.length < 2)
    complain(draft, [...path, "counts"], {
      code: "out-of-range",
      found: `${counts.length} rings`,
      expected: "at least two",
    });
  if (!(width > 0))
    complain(draft, [...path, "width"], { code: "out-of-range", found: String(width), expected: "a width above zero" });
  return wrong >= 0 || counts.length < 2 || !(width > 0)
    ? undefined
    : { kind: "rings", species, ringWidth: width, counts };
}

function readTracks(
  draft: Draft,
  path: Path,
  value: DataFile,
  species: string,
  { domain, readFile }: MeasurementContext,
): Measurement["content"] | undefined {
  const axes = ["x", "y", "z"].slice(0, axesOf(domain));
  const lag =
    value.reduce === undefined
      ? undefined
      : positiveAt(draft, [...path, "reduce", "displacement"], value.reduce.displacement, dimension("s"), "a time");
  if (value.reduce === undefined)
    complain(
      draft,
      path,
      {
        code: "missing-key",
        found: "tracks without reduce",
        expected: "reduce: {displacement: 30 s}, the lag over which displacements are taken",
        fix: "reduce: {displacement: 30 s}",
      },
      "key",
    );
  const needed = new Map<string, Dimension>([
    ["time", dimension("s")],
    ...axes.map((axis) => [axis, dimension("m")] as const),
  ]);
  const columns = readColumns(draft, path, value, { needed, optional: new Map(), words: ["track"] }, readFile);
  if (columns === undefined || lag === undefined) return undefined;
  const time = columns.numbers.get("time") ?? [];
  const names = columns.words.get("track") ?? time.map(() => "1");
  const tracks: Track[] = [];
  for (const name of new Set(names)) {
    const rows = names.flatMap((other, i) => (other === name ? [i] : []));
    const pick = (values: readonly number[]) => rows.map((i) => values[i] as number);
    const track = { name, time: pick(time), axes: axes.map((axis) => pick(columns.numbers.get(axis) ?? [])) };
    const back = track.time.findIndex((t, i) => i > 0 && t <= (track.time[i - 1] as number));
    if (back > 0) {
      complain(draft, [...path, value.file === undefined ? "rows" : "file"], {
        code: "bad-table",
        found: `track ${name} with time ${track.time[back]} s after ${track.time[back - 1]} s`,
        expected: "times that increase along each track",
      });
      return undefined;
    }
    tracks.push(track);
  }
  return { kind: "tracks", species, lag, tracks };
}

function readValues(
  draft: Draft,
  path: Path,
  value: DataFile,
  { outputs, readFile }: MeasurementContext,
): Measurement["content"] | undefined {
  if (refuseUnknownOutput(draft, [...path, "against"], value.against, outputs)) return undefined;
  const output = outputs.find((one) => one.name === value.against);
  if (output === undefined) return undefined;
  const wanted = {
    needed: new Map([["value", output.dimension]]),
    optional: new Map([
      ["time", dimension("s")],
      ["standard-error", output.dimension],
    ]),
    words: [],
  };
  const columns = readColumns(draft, path, value, wanted, readFile);
  if (columns === undefined) return undefined;
  const standardErrors = columns.numbers.get("standard-error");
  const at = columns.numbers.get("time") ?? [];
  return {
    kind: "values",
    output: output.name,
    at,
    values: columns.numbers.get("value") ?? [],
    ...(standardErrors === undefined ? {} : { standardErrors }),
  };
}
