/**
 * Figures as SVG, drawn with Observable Plot on a document without a browser.
 *
 * @module
 */

import * as Plot from "@observablehq/plot";
import domino from "domino";
import type { Axis, Figure, Mark, Tone } from "#report/figure.ts";
import { appendRaster, rasterHeight, rasterOf } from "./draw-raster.ts";

const WIDTH = 720;
const HEIGHT = 440;
const LEGEND_LINE = 18;
/** Room between the head and a map, for the last number of its axis [px]. */
const RASTER_HEAD = 24;
/** The closed form is a wide pale band, so that curves upon it are seen. */
const CLOSED_FORM_OPACITY = 0.5;

/** Colours that also the colour-blind tell apart (Okabe and Ito), and dashes so that no curve is known by colour alone. */
const COLOURS: Readonly<Record<Tone, string>> = {
  "closed-form": "#222222",
  walk: "#d55e00",
  master: "#0072b2",
  langevin: "#b4508c",
  continuum: "#007a5a",
  compartments: "#8a6d00",
  measured: "#8c8c8c",
  limit: "#555555",
  plain: "#4477aa",
};
const DASHES: Readonly<Partial<Record<Tone, string>>> = { master: "6 4", continuum: "2 3", compartments: "8 3 2 3" };
const MARK_DASHES = { long: "10 5", short: "5 3", dot: "2 3" } as const;

/** The figure as one svg element. */
export function drawFigure(figure: Figure): string {
  const document = domino.createWindow("").document;
  const legend = legendRows(figure.marks);
  const top = 40 + LEGEND_LINE * legend.length;
  const raster = rasterOf(figure);
  const bars = figure.marks.some(({ kind }) => kind === "bars");
  const svg = Plot.plot({
    document,
    className: "perrin-figure",
    width: WIDTH,
    height:
      (raster ? rasterHeight(raster, WIDTH - 76 - 28) + top + RASTER_HEAD + 48 : HEIGHT) + LEGEND_LINE * legend.length,
    marginTop: top + (raster ? RASTER_HEAD : 16),
    marginLeft: 76,
    marginBottom: 48,
    marginRight: 28,
    style: { fontSize: "13px", fontFamily: "system-ui, sans-serif", background: "white", color: "#222" },
    x: bars
      ? { label: figure.x.label, type: "band", domain: [...new Set(figure.marks.flatMap(namesOf))] }
      : { ...axisOptions(figure.x), ...(raster && { domain: raster.x }) },
    y: raster
      ? { ...axisOptions(figure.y), domain: raster.y }
      : { ...axisOptions(figure.y), grid: true, nice: true, ...(bars ? { zero: true } : {}) },
    marks: [
      ...(bars ? [Plot.ruleY([0])] : []),
      ...figure.marks.flatMap((mark) => plotMarks(mark, figure)),
      ...tagMarks(figure.marks),
    ],
  });
  svg.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", `${figure.title}. ${figure.caption}`);
  appendText(document, svg, { x: 16, y: 24, text: figure.title, weight: "600" });
  if (raster) appendRaster(document, svg, raster, { x: 16, y: 40 });
  legend.forEach((row, line) => {
    let x = 16;
    for (const mark of row) {
      appendKey(document, svg, mark, x, 44 + LEGEND_LINE * line);
      appendText(document, svg, { x: x + 30, y: 48 + LEGEND_LINE * line, text: mark.label, weight: "400" });
      x += keyWidth(mark);
    }
  });
  // as XML too: the words of the label may hold a sign that HTML leaves as it is there
  return String(svg.outerHTML).replace(/aria-label="[^"]*"/gu, (label) => label.replaceAll("<", "&lt;"));
}

function axisOptions({ label, scale, named }: Axis): Plot.ScaleOptions {
  const options: Plot.ScaleOptions = {
    label,
    type: scale,
    labelAnchor: "center",
    labelArrow: "none",
    tickFormat: tickText,
  };
  if (!named) return options;
  return {
    ...options,
    ticks: named.map(({ from, to }) => (from + to) / 2),
    tickFormat: (_: number, i: number) => named[i]?.name ?? "",
    tickSize: 0,
  };
}

/** Ticks in plain numbers where these are short. */
function tickText(value: number): string {
  const size = Math.abs(value);
  if (value === 0 || (size >= 1e-3 && size < 1e5)) return String(Number(value.toPrecision(6)));
  return Number(value.toPrecision(4)).toExponential().replace("e+", "e");
}

