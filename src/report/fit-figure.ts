/**
 * Figures of a fit: the curve through the data where they have a place, what is foretold against what was measured, and the
 * residuals.
 *
 * @module
 */

import type { FitReport } from "#run/run-result.ts";
import { axisLabel, axisUnit, largestOf } from "./axis-unit.ts";
import type { Figure, Mark } from "./figure.ts";
import { goodnessLine } from "./fit-section.ts";

const DASHES = ["long", "dot", "short"] as const;

/** The figures of a fit. */
export function fitFigures(fit: FitReport): readonly Figure[] {
  const fitted = fit.laws.filter(({ failure }) => failure === undefined);
  if (fitted.length === 0) return [];
  return [...(fit.at === undefined ? [] : [curveFigure(fit, fit.at)]), foretoldFigure(fit), residualFigure(fit)];
}

/** Measured values with their errors, where these are known. */
function measuredErrors({ measured, standardErrors }: FitReport) {
  if (standardErrors === undefined) return {};
  return {
    low: measured.map((value, i) => value - standardErrors[i]),
    high: measured.map((value, i) => value + standardErrors[i]),
  };
}

function curveFigure(fit: FitReport, at: NonNullable<FitReport["at"]>): Figure {
  const scaled = at.unit === "m" || at.unit === "s" ? axisUnit(at.unit, largestOf(at.values)) : undefined;
  const order = [...at.values.keys()].sort((i, j) => at.values[i] - at.values[j]);
  const x = order.map((i) => at.values[i] * (scaled?.factor ?? 1));
  const along = (values: readonly number[]) => order.map((i) => values[i]);
  const errors = measuredErrors(fit);
  const lines = fit.laws.flatMap(({ name, failure, predicted, level }, i): Mark[] =>
    failure !== undefined
      ? []
      : [
          {
            kind: "line",
            label: i === 0 ? "fitted" : name,
            tone: i === 0 ? (level ?? "plain") : "limit",
            x,
            y: along(predicted),
            ...(i === 0 ? {} : { dash: DASHES[(i - 1) % DASHES.length] }),
          },
        ],
  );
  return {
    name: `fit-${fit.name}`,
    title: `${fit.observed}, measured and fitted`,
    caption: `The fitted curve through ${fit.measured.length} measured values: ${goodnessLine(fit.laws[0], fit)}.`,
    x: { label: axisLabel(at.name, scaled?.unit ?? at.unit), scale: "linear" },
    y: { label: axisLabel(fit.observed, fit.unit), scale: "linear" },
    marks: [
      {
        kind: "points",
        label: "measured",
        tone: "measured",
        x,
        y: along(fit.measured),
        ...(errors.low === undefined ? {} : { low: along(errors.low), high: along(errors.high) }),
      },
      ...lines,
    ],
  };
}

function foretoldFigure(fit: FitReport): Figure {
  const validated = fit.laws.some(({ leaveOneOut }) => leaveOneOut !== undefined);
  const ends = [Math.min(...fit.measured), Math.max(...fit.measured)];
  return {
    name: `fit-${fit.name}-predicted`,
    title: `${fit.observed}, ${validated ? "foretold" : "fitted"} against measured`,
    caption: validated
      ? "Each value as a fit to all the others foretells it; on the line both are the same."
      : "Each value as the fit to all of them has it; on the line both are the same.",
    x: { label: axisLabel(`measured ${fit.observed}`, fit.unit), scale: "linear" },
    y: { label: axisLabel(validated ? "foretold" : "fitted", fit.unit), scale: "linear" },
    marks: [
      { kind: "line", label: "the same", tone: "plain", x: ends, y: ends, dash: "short" },
      ...fit.laws.flatMap(({ name, failure, predicted, leaveOneOut }, i): Mark[] =>
        failure !== undefined
          ? []
          : [
              {
                kind: "points",
                label: name,
                tone: i === 0 ? "measured" : "limit",
                x: fit.measured,
                y: leaveOneOut?.foretold ?? predicted,
              },
            ],
      ),
    ],
  };
}

function residualFigure(fit: FitReport): Figure {
  const scaled = fit.at?.unit === "s" ? axisUnit("s", largestOf(fit.at.values)) : undefined;
  const places = fit.at?.values ?? fit.laws[0].predicted;
  const x = places.map((value) => value * (scaled?.factor ?? 1));
  const unit = fit.at === undefined ? fit.unit : (scaled?.unit ?? fit.at.unit);
  const errors = fit.standardErrors;
  return {
    name: `fit-${fit.name}-residuals`,
    title: `Residuals of ${fit.observed}`,
    caption: `Measured less fitted: ${fit.laws[0].note}.`,
    x: { label: axisLabel(fit.at?.name ?? `fitted ${fit.observed}`, unit), scale: "linear" },
    y: { label: axisLabel("residual", fit.unit), scale: "linear" },
    marks: [
      { kind: "line", label: "none", tone: "plain", x: [Math.min(...x), Math.max(...x)], y: [0, 0], dash: "short" },
      ...fit.laws.flatMap(({ name, failure, residuals }, i): Mark[] =>
        failure !== undefined
          ? []
          : [
              {
                kind: "points",
                label: name,
                tone: i === 0 ? "measured" : "limit",
                x,
                y: residuals,
                ...(errors === undefined || i > 0
                  ? {}
                  : {
                      low: residuals.map((r, n) => r - errors[n]),
                      high: residuals.map((r, n) => r + errors[n]),
                    }),
              },
            ],
      ),
    ],
  };
}
