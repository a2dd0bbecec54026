/**
 * Ions by turns of probabilities and field against Newton's method on the same few cells: one set of equations, two ways to
 * its solution. Turns end at 1e-10 RT/F, Newton's steps at rounding.
 */
import { describe, expect, test } from "vitest";
import { continuum } from "#levels/continuum/continuum.ts";
import { master } from "#levels/master/master.ts";
import { type IonsOf, ionModel, solvedIons } from "../support/ions.ts";
import "../support/matchers.ts";

const K = (left: IonsOf["ions"][number]["left"], right: IonsOf["ions"][number]["right"]) => ({
  name: "K",
  z: 1,
  D: 2e-9,
  left,
  right,
  K: [1, 0.4],
});
const Ca = (left: number, right: number) => ({ name: "Ca", z: 2, D: 0.8e-9, left, right, K: [1, 2] });
const Cl = (left: IonsOf["ions"][number]["left"], right: IonsOf["ions"][number]["right"]) => ({
  name: "Cl",
  z: -1,
  D: 1.5e-9,
  left,
  right,
});
const layers = [
  { l: 1e-9, X: 150, permittivity: 40 },
  { l: 2e-9, X: -80, permittivity: 75 },
];
const flux = (into: number) => ({ kind: "flux" as const, flux: into });
const TEXTS = [
  ...["K", "Cl"].flatMap((name) => [
    `flux(${name}, right)`,
    `c(${name}, left)`,
    `c(${name}, right)`,
    `c(${name}, a.right)`,
    `c(${name}, b.left)`,
    `c(${name}, 2.3e-9)`,
  ]),
  "electric_potential(a.right)",
  "electric_potential(2.3e-9)",
  // within the first and the last cell
  "electric_potential(1e-10)",
  "electric_potential(2.95e-9)",
];

const CASES: Readonly<Record<string, IonsOf>> = {
  "three ions between two baths": {
    ions: [K(100, 20), Ca(10, 40), Cl(120, 100)],
    layers,
    field: "poisson",
    left: 0.05,
    right: 0.01,
  },
  "with a flux into the left end": {
    ions: [K(flux(0.4), 20), Cl(120, 20)],
    layers,
    field: "poisson",
    left: 0.05,
    right: 0,
  },
  "with a flux into the right end": {
    ions: [K(100, flux(0.3)), Cl(100, 60)],
    layers,
    field: "poisson",
    left: 0,
    right: -0.03,
  },
  "with an end whose charge is none and whose potential floats": {
    ions: [K(100, flux(0)), Cl(100, flux(0))],
    layers,
    field: "poisson",
    left: 0.02,
  },
};

describe("ions in mean field are where Newton's method puts them", () => {
  test.each(Object.entries(CASES))("%s", (_, ions) => {
    const model = ionModel({ ...ions, cells: 4 });
    const texts = ions.ions.length > 2 ? [...TEXTS, "flux(Ca, left)", "c(Ca, a.right)", "c(Ca, 2.3e-9)"] : TEXTS;
    const [turned, solved] = [solvedIons(master, model, texts), solvedIons(continuum, model, texts)];
    for (const text of texts) {
      const scale = text.startsWith("c(") ? 1 : text.startsWith("flux") ? 0.1 : 1e-3;
      expect(turned.read(text), text).toBeNear(solved.read(text), { rel: 1e-9, abs: 1e-9 * scale });
    }
  });
});
