/** Families in rectangles and boxes: walkers that leave, and starts that even out. */

import { parseExpression } from "#model/expression/parse-expression.ts";
import { type Boundary, type GridDomain, type Model, SIDE_NAMES, type Species } from "#model/model.ts";
import { modelWith } from "./models.ts";
import type { Drawn, Family, Random } from "./random-models.ts";

const NAMES = ["x", "y", "z"] as const;

/** A domain of some cells along each axis, about as large along one as along another. */
function domainOf({ evenly }: Random, dimensions: 2 | 3, L: number): GridDomain {
  return {
    kind: "grid",
    geometry: dimensions === 2 ? "rectangle" : "box",
    axes: NAMES.slice(0, dimensions).map((name) => ({
      name,
      from: 0,
      size: evenly(0.7, 1.4) * L,
      cells: Math.floor(evenly(8, 12)),
    })),
    media: [{ medium: "" }],
  };
}

function modelOf(domain: GridDomain, D: number, fields: Partial<Species>, rest: Partial<Model>): Model {
  const species: Species = {
    name: "drug",
    measure: "probability",
    media: [{ medium: "", diffusivity: parseExpression(`${D}`), partition: parseExpression("1") }],
    terms: [],
    initial: { kind: "point", at: [], amount: 1 },
    ...fields,
  };
  return modelWith({ species: [species], domain, ...rest });
}

/** A face of the grid and of every finer one, away from the sides, up to a share of the way [m]. */
function faceOf({ evenly }: Random, { from, size, cells = 8 }: GridDomain["axes"][number], until = 0.75): number {
  return from + (size * Math.floor(evenly(0.25 * cells, until * cells))) / cells;
}

function leaving(random: Random, dimensions: 2 | 3): Drawn {
  const { evenly, decades } = random;
  const [L, T] = [decades(1e-9, 1e-1), decades(1e-6, 1e3)];
  const D = (evenly(0.5, 2) * L * L) / T;
  const domain = domainOf(random, dimensions, L);
  // the left side is near, so that it is not a rare way out, of which each axis would err by its own part
  const at = domain.axes.map((axis, i) => faceOf(random, axis, i === 0 ? 0.5 : 0.75));
  const sides = SIDE_NAMES.slice(0, 2 * dimensions);
  const takes = sides.map((_, i) => i === 0 || evenly(0, 1) < 0.5);
  const boundaries: Boundary[] = sides.map((end, i) => ({
    end,
    species: "drug",
    condition: { kind: takes[i] ? "absorbing" : "no-flux" },
  }));
  const times = [0.02 * T, 0.06 * T];
  return {
    model: modelOf(
      domain,
      D,
      { initial: { kind: "point", at, amount: 1 } },
      { boundaries, solves: dimensions === 2 ? [{ kind: "transient", times }] : [] },
    ),
    texts: [
      ...(dimensions === 2 ? ["survival(drug)", "mean(drug, axis:1)"] : []),
      "mean_exit_time(drug, all)",
      "exit_probability(drug, side:left)",
    ],
  };
}

function evening(random: Random, dimensions: 2 | 3): Drawn {
  const { evenly, decades } = random;
  const [L, T, C] = [decades(1e-9, 1e-1), decades(1e-6, 1e3), decades(1e-3, 1e3)];
  const D = (evenly(0.5, 2) * L * L) / T;
  const domain = domainOf(random, dimensions, L);
  const sides = SIDE_NAMES.slice(0, 2 * dimensions);
  const isJoined = domain.axes.map(() => evenly(0, 1) < 0.4);
  const boundaries: Boundary[] = sides.map((end, i) => ({
    end,
    species: "drug",
    condition: { kind: isJoined[Math.floor(i / 2)] ? "periodic" : evenly(0, 1) < 0.5 ? "absorbing" : "no-flux" },
  }));
  const factor = ({ name, size }: GridDomain["axes"][number], i: number) =>
    `(1 + ${evenly(0.2, 0.9)} * cos(${isJoined[i] ? 2 * Math.PI : Math.PI} * ${name} / ${size}))`;
  const start = domain.axes.map(factor).join(" * ");
  const place = domain.axes.map((axis) => faceOf(random, axis));
  return {
    model: modelOf(
      domain,
      D,
      {
        measure: "amount",
        initial: { kind: "concentration", concentration: parseExpression(`${C} * (0.3 + ${start})`) },
      },
      { boundaries, solves: [{ kind: "transient", times: [0.05 * T, 0.1 * T] }] },
    ),
    texts: [`c(drug, ${place.join(", ")})`, "amount(drug, all)", "mean(drug, axis:1)"],
  };
}

export const RECTANGLES: Readonly<Record<string, Family>> = {
  "a walker in a rectangle whose sides take it": {
    levels: ["continuum", "master", "walk", "langevin"],
    cut: 0.05, // a start three cells from a side feels the next order in h, where the first one nearly cancels
    draw: (random) => leaving(random, 2),
  },
  "a walker in a box whose sides take it": {
    // a state reduction in space is dear; exits alone, which need no steps in time
    levels: ["continuum", "langevin"],
    draw: (random) => leaving(random, 3),
  },
  "a start that evens out in a rectangle": {
    levels: ["continuum", "master"],
    draw: (random) => evening(random, 2),
  },
};
