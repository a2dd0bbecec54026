/**
 * An output over what a sweep varied.
 *
 * @module
 */

import type { SweepReport } from "#run/run-result.ts";
import { axisLabel, axisUnit, largestOf } from "./axis-unit.ts";
import { besideLines } from "./beside-sweep.ts";
import { failedSweepLines } from "./failed-points.ts";
import type { Figure } from "./figure.ts";
import { whenText } from "./when-text.ts";

/** Dashes of what stands beside, in turn. */
const DASHES = ["long", "dot", "short"] as const;

/** The figure of a sweep; undefined if no value was stated. */
export function sweepFigure(sweep: SweepReport): Figure | undefined {
  const { name, level, vary, axis, output, unit, values, beside = [], variants = [], at } = sweep;
  const stated = values.flatMap((y, i) => (y === null || !Number.isFinite(y) ? [] : [{ x: axis.values[i], y }]));
  if (stated.length === 0) return undefined;
  const scaled = axis.unit === "m" || axis.unit === "s" ? axisUnit(axis.unit, largestOf(axis.values)) : undefined;
  const factor = scaled?.factor ?? 1;
  return {
    name: `sweep-${name}`,
    title: `${output} over ${name}`,
    caption: [
      `${output} while ${vary.join(" and ")} ${vary.length > 1 ? "vary together" : "varies"}, as ${level} states it${at === undefined ? "" : ` at ${whenText(at)}`}.`,
      ...[...besideLines(sweep), ...failedSweepLines(sweep)].map((line) => `${line[0].toUpperCase()}${line.slice(1)}`),
    ].join(" "),
    x: {
      label: axisLabel(vary.join(", "), scaled?.unit ?? axis.unit),
      scale: isGeometric(axis.values) ? "log" : "linear",
    },
    y: { label: axisLabel(output, unit), scale: "linear" },
    marks: [
      { kind: "line", label: level, tone: level, x: stated.map(({ x }) => x * factor), y: stated.map(({ y }) => y) },
      ...beside.map(({ field, values: others }, i) => ({
        kind: "line" as const,
        label: fieldLabel(field),
        tone: "limit" as const,
        dash: DASHES[i % DASHES.length],
        x: axis.values.map((x) => x * factor),
        y: others.map((y) => y ?? Number.NaN),
      })),
      ...variants.map(({ name: variant, values: others }, i) => ({
        kind: "line" as const,
        label: variant,
        tone: "limit" as const,
        dash: DASHES[(beside.length + i) % DASHES.length],
        x: axis.values.map((x) => x * factor),
        y: others.map((y) => y ?? Number.NaN),
      })),
    ],
  };
}

/** A field of its own, or what the equation of Poisson tends to on short and on long distances. */
function fieldLabel(field: string): string {
  return field === "none" ? "no field" : field === "poisson" ? "Poisson" : `${field} limit`;
}

/** Whether values are spaced by a common ratio rather than a common step. */
function isGeometric(values: readonly number[]): boolean {
  if (values.length < 3 || values.some((value) => !(value > 0))) return false;
  const [first, second] = values;
  const [beforeLast, last] = [values[values.length - 2], values[values.length - 1]];
  const ratios = Math.abs(second / first - last / beforeLast) / (second / first);
  const steps = Math.abs(second - first - (last - beforeLast)) / Math.abs(last - first);
  return ratios < 1e-6 && steps > 1e-6;
}
