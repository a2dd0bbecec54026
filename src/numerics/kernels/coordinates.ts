/**
 * Where the coordinates of walkers lie in one array: axis a of walker i at a stride + i, i < count. Parts of a block are
 * moved through a subarray that starts at their first walker.
 *
 * @module
 */

import { DomainError } from "#units/domain-error.ts";

/** Walkers in an array of coordinates. */
export interface Coordinates {
  readonly count: number;
  /** 1, 2, 3 ... */
  readonly dimensions: number;
  /** Places from one axis to the next; may be anything where there is one axis. */
  readonly stride: number;
}

/** Places that coordinates take from their first. */
export function placesOf({ count, dimensions, stride }: Coordinates): number {
  return count === 0 ? 0 : (dimensions - 1) * stride + count;
}

/** @throws DomainError if the array has no room for so many. */
export function requireRoom(name: string, array: { readonly length: number }, places: number): void {
  if (!(Number.isInteger(places) && places >= 0 && places <= array.length))
    throw new DomainError(name, array.length, `an array of at least ${places} places is needed`);
}
