/**
 * From the sums of a run to its readings and profiles.
 *
 * @module
 */

import { BATCHES, type Profile, type Reading, type When } from "#levels/contract.ts";
import { lagOf } from "#levels/recorded-track.ts";
import { log } from "#numerics/elementary.ts";
import type { Estimate } from "./estimates.ts";
import { profileOf } from "./histogram.ts";
import type { Columns, Ledger } from "./ledger.ts";
import type { Plan, RecordTime } from "./plan.ts";
import { quantileFrom } from "./quantiles.ts";
import { batchRow, type Row, type Tally, totalRow } from "./tally.ts";
import { trackReadings } from "./tracks.ts";

/** What the sums of a run say. */
export function readingsOf(plan: Plan, ledger: Ledger, columns: Columns): Reading[] {
  const { first: firstColumn } = columns;
  const readings: Reading[] = [];
  const { batchSize, records, estimates } = plan;
  const add = (
    measure: string,
    when: Reading["when"],
    tally: Tally,
    record: number,
    of: (row: Row, walkers: number) => number,
  ) => {
    const batches = Float64Array.from({ length: BATCHES }, (_, batch) => of(batchRow(tally, record, batch), batchSize));
    const value = of(totalRow(tally, record), batchSize * BATCHES);
    if (Number.isFinite(value)) readings.push({ measure, when, value, batches });
  };
  records.forEach(({ when }, record) => {
    for (const { key, sums, value } of estimates) {
      const first = firstColumn.get(sums) ?? 0;
      const place = Array.from({ length: sums.width }, (_, i) => first + i);
      for (const at of when) add(key, at, ledger.tally, record, (row, walkers) => value(place.map(row), walkers));
    }
  });
  if (plan.exitTime !== undefined) add(plan.exitTime.key, "timeless", ledger.exits, 0, (row) => row(1) / row(0));
  for (const { key, end } of plan.exitSides)
    add(key, "timeless", ledger.exits, 0, (row) => row(end === "left" ? 2 : 3) / row(0));
  const readExits = (estimates: readonly Estimate[], tally: Tally) => {
    let first = 0;
    for (const { key, sums, value } of estimates) {
      const place = Array.from({ length: sums.width }, (_, i) => first + i);
      first += sums.width;
      add(key, "timeless", tally, 0, (row, walkers) => value(place.map(row), walkers));
    }
  };
  readExits(plan.exitEstimates, ledger.ends);
  readExits(plan.exitQuantiles, ledger.quits);
  for (const { key, lag, value } of plan.tracks === undefined ? [] : trackReadings(plan.tracks))
    for (const when of lag === undefined ? (["timeless"] as const) : whenOf(plan, lag))
      add(key, when, ledger.tracks, 0, value);
  if (plan.widthExponent !== undefined) readings.push(...widthExponent(plan, plan.widthExponent, ledger, columns));
  if (plan.spreading !== undefined) {
    const time = plan.spreading.to - plan.spreading.from;
    const { dimensions } = plan.motion;
    if (plan.driftVelocity !== undefined)
      add(plan.driftVelocity.key, "timeless", ledger.spreading, 0, (row) => row(1) / row(0) / time);
    if (plan.diffusivity !== undefined)
      add(plan.diffusivity.key, "timeless", ledger.spreading, 0, (row) => {
        const n = row(0);
        let squares = 0;
        for (let k = 0; k < dimensions; k++) {
          const [moved, growth, before] = [row(1 + 3 * k), row(2 + 3 * k), row(3 + 3 * k)];
          squares += growth - (moved * (moved + 2 * before)) / n;
        }
        return squares / (n - 1) / (2 * dimensions * time);
      });
  }
  return readings;
}

/** The records a lag after the start. */
function whenOf({ records, tracks }: Plan, lag: number): readonly When[] {
  return records.flatMap(({ time, when }) => (tracks !== undefined && lagOf(tracks.track, time) === lag ? when : []));
}

/** Growth of ln(interquartile range) with ln t from the first record to the last. */
function widthExponent(
  { records, batchSize }: Plan,
  { key, quartiles }: NonNullable<Plan["widthExponent"]>,
  { tally }: Ledger,
  columns: Columns,
): Reading[] {
  const [from, to] = [records.findIndex(({ time }) => time > 0), records.length - 1];
  if (from < 0 || from >= to) return [];
  const range = (row: Row): number => {
    const [low, high] = quartiles.map(({ probability, sums }) => {
      const first = columns.first.get(sums) ?? 0;
      return quantileFrom(
        Array.from({ length: sums.width }, (_, i) => row(first + i)),
        probability,
      );
    });
    return (high as number) - (low as number);
  };
  const span = log((records[to] as RecordTime).time / (records[from] as RecordTime).time);
  const exponent = (rowAt: (record: number) => Row) => log(range(rowAt(to)) / range(rowAt(from))) / span;
  const value = exponent((record) => totalRow(tally, record));
  const batches = Float64Array.from({ length: BATCHES }, (_, batch) =>
    exponent((record) => batchRow(tally, record, batch)),
  );
  return Number.isFinite(value) && batchSize > 1 ? [{ measure: key, when: "timeless", value, batches }] : [];
}

/** The profiles of the records that keep one. */
export function profilesOf(plan: Plan, ledger: Ledger): Profile[] {
  const { amount } = plan.frame;
  const walkers = plan.batchSize * BATCHES;
  return plan.records.flatMap(({ when }, record) => {
    const histogram = ledger.histograms[record];
    if (histogram === undefined || !(histogram.edges[histogram.counts.length] > histogram.edges[0])) return [];
    return when.map((at) => profileOf(histogram, { species: plan.species.name, when: at, walkers, amount }));
  });
}
