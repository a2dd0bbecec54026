/** Timeless numbers on unbounded lines: what the model decides is stated, what the window of a grid decides is not. */

import { describe, expect, test } from "vitest";
import { closedForm } from "#levels/closed-form/closed-form.ts";
import { continuum } from "#levels/continuum/continuum.ts";
import type { Level } from "#levels/contract.ts";
import { langevin } from "#levels/langevin/langevin.ts";
import { master } from "#levels/master/master.ts";
import { walk } from "#levels/walk/walk.ts";
import { parseModel } from "#model/parse-model.ts";
import { measuresOf } from "#run/measures-of-model.ts";
import { solved } from "../support/models.ts";

interface Line {
  readonly species?: string;
  readonly domain?: string;
  readonly wall?: "absorbing" | "no-flux";
  readonly solve?: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly start?: string;
}

/** What a level states of a walker with D = 1 um^2/s that starts at 1 um: "output at when", and its warnings. */
function outcome(
  level: Level,
  { species = "D: 1 um^2/s", domain = "", wall, solve, outputs, start = "{at: 1 um}" }: Line,
) {
  const model = parseModel(`
perrin: 1
temperature: 300 K
species: {w: {${species}}}
domain: {geometry: line${domain}}
initial: {w: ${start}}
${wall === undefined ? "" : `boundary: {left: {w: ${wall}}}`}
${solve === undefined ? "" : `solve: ${solve}`}
sampling: {walkers: 640, seed: 2}
outputs: {${Object.entries(outputs)
    .map(([name, of]) => `${name}: "${of}"`)
    .join(", ")}}
`);
  const measures = measuresOf(model);
  const fields = { species: "w", solves: model.solves, walkers: 640, seed: 2, refinement: 1 };
  expect(level.accepts(model, "w")).toEqual({ accepts: true });
  const { readings, warnings } = solved(level.solve({ model, measures, ...fields }));
  const value = (key: string, when: number | string = "timeless") =>
    readings.find((r) => r.measure === key && r.when === when)?.value;
  return { value, warnings: warnings.join("\n"), whens: readings.map((r) => r.when) };
}

const grids = [master, continuum];
const exit = {
  mean: "mean_exit_time(w, all)",
  variance: "exit_time_variance(w, all)",
  chance: "exit_probability(w, left)",
};
const halfLine = ", from: 0 um";

