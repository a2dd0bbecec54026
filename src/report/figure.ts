/**
 * A figure as a specification: axes and marks in plain numbers. A shell draws it; nothing here knows how.
 *
 * @module
 */

import type { LevelName } from "#model/model.ts";

/** One figure. */
export interface Figure {
  /** File name without ending: lower-case words with hyphens, and names that the model gives. */
  readonly name: string;
  readonly title: string;
  /** What is drawn, in a sentence: the conventions that a reader needs. */
  readonly caption: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly marks: readonly Mark[];
}

/** An axis: quantity with its unit, and named places along it. */
export interface Axis {
  readonly label: string;
  readonly scale: "linear" | "log";
  /** Places with words instead of numbers, such as the layers of a membrane. */
  readonly named?: readonly { readonly from: number; readonly to: number; readonly name: string }[];
}

/** How a mark looks follows from who says it. */
export type Tone = LevelName | "measured" | "limit" | "plain";

/** Words beside a point of a curve. */
export interface Tag {
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

export type Mark =
  /** A curve, without noise; it is interrupted where y is not a number. */
  | {
      readonly kind: "line";
      readonly label: string;
      readonly tone: Tone;
      readonly x: readonly number[];
      readonly y: readonly number[];
      /** 1 in full, less for fainter [1]. */
      readonly shade?: number;
      /** Dashes that tell apart lines of one tone. */
      readonly dash?: "long" | "short" | "dot";
      readonly tag?: Tag;
    }
  /** Points with a standard error above and below. */
  | {
      readonly kind: "points";
      readonly label: string;
      readonly tone: Tone;
      readonly x: readonly number[];
      readonly y: readonly number[];
      /** 1 in full, less for fainter [1]. */
      readonly shade?: number;
      readonly tag?: Tag;
      readonly low?: readonly number[];
      readonly high?: readonly number[];
    }
  /** Steps between edges: one value for each interval. */
  | {
      readonly kind: "histogram";
      readonly label: string;
      readonly tone: Tone;
      readonly edges: readonly number[];
      readonly y: readonly number[];
    }
  /** Named bars. */
  | {
      readonly kind: "bars";
      readonly label: string;
      readonly tone: Tone;
      readonly names: readonly string[];
      readonly y: readonly number[];
    }
  /** A field over a plane: one value for each of columns x rows equal cells, row by row from the lowest. */
  | {
      readonly kind: "raster";
      readonly label: string;
      readonly tone: Tone;
      readonly x: readonly [from: number, to: number];
      readonly y: readonly [from: number, to: number];
      readonly columns: number;
      /** NaN where nothing is drawn. */
      readonly values: readonly number[];
      /** Values of the first and the last colour; absent: the smallest and the largest. */
      readonly range?: readonly [from: number, to: number];
      /** The axes are of two kinds, such as a length and a time: neither is to scale with the other. */
      readonly stretched?: true;
    }
  /** A straight line across the figure at one x. */
  | { readonly kind: "rule"; readonly label: string; readonly tone: Tone; readonly x: number };
