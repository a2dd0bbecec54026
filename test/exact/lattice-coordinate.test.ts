/** Coordinates of sites against the decimals that a user writes. */
import { expect, test } from "vitest";
import { latticeCoordinate } from "#step-law/lattice-coordinate.ts";

test("k steps of 1 nm are the number that is written k nm, though k times 1e-9 often is not", () => {
  let products = 0;
  for (let k = -1000; k <= 1000; k++) {
    const written = Number(`${k}e-9`);
    expect(latticeCoordinate(0, 1e-9, k)).toBe(written === 0 ? 0 : written);
    expect(latticeCoordinate(0.1, 0.1, k)).toBe(Number(`${k + 1}e-1`));
    if (k * 1e-9 !== written) products++;
  }
  expect(products).toBeGreaterThan(100);
});
