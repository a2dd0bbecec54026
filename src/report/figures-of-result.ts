/**
 * The figures of a result: those that the model asks for, or, where it asks for none, all series and profiles; and
 * every sweep.
 *
 * @module
 */

import type { Model, Plot } from "#model/model.ts";
import type { RunResult } from "#run/run-result.ts";
import { outputFigure, resistanceFigure, uptakeFigure } from "./bar-figure.ts";
import { curveFigures } from "./curve-figure.ts";
import { displacementFigure } from "./displacement-figure.ts";
import { experimentFigure } from "./experiment-figure.ts";
import type { Figure } from "./figure.ts";
import { firstPassageFigure } from "./first-passage-figure.ts";
import { fitFigures } from "./fit-figure.ts";
import { everyMap, mapFigures } from "./map-figure.ts";
import { profileFigure } from "./profile-figure.ts";
import { levelsOf, outputNames } from "./result-tables.ts";
import { tornadoFigure } from "./sensitivity.ts";
import { seriesFigure } from "./series-figure.ts";
import { sweepFigure } from "./sweep-figure.ts";
import { timeMapFigures } from "./time-map-figure.ts";
import { xyFigure } from "./xy-figure.ts";

/** All figures; two of one name are numbered apart. */
export function figuresOf(model: Model, result: RunResult): readonly Figure[] {
  const asked = model.plots.flatMap((plot) => figuresOfPlot(plot, model, result));
  const swept = result.sweeps.flatMap((sweep) => sweepFigure(sweep) ?? []);
  const figures = [
    ...(asked.length > 0 ? asked : everyFigure(model, result)),
    ...swept,
    ...(result.fits ?? []).flatMap(fitFigures),
    ...[experimentFigure(result) ?? []].flat(),
  ];
  const times = new Map<string, number>();
  return figures.map((figure) => {
    const number = (times.get(figure.name) ?? 0) + 1;
    times.set(figure.name, number);
    return number === 1 ? figure : { ...figure, name: `${figure.name}-${number}` };
  });
}

function figuresOfPlot(plot: Plot, model: Model, result: RunResult): readonly Figure[] {
  switch (plot.kind) {
    case "series":
      return plot.of.flatMap((output) => seriesFigure(result, { ...plot, output }) ?? []);
    case "profile":
      return plot.of.flatMap((of) =>
        curvesMeant(of, model).flatMap((curve) => profileFigure(result, model, { ...plot, ...curve }) ?? []),
      );
    case "map":
      return plot.of.flatMap((of) =>
        curvesMeant(of, model).flatMap((field) =>
          plot.overTime ? timeMapFigures(result, model, field) : mapFigures(result, { ...plot, ...field }),
        ),
      );
    case "curve":
      return curveFigures(plot, model);
    case "tornado":
      return tornadoOf(plot, model, result);
    case "xy":
      return [xyFigure(result, plot) ?? []].flat();
    case "bar":
      return barFigure(plot, model, result) ?? [];
    case "histogram":
      if (plot.of !== "displacement") return [firstPassageFigure(result, plot.of) ?? []].flat();
      return model.measurements.flatMap((measurement) => displacementFigure(measurement, model) ?? []);
  }
}

/**
 * The figure of one tornado. The sensitivities of an output are in the order of its tornados, of which there may be several
 * over different parameters.
 */
function tornadoOf(
  plot: Extract<Plot, { readonly kind: "tornado" }>,
  { plots, parameters }: Model,
  { sensitivities = [] }: RunResult,
): readonly Figure[] {
  const alike = plots.filter((one) => one.kind === "tornado" && one.of === plot.of);
  const sensitivity = sensitivities.filter(({ output }) => output === plot.of)[alike.indexOf(plot)];
  const figure = sensitivity && tornadoFigure(sensitivity);
  if (figure === undefined) return [];
  if (parameters.every(({ name }) => plot.over.includes(name))) return [figure];
  const names = plot.over.join(", ");
  const changed = `Only ${names} ${plot.over.length === 1 ? "is" : "are"} changed, of ${parameters.length} parameters.`;
  return [{ ...figure, caption: `${figure.caption} ${changed}` }];
}

function barFigure(
  { of, by }: Extract<Plot, { readonly kind: "bar" }>,
  model: Model,
  result: RunResult,
): readonly Figure[] | undefined {
  const figure =
    by === "source" ? uptakeFigure(result) : of === "resistance" ? resistanceFigure(model) : outputFigure(result, of);
  return figure && [figure];
}

/** A quantity of every species, a species by its concentration, or what all have in common. */
function curvesMeant(
  of: string,
  { species }: Model,
): readonly { readonly species: string; readonly quantity: string }[] {
  if (of === "electric_potential") return [{ species: "", quantity: of }];
  if (species.some(({ name }) => name === of)) return [{ species: of, quantity: "concentration" }];
  return species.map(({ name }) => ({ species: name, quantity: of }));
}

function everyFigure(model: Model, result: RunResult): readonly Figure[] {
  const curves = levelsOf(result).flatMap(([, { profiles }]) => profiles);
  const keys = new Map(curves.map(({ species, quantity }) => [`${species}/${quantity}`, { species, quantity }]));
  return [
    ...outputNames(result).flatMap((output) => seriesFigure(result, { output }) ?? []),
    ...[...keys.values()].flatMap((curve) => profileFigure(result, model, { ...curve, at: [] }) ?? []),
    ...everyMap(result),
    ...model.measurements.flatMap((measurement) => displacementFigure(measurement, model) ?? []),
  ];
}
