/**
 * Tracks of walkers as a NetCDF-4 file, by h5wasm: /LEVEL/SPECIES/x, y, z over track and time, with the time as a scale.
 *
 * A place of NaN is that of a walker that has left.
 *
 * @module
 */

import type { Group } from "h5wasm/node";
import type { RunResult, TrackReport } from "#run/run-result.ts";
import { netcdfBytes } from "./netcdf-bytes.ts";

const AXES = ["x", "y", "z"] as const;

/** The bytes of the file; undefined where the run kept no tracks. Loads the library when it is needed. */
export async function tracksFile({ levels, model, hash }: RunResult): Promise<Uint8Array | undefined> {
  const kept = Object.entries(levels).flatMap(([level, { tracks = [] }]) =>
    tracks.length > 0 ? [{ level, tracks }] : [],
  );
  if (kept.length === 0) return undefined;
  return netcdfBytes("tracks", { title: `Tracks of walkers of ${model}`, model_hash: hash }, (file) => {
    for (const { level, tracks } of kept) {
      const group = file.create_group(level);
      for (const species of new Set(tracks.map((track) => track.species)))
        addTracks(
          group.create_group(species),
          `/${level}/${species}`,
          tracks.filter((track) => track.species === species),
        );
    }
  });
}

/** Puts the tracks of one species into a group: scales first, then one table for each axis. */
function addTracks(group: Group, place: string, tracks: readonly TrackReport[]): void {
  const [first] = tracks;
  if (first === undefined) return;
  const times = first.axes.t.values;
  const scale = (name: string, values: Float64Array | Int32Array): void => {
    const set = group.create_dataset({ name, data: values, shape: [values.length] });
    set.make_scale(name);
    if (name === "time") set.create_attribute("units", "s");
  };
  scale("time", Float64Array.from(times));
  scale(
    "track",
    Int32Array.from(tracks, (_, i) => i),
  );
  for (const [axis, name] of AXES.slice(0, first.positions.length).entries()) {
    const data = Float64Array.from(
      tracks.flatMap(({ positions }) => (positions[axis] ?? []).map((at) => at ?? Number.NaN)),
    );
    const set = group.create_dataset({ name, data, shape: [tracks.length, times.length] });
    set.create_attribute("units", "m");
    set.attach_scale(0, `${place}/track`);
    set.attach_scale(1, `${place}/time`);
  }
}
