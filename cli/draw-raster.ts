/**
 * A field in a figure: its picture between the axes, and a bar that says what the colours mean.
 *
 * @module
 */

import type * as Plot from "@observablehq/plot";
import type domino from "domino";
import type { Figure, Mark } from "#report/figure.ts";
import { rasterImage } from "./raster-image.ts";

type Raster = Extract<Mark, { readonly kind: "raster" }>;
type Document = ReturnType<typeof domino.createWindow>["document"];
type Drawing = ReturnType<typeof Plot.plot>;

const SVG = "http://www.w3.org/2000/svg";
/** Least and greatest height of a map, whatever its shape [px]. */
const LOWEST = 160;
const HIGHEST = 620;
const USUAL = 360;
const BAR = { width: 180, height: 10, shades: 64 };

/** The field of a figure, if it has one. */
export function rasterOf({ marks }: Figure): Raster | undefined {
  return marks.find((mark) => mark.kind === "raster");
}

/** Height at which lengths along both axes are alike, within bounds [px]; a usual one where they are of two kinds. */
export function rasterHeight({ x, y, stretched }: Raster, width: number): number {
  if (stretched) return USUAL;
  return Math.min(HIGHEST, Math.max(LOWEST, (width * (y[1] - y[0])) / (x[1] - x[0])));
}

/** Adds the picture, and the bar at a place in the head of the figure. */
export function appendRaster(
  document: Document,
  svg: Drawing,
  raster: Raster,
  place: { readonly x: number; readonly y: number },
): void {
  const [from, to] = raster.range ?? rangeOf(raster);
  const [x, y] = [svg.scale("x"), svg.scale("y")];
  if (!x || !y || !(to >= from)) return;
  const [left, right] = raster.x.map((at) => Number(x.apply(at))) as [number, number];
  const [low, high] = raster.y.map((at) => Number(y.apply(at))) as [number, number];
  const add = (name: string, attributes: Record<string, string | number>, text?: string): void => {
    const element = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
    if (text !== undefined) element.textContent = text;
    svg.appendChild(element);
  };
  const image = { preserveAspectRatio: "none", style: "image-rendering: pixelated" };
  add("image", {
    ...image,
    x: left,
    y: high,
    width: right - left,
    height: low - high,
    href: rasterImage(raster.values, raster.columns, [from, to]),
  });
  const shades = Array.from({ length: BAR.shades }, (_, i) => i);
  add("image", {
    ...image,
    x: place.x,
    y: place.y,
    width: BAR.width,
    height: BAR.height,
    href: rasterImage(shades, BAR.shades, [0, BAR.shades - 1]),
  });
  const words = `${raster.label} from ${Number(from.toPrecision(4))} to ${Number(to.toPrecision(4))}`;
  add("text", { x: place.x + BAR.width + 8, y: place.y + 9, "text-anchor": "start", fill: "#222" }, words);
}

/** The smallest and the largest value. */
function rangeOf({ values }: Raster): readonly [from: number, to: number] {
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) if (!Number.isNaN(value)) [from, to] = [Math.min(from, value), Math.max(to, value)];
  return [from, to];
}
