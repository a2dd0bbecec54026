/**
 * Fields as a NetCDF-4 file, by h5wasm: /LEVEL/SPECIES/concentration over (time, z, y, x), as the axes are, with the
 * coordinates as scales; what has no time stands beside it as concentration_steady or concentration_equilibrium.
 *
 * NaN is where the species cannot be.
 *
 * @module
 */

import type { Group } from "h5wasm/node";
import type { FieldReport, RunResult } from "#run/run-result.ts";

/** Letters of the axes in the conventions for climate and forecast files, where they have some. */
const CF_AXES: Readonly<Record<string, string>> = { x: "X", y: "Y", z: "Z" };

/** The bytes of the file; undefined where the run has no fields. Loads the library when it is needed. */
export async function fieldsFile({ levels, model, hash }: RunResult): Promise<Uint8Array | undefined> {
  const kept = Object.entries(levels).flatMap(([level, { fields = [] }]) =>
    fields.length > 0 ? [{ level, fields }] : [],
  );
  if (kept.length === 0) return undefined;
  const { default: h5wasm } = await import("h5wasm/node");
  await h5wasm.ready;
  const { mkdtempSync, readFileSync, rmSync } = await import("node:fs");
  const { tmpdir } = await import("node:os");
  const { join } = await import("node:path");
  const folder = mkdtempSync(join(tmpdir(), "perrin-fields-"));
  const path = join(folder, "fields.nc");
  try {
    const file = new h5wasm.File(path, "w");
    file.create_attribute("Conventions", "CF-1.8");
    file.create_attribute("title", `Fields of ${model}`);
    file.create_attribute("model_hash", hash);
    for (const { level, fields } of kept) {
      const group = file.create_group(level);
      for (const species of new Set(fields.map((field) => field.species)))
        addFields(
          group.create_group(species),
          `/${level}/${species}`,
          fields.filter((field) => field.species === species),
        );
    }
    file.close();
    return readFileSync(path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function addFields(group: Group, place: string, fields: readonly FieldReport[]): void {
  const [first] = fields;
  if (first === undefined) return;
  const scale = (name: string, values: Float64Array, unit: string, longName: string): void => {
    const set = group.create_dataset({ name, data: values, shape: [values.length] });
    set.make_scale(name);
    set.create_attribute("units", unit);
    set.create_attribute("long_name", longName);
    const letter = name === "time" ? "T" : CF_AXES[name];
    if (letter !== undefined) set.create_attribute("axis", letter);
  };
  for (const { name, unit, values } of first.axes)
    scale(
      name,
      Float64Array.from(values),
      unit,
      name === "r" ? "distance from the axis" : `coordinate ${name} of the cell centres`,
    );
  const axes = first.axes.toReversed();
  const shape = axes.map(({ values }) => values.length);
  const names = axes.map(({ name }) => name);
  const add = (
    name: string,
    data: Float64Array,
    own: readonly number[],
    over: readonly string[],
    field: FieldReport,
  ): void => {
    const set = group.create_dataset({ name, data, shape: [...own] });
    set.create_attribute("units", field.unit.replaceAll("^", ""));
    set.create_attribute("long_name", `${field.quantity} of ${field.species}`);
    for (const [i, axis] of over.entries()) set.attach_scale(i, `${place}/${axis}`);
  };
  const timed = fields.filter(({ when }) => typeof when === "number");
  const [one] = timed;
  if (one !== undefined) {
    scale(
      "time",
      Float64Array.from(timed, ({ when }) => Number(when)),
      "s",
      "time since the start",
    );
    const data = new Float64Array(timed.length * one.values.length);
    for (const [i, { values }] of timed.entries()) data.set(values, i * one.values.length);
    add(one.quantity, data, [timed.length, ...shape], ["time", ...names], one);
  }
  for (const field of fields)
    if (typeof field.when !== "number") add(`${field.quantity}_${field.when}`, field.values, shape, names, field);
}