function plotMarks(mark: Mark, { x: axis, y }: Figure): Plot.Markish[] {
  const stroke = COLOURS[mark.tone];
  const visible = (value: number | undefined): boolean =>
    value !== undefined && Number.isFinite(value) && (y.scale === "linear" || value > 0);
  switch (mark.kind) {
    case "line": {
      const points = mark.x.map((x, i): [number, number] => [
        x,
        visible(mark.y[i]) ? (mark.y[i] as number) : Number.NaN,
      ]);
      const wide = mark.tone === "closed-form";
      const dash = dashOf(mark);
      return [
        Plot.line(points, {
          stroke,
          strokeWidth: wide ? 4 : 2,
          strokeOpacity: (wide ? CLOSED_FORM_OPACITY : 1) * (mark.shade ?? 1),
          ...(dash === undefined ? {} : { strokeDasharray: dash }),
        }),
        ...layerRules(axis),
      ];
    }
    case "points": {
      const points = mark.x.flatMap((x, i) =>
        visible(mark.y[i]) ? [{ x, y: mark.y[i] as number, low: mark.low?.[i], high: mark.high?.[i] }] : [],
      );
      const bars = points.filter(({ low, high }) => visible(low) && visible(high));
      return [
        Plot.ruleX(bars, { x: "x", y1: "low", y2: "high", stroke, strokeWidth: 1.2 }),
        Plot.dot(points, { x: "x", y: "y", r: 2.4, fill: stroke, fillOpacity: mark.shade ?? 1 }),
        ...layerRules(axis),
      ];
    }
    case "histogram":
      return [
        Plot.rectY(
          mark.y.map((value, i) => ({ from: mark.edges[i], to: mark.edges[i + 1], value })),
          {
            x1: "from",
            x2: "to",
            y1: 0,
            y2: "value",
            fill: stroke,
            fillOpacity: 0.45,
            insetLeft: 0.5,
            insetRight: 0.5,
          },
        ),
      ];
    case "bars":
      return [
        Plot.barY(
          mark.names.map((name, i) => ({ name, value: mark.y[i] })),
          { x: "name", y: "value", fill: stroke, sort: null },
        ),
      ];
    case "raster":
      return [Plot.frame()];
    case "rule":
      return [Plot.ruleX([mark.x], { stroke, strokeDasharray: "4 3" })];
  }
}

function dashOf(mark: Mark): string | undefined {
  return mark.kind === "line" && mark.dash !== undefined ? MARK_DASHES[mark.dash] : DASHES[mark.tone];
}

/** Words beside curves, on top of all. */
function tagMarks(marks: readonly Mark[]): Plot.Markish[] {
  const tags = marks.flatMap((mark) => ("tag" in mark && mark.tag ? [mark.tag] : []));
  if (tags.length === 0) return [];
  return [
    Plot.text(tags, {
      x: "x",
      y: "y",
      text: "text",
      textAnchor: "start",
      dx: 5,
      dy: -8,
      fill: "#222",
      stroke: "white",
      strokeWidth: 4,
    }),
  ];
}

/** Faint lines where layers meet. */
function layerRules({ named }: Axis): Plot.Markish[] {
  if (!named) return [];
  return [
    Plot.ruleX(
      named.slice(1).map(({ from }) => from),
      { stroke: "#bbb", strokeWidth: 1 },
    ),
  ];
}

function namesOf(mark: Mark): readonly string[] {
  return mark.kind === "bars" ? mark.names : [];
}

/** Keys of the legend, each label once, as many on a line as fit. Bars are named on their axis. */
function legendRows(marks: readonly Mark[]): readonly (readonly Mark[])[] {
  const rows: Mark[][] = [];
  let width = Number.POSITIVE_INFINITY;
  const labelled = new Map(
    marks.filter(({ kind }) => kind !== "bars" && kind !== "raster").map((mark) => [mark.label, mark]),
  );
  for (const mark of labelled.values()) {
    if (width + keyWidth(mark) > WIDTH - 16) {
      rows.push([]);
      width = 16;
    }
    rows.at(-1)?.push(mark);
    width += keyWidth(mark);
  }
  return rows;
}

function keyWidth({ label }: Mark): number {
  return 52 + 7.2 * label.length;
}

const SVG = "http://www.w3.org/2000/svg";

interface Label {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly weight: string;
}

// domino is typed with the DOM, which this project does not load: its documents are taken as they are here.
type Document = ReturnType<typeof domino.createWindow>["document"];
type Drawing = ReturnType<typeof Plot.plot>;

function appendText(document: Document, svg: Drawing, { x, y, text, weight }: Label): void {
  const element = document.createElementNS(SVG, "text");
  for (const [name, value] of Object.entries({ x, y, "text-anchor": "start", "font-weight": weight, fill: "#222" }))
    element.setAttribute(name, String(value));
  element.textContent = text;
  svg.appendChild(element);
}

function appendKey(document: Document, svg: Drawing, mark: Mark, x: number, y: number): void {
  const { kind, tone } = mark;
  const element = document.createElementNS(SVG, kind === "points" ? "circle" : "path");
  const stroke = COLOURS[tone];
  const attributes: Record<string, string | number> =
    kind === "points"
      ? { cx: x + 12, cy: y, r: 3, fill: stroke }
      : kind === "histogram"
        ? { d: `M${x + 2},${y}h20`, stroke, "stroke-width": 10, "stroke-opacity": 0.45 }
        : {
            d: `M${x},${y}h24`,
            stroke,
            "stroke-width": tone === "closed-form" ? 4 : 2,
            "stroke-opacity": tone === "closed-form" ? CLOSED_FORM_OPACITY : 1,
            "stroke-dasharray": kind === "rule" ? "4 3" : (dashOf(mark) ?? ""),
            ...(kind === "rule" && { "stroke-width": 1.5 }),
          };
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  svg.appendChild(element);
}
