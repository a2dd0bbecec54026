/**
 * Fields as a NetCDF-4 file, by h5wasm: /LEVEL/SPECIES/concentration over (time, z, y, x), as the axes are, with the
 * coordinates as scales; what has no time stands beside it as concentration_steady or concentration_equilibrium. Profiles
 * are fields of one axis; what belongs to no species, such as the electric potential, stands in /LEVEL.
 *
 * Fields on the same places share their scales; another set of places or times is x_2 or time_2, and a field of which there
 * is one already, but on other places, takes their number too. NaN is where the species cannot be.
 *
 * @module
 */

import type { Group } from "h5wasm/node";
import type { FieldReport, ProfileReport, RunResult } from "#run/run-result.ts";
import { netcdfBytes } from "./netcdf-bytes.ts";

/** Letters of the axes in the conventions for climate and forecast files, where they have some. */
const CF_AXES: Readonly<Record<string, string>> = { x: "X", y: "Y", z: "Z" };

/** The bytes of the file; undefined where the run has neither fields nor profiles. Loads the library when it is needed. */
export async function fieldsFile({ levels, model, hash }: RunResult): Promise<Uint8Array | undefined> {
  const kept = Object.entries(levels).flatMap(([level, { fields = [], profiles }]) => {
    const all = [...fields, ...profiles.map(asField)];
    return all.length > 0 ? [{ level, fields: all }] : [];
  });
  if (kept.length === 0) return undefined;
  return netcdfBytes("fields", { Conventions: "CF-1.8", title: `Fields of ${model}`, model_hash: hash }, (file) => {
    for (const { level, fields } of kept) {
      const group = file.create_group(level);
      for (const species of new Set(fields.map((field) => field.species)))
        addFields(
          species === "" ? group : group.create_group(species),
          species === "" ? `/${level}` : `/${level}/${species}`,
          fields.filter((field) => field.species === species),
        );
    }
  });
}

/** A profile is a field of one axis. */
function asField({ axes, values, ...rest }: ProfileReport): FieldReport {
  return { ...rest, axes: [{ name: "x", ...axes.x }], values: Float64Array.from(values) };
}

/** The fields of a species: those of one quantity on the same places together, over their times. */
function addFields(group: Group, place: string, fields: readonly FieldReport[]): void {
  const scaleOf = scales(group, place);
  const sets = new Map<string, FieldReport[]>();
  for (const field of fields) {
    const key = JSON.stringify([field.quantity, field.axes.map(({ name, values }) => [name, values])]);
    sets.set(key, [...(sets.get(key) ?? []), field]);
  }
  const taken = new Map<string, number>();
  for (const [first, ...others] of sets.values()) {
    if (first === undefined) continue;
    const axes = first.axes.toReversed();
    const shape = axes.map(({ values }) => values.length);
    const over = axes.map(({ name, values, unit }) => scaleOf(name, values, unit, axes.length));
    const add = (name: string, data: Float64Array, own: readonly number[], along: readonly string[]): void => {
      const number = (taken.get(name) ?? 0) + 1;
      taken.set(name, number);
      const set = group.create_dataset({ name: number === 1 ? name : `${name}_${number}`, data, shape: [...own] });
      set.create_attribute("units", first.unit.replaceAll("^", ""));
      const whose = first.species === "" ? "" : ` of ${first.species}`;
      set.create_attribute("long_name", `${first.quantity.replaceAll("_", " ")}${whose}`);
      for (const [i, scale] of along.entries()) set.attach_scale(i, scale);
    };
    const all = [first, ...others];
    const timed = all.filter(({ when }) => typeof when === "number").sort((a, b) => Number(a.when) - Number(b.when));
    if (timed.length > 0) {
      const size = first.values.length;
      const data = new Float64Array(timed.length * size);
      for (const [i, { values }] of timed.entries()) data.set(values, i * size);
      const times = timed.map(({ when }) => Number(when));
      add(first.quantity, data, [timed.length, ...shape], [scaleOf("time", times, "s", 1), ...over]);
    }
    for (const field of all)
      if (typeof field.when !== "number") add(`${field.quantity}_${field.when}`, field.values, shape, over);
  }
}

/** Makes the scales of a group, each set of values once: their paths. */
function scales(group: Group, place: string) {
  const known = new Map<string, string>();
  const counts = new Map<string, number>();
  return (kind: string, values: readonly number[], unit: string, axes: number): string => {
    const key = JSON.stringify([kind, values]);
    const found = known.get(key);
    if (found !== undefined) return found;
    const number = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, number);
    const name = number === 1 ? kind : `${kind}_${number}`;
    const set = group.create_dataset({ name, data: Float64Array.from(values), shape: [values.length] });
    set.make_scale(name);
    set.create_attribute("units", unit);
    set.create_attribute("long_name", longName(kind, axes));
    const letter = kind === "time" ? "T" : CF_AXES[kind];
    if (letter !== undefined) set.create_attribute("axis", letter);
    known.set(key, `${place}/${name}`);
    return `${place}/${name}`;
  };
}

function longName(kind: string, axes: number): string {
  if (kind === "time") return "time since the start";
  if (axes === 1) return "coordinate along the domain, or distance from its axis or centre";
  return kind === "r" ? "distance from the axis" : `coordinate ${kind} of the cell centres`;
}