describe.each(grids)("the exit from a half-line by the $name", (level) => {
  const stated = (line: Omit<Line, "outputs">) => {
    const { value, warnings } = outcome(level, { wall: "absorbing", outputs: exit, ...line });
    return { mean: value(exit.mean), variance: value(exit.variance), left: value(exit.chance), warnings };
  };

  test.each([
    ["D", "D: 1 um^2/s", ""],
    ["D, in a window that the file gives", "D: 1 um^2/s", ", resolve: [0 um, 30 um]"],
  ])("is certain without a drift, and has no mean time: %s", (_, species, window) => {
    const { mean, variance, left, warnings } = stated({ species, domain: halfLine + window });
    expect([mean, variance]).toEqual([undefined, undefined]);
    expect(left).toBeNear(1, { rel: 1e-9 });
    for (const key of [exit.mean, exit.variance])
      expect(warnings).toContain(
        `${key} is not stated: where nothing holds it in unbounded space, it comes back to the wall with certainty, but the mean time is infinite`,
      );
  });

  test("against a drift away from the wall is stated by no window", () => {
    const { mean, variance, left, warnings } = stated({ species: "D: 1 um^2/s, drift: 1 um/s", domain: halfLine });
    expect([mean, variance, left]).toEqual([undefined, undefined, undefined]);
    expect(warnings).toContain(`${exit.mean} is not stated: what goes far to the right in unbounded space may never`);
    expect(warnings).toContain("some never leave, so there is no mean time");
    expect(warnings).toContain("the window of a grid lets nothing out there");
  });

  test("with a drift towards the wall takes a / v on average, of variance 2 D a / v^3", () => {
    const domain = `${halfLine}, resolve: [0 um, 8 um], cells: 800`;
    const { mean, variance, left, warnings } = stated({ species: "D: 1 um^2/s, drift: -2 um/s", domain });
    // second order in the cell Peclet number 0.02
    expect(mean).toBeNear(0.5, { rel: 1e-3 });
    expect(variance).toBeNear(0.25, { rel: 1e-3 });
    expect(left).toBeNear(1, { rel: 1e-9 });
    expect(warnings).not.toContain("not stated");
  });

  test("with a drift so slow that much is spent beyond the window is not stated: the window is too narrow", () => {
    // (D/v^2) (e^(v a/D) - 1) e^(-v L/D) = 0.749 s of a / v = 5 s: 0.176 of what the window sees
    const domain = `${halfLine}, resolve: [0 um, 10 um], cells: 400`;
    const { mean, variance, warnings } = stated({ species: "D: 1 um^2/s, drift: -0.2 um/s", domain });
    expect([mean, variance]).toEqual([undefined, undefined]);
    expect(warnings).toMatch(/too narrow: 0\.18 of the time inside it would be spent beyond its right end/);
  });

  test("is as little resolved by a window as its mirror image", () => {
    // ten cells: what is spent in the first and in the last counts to two digits
    const spent = (end: "left" | "right") => {
      const [sign, wall] = end === "right" ? ["", "left"] : ["-", "right"];
      const [near, far] = [0, 10].map((x) => `${x === 0 ? "" : sign}${x} um`);
      const model = parseModel(`
perrin: 1
temperature: 300 K
species: {w: {D: 1 um^2/s, drift: ${end === "right" ? "-" : ""}0.2 um/s}}
domain: {geometry: line, ${end === "right" ? "from" : "to"}: 0 um, cells: 10, resolve: [${end === "right" ? `${near}, ${far}` : `${far}, ${near}`}]}
initial: {w: {at: ${sign}1.5 um}}
boundary: {${wall}: {w: absorbing}}
sampling: {walkers: 640, seed: 2}
outputs: {mean: "${exit.mean}"}
`);
      const fields = { species: "w", solves: model.solves, walkers: 640, seed: 2, refinement: 1 };
      const { warnings } = solved(level.solve({ model, measures: measuresOf(model), ...fields }));
      return warnings.join("\n").match(new RegExp(`too narrow: (\\S+) of the time .* beyond its ${end} end`))?.[1];
    };
    expect(spent("right")).toMatch(/^0\.\d\d$/);
    expect(spent("left")).toBe(spent("right"));
  });

  test("of a trap is stated, of an inverted one it is not", () => {
    const trap = (sign: string) => `D: 1 um^2/s, mu: [ideal, {potential: ${sign}kB * T * x^2 / 2 um^2}]`;
    const domain = `${halfLine}, resolve: [0 um, 8 um], cells: 400`;
    // an Ornstein-Uhlenbeck walker from 1: sqrt(pi/2) int_0^1 e^(y^2/2) erfc(y/sqrt(2)) dy, by Simpson's rule
    const held = stated({ species: trap(""), domain });
    expect(held.mean).toBeNear(ornsteinUhlenbeck(), { rel: 1e-3 });
    expect(held.warnings).not.toContain("not stated");
    const loose = stated({ species: trap("-"), domain });
    expect([loose.mean, loose.left]).toEqual([undefined, undefined]);
  });
});

/** int_0^1 e^(y^2/2) int_y^inf e^(-z^2/2) dz dy by sums of midpoints. */
function ornsteinUhlenbeck(): number {
  const [h, n] = [1e-3, 1000];
  let beyond = 0;
  for (let k = 10_000; k > n; k--) beyond += h * Math.exp(-(((k - 0.5) * h) ** 2) / 2);
  let sum = 0;
  for (let k = n; k > 0; k--) {
    const y = (k - 0.5) * h;
    const half = 0.5 * h * Math.exp(-(y * y) / 2);
    sum += h * Math.exp((y * y) / 2) * (beyond + half);
    beyond += 2 * half;
  }
  return sum;
}

test("hops by a Poisson clock on a half-line have no mean exit time either, by the continuum of their D", () => {
  const species = "walk: {step: {lattice: 0.1 um}, clock: {poisson: 5 ms}}";
  const { value, warnings } = outcome(continuum, { species, domain: halfLine, wall: "absorbing", outputs: exit });
  expect(value(exit.mean)).toBeUndefined();
  expect(value(exit.chance)).toBeNear(1, { rel: 1e-9 });
  expect(warnings).toContain(`${exit.mean} is not stated: where nothing holds it`);
});

