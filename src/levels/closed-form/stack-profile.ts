/**
 * Curves over a stack, both sides of every interface included.
 *
 * @module
 */

import type { Profile, When } from "#levels/contract.ts";
import type { Species } from "#model/model.ts";
import type { Piece, Stack } from "./stack.ts";

/** Values on each piece. */
const POINTS = 41;

/** Coordinates of a curve over a stack: the element of each, and where. */
function coordinatesOver({ elements }: Stack): readonly (readonly [index: number, x: number])[] {
  return elements.flatMap((element, index) =>
    element.kind === "face"
      ? []
      : Array.from({ length: POINTS }, (_, i) => [index, pointOn(element, i)] as [number, number]),
  );
}

function pointOn({ from, to }: Piece, i: number): number {
  const part = i / (POINTS - 1);
  return from * (1 - part) + to * part;
}

/** A curve of concentration over a stack. */
export function curveOver(
  species: Species,
  stack: Stack,
  when: When,
  concentration: (index: number, x: number) => number,
): Profile {
  const sites = coordinatesOver(stack);
  return {
    species: species.name,
    when,
    quantity: "concentration",
    coordinate: Float64Array.from(sites, ([, x]) => x),
    values: Float64Array.from(sites, ([index, x]) => concentration(index, x)),
  };
}