test("walkers and the closed form state no mean time either, and the closed form knows the chance to leave", () => {
  const free = {
    wall: "absorbing",
    domain: halfLine,
    solve: "{transient: {until: 1 s, every: 1 s}}",
    outputs: exit,
  } as const;
  const away = { ...free, species: "D: 1 um^2/s, drift: 1 um/s" };
  for (const line of [free, away]) {
    for (const level of [closedForm, langevin]) expect(outcome(level, line).value(exit.mean)).toBeUndefined();
    expect(outcome(langevin, line).warnings).toContain("so there is no mean exit time");
    expect(outcome(walk, line).value(exit.mean)).toBeUndefined();
  }
  expect(outcome(closedForm, away).value(exit.chance)).toBeNear(Math.exp(-1), { rel: 1e-12 });
});

describe.each(grids)("the slowest rate on a line by the $name", (level) => {
  const key = "slowest_rate(w)";
  const rate = (species: string, domain = "", wall?: Line["wall"]) => {
    const { value, warnings } = outcome(level, { species, domain, outputs: { rate: key }, ...(wall && { wall }) });
    return { rate: value(key), warnings };
  };
  const window = ", resolve: [-8 um, 8 um], cells: 400";
  const within = (energy: string) => `D: 1 um^2/s, mu: [ideal, {potential: ${energy}}]`;

  test("of free diffusion is none: rates go down to 0", () => {
    for (const domain of ["", window]) {
      const free = rate("D: 1 um^2/s", domain);
      expect(free.rate).toBeUndefined();
      expect(free.warnings).toContain(`${key} is not stated: in unbounded space`);
      expect(free.warnings).toContain("continuous down to 0");
    }
    expect(rate("D: 1 um^2/s", halfLine, "absorbing").rate).toBeUndefined();
  });

  test("of a drift to a wall is none: rates begin at v^2 / 4 D", () => {
    const { rate: none, warnings } = rate(
      "D: 1 um^2/s, drift: -2 um/s",
      ", from: 0 um, resolve: [0 um, 8 um]",
      "no-flux",
    );
    expect(none).toBeUndefined();
    expect(warnings).toContain("continuous down to 1 s^-1");
  });

  test("of a drift on a free line, and of a potential that falls or flattens, is none", () => {
    expect(rate("D: 1 um^2/s, drift: 1 um/s").rate).toBeUndefined();
    expect(rate(within("-kB * T * x^2 / 1 um^2"), window).warnings).toContain("may never come back");
    expect(rate(within("-5 * kB * T * exp(-x^2 / 1 um^2)"), window).warnings).toContain("continuous down to 0");
  });

  test("of a harmonic trap is D k / kT", () => {
    const { rate: relaxation, warnings } = rate(within("kB * T * x^2 / 2 um^2"), window);
    expect(relaxation).toBeNear(1, { rel: 1e-3 });
    expect(warnings).toBe("");
  });

  test("of a flat well between straight slopes is that of its odd mode, below where the rates are continuous", () => {
    // f = sin k x in the well, e^(s r) beyond with s = (a - sqrt(a^2 - 4 k^2)) / 2, f'/f the same at 1: k cot k = s
    const a = 4;
    let [low, high] = [0.5, 1.5];
    for (let i = 0; i < 60; i++) {
      const k = (low + high) / 2;
      if (k / Math.tan(k) > (a - Math.sqrt(a * a - 4 * k * k)) / 2) low = k;
      else high = k;
    }
    const well = within(`${a} * kB * T * (abs(abs(x) - 1 um) + abs(x) - 1 um) / 2 um`);
    // a kink within a cell of h = 0.04 um moves the wall of the well by a part of h
    expect(rate(well, window).rate).toBeNear(low * low, { rel: 0.02 });
  });

  test("over a barrier between walls that rise straight is stated: it is below where the rates are continuous", () => {
    // from 4 kT/um out rates are continuous from 4 /s on; over the barrier of 4 kT it is slower than D e^-4 pi/2
    const { rate: slow, warnings } = rate(within("4 * kB * T * abs(abs(x) - 1 um) / 1 um"), window);
    expect(slow).toBeLessThan(1);
    expect(warnings).toBe("");
  });
});

test.each(grids)("a start at an equilibrium that there is not is told of by the $name", (level) => {
  const energy = (sign: string) => `D: 1 um^2/s, mu: [ideal, {potential: ${sign}kB * T * x^2 / 1 um^2}]`;
  const start = (species: string) =>
    outcome(level, {
      species,
      domain: ", resolve: [-6 um, 6 um], cells: 60",
      start: "{equilibrium: true, amount: 1 mol/m^2}",
      solve: "{transient: {until: 1 ms, every: 1 ms}}",
      outputs: { n: "amount(w, all)" },
    }).warnings;
  expect(start(energy("-"))).toContain("w starts at an equilibrium that it does not have: its potential does not hold");
  expect(start(energy(""))).not.toContain("starts at");
});

describe.each([...grids, walk])("what stands still on a line by the $name", (level) => {
  const spread = "variance(w)";
  const still = (species: string, domain: string, wall?: Line["wall"]) =>
    outcome(level, {
      species,
      domain,
      solve: "[equilibrium, steady]",
      outputs: { spread },
      ...(wall && { wall }),
    });
  const within = (energy: string) => `D: 1 um^2/s, mu: [ideal, {potential: ${energy}}]`;
  const window = ", resolve: [-6 um, 6 um], cells: 60";

  test.each([
    ["falls", "-kB * T * x^2 / 1 um^2", /to the left and to the right/],
    ["becomes flat", "-5 * kB * T * exp(-x^2 / 1 um^2)", /to the left and to the right/],
    ["holds one side alone", "kB * T * x / 1 um", /finite integral to the left$/m],
    ["rises as ln x / 2", "kB * T * log(1 + x^2 / 1 um^2) / 4", /to the left and to the right/],
  ])("is nothing where the potential %s", (_, energy, words) => {
    const { whens, warnings } = still(within(energy), window);
    expect(whens).toEqual([]);
    expect(warnings).toMatch(/w has no equilibrium: its potential does not hold it in unbounded space/);
    expect(warnings).toMatch(/w has no steady state: its potential does not hold it/);
    expect(warnings).toMatch(words);
    expect(warnings).not.toContain("Widen resolve");
  });

  test("is Boltzmann's law in a trap, harmonic or straight", () => {
    const sampling = level === walk ? 0.3 : 5e-3;
    const { value, whens } = still(within("kB * T * x^2 / 2 um^2"), window);
    expect(whens.toSorted()).toEqual(["equilibrium", "steady"]);
    // 640 walkers know a variance to 6 %, 5 sigma are 30 %; a grid of h = 0.2 um to h^2 / 12 of 1 um^2
    expect((value(spread, "equilibrium") ?? 0) / 1e-12).toBeNear(1, { rel: sampling });
    expect(still(within("kB * T * abs(x) * 4 / 1 um"), window).whens).toHaveLength(2);
  });

  test("is a layer on the wall to which a drift carries, which is driven and no equilibrium", () => {
    const domain = ", from: 0 um, resolve: [0 um, 8 um], cells: 160";
    const { value, whens, warnings } = still("D: 1 um^2/s, drift: -2 um/s", domain, "no-flux");
    expect(whens).toEqual(["steady"]);
    expect(warnings).toContain("w has no equilibrium");
    expect((value(spread, "steady") ?? 0) / 1e-12).toBeNear(0.25, { rel: level === walk ? 0.5 : 5e-3 });
    expect(still("D: 1 um^2/s, drift: 2 um/s", domain, "no-flux").whens).toEqual([]);
  });
});

test("the closed form knows no equilibrium on a half-line whose open end the potential does not close", () => {
  const accepts = (end: "from" | "to", energy: string) => {
    const model = parseModel(`
perrin: 1
temperature: 300 K
species: {w: {D: 1 um^2/s, mu: [ideal, {potential: "${energy}"}]}}
domain: {geometry: line, ${end}: 0 um}
initial: {w: {at: ${end === "from" ? "" : "-"}1 um}}
solve: equilibrium
outputs: {mean: mean(w)}
`);
    return closedForm.accepts(model, "w").accepts;
  };
  for (const [end, outwards] of [
    ["from", "x"],
    ["to", "(-x)"],
  ] as const) {
    expect(accepts(end, `kB * T * ${outwards} / 1 um`)).toBe(true);
    expect(accepts(end, `-kB * T * ${outwards} / 1 um`)).toBe(false);
    // 55 kT at the farthest place that is looked at, 1 km
    expect(accepts(end, "kB * T * log(1 + x^2 / 1 nm^2)")).toBe(false);
  }
});
