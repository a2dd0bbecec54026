/** What the Langevin level carries of inertia, what it refuses and why; what the other levels say. */
import { describe, expect, test } from "vitest";
import type { Acceptance } from "#levels/contract.ts";
import { velocitySums } from "#levels/ensemble/velocity-sums.ts";
import { makeWalkers } from "#levels/ensemble/walkers.ts";
import { valueIn } from "#levels/langevin/cubic-table.ts";
import { inertialMotion } from "#levels/langevin/inertial-motion.ts";
import { accelerationTable, equilibriumSpan, spanBetween, windowAround } from "#levels/langevin/inertial-window.ts";
import { langevin } from "#levels/langevin/langevin.ts";
import { mediumLaw } from "#levels/langevin/medium-law.ts";
import type { Model } from "#model/model.ts";
import { parseModel } from "#model/parse-model.ts";
import { PURPOSE } from "#numerics/purpose.ts";
import { makeRandomStream } from "#numerics/random-stream.ts";
import { levelNamed } from "#run/level-registry.ts";
import { measureOf, solved, taskOf } from "../support/models.ts";

interface Parts {
  readonly D?: string;
  readonly rest?: string;
  readonly domain?: string;
  readonly start?: string;
  readonly solve?: string;
}

function model({
  D = "1 m^2/s",
  rest = "",
  domain = "{geometry: line}",
  start = "{at: 0 m}",
  solve = "{transient: {until: 2 s}}",
}: Parts): Model {
  return parseModel(`perrin: 1
temperature: 1 J / kB
species: {bead: {D: ${D}, mass: 1 kg, inertia: true${rest}}}
domain: ${domain}
initial: {bead: ${start}}
solve: ${solve}
outputs: {m: msd(bead)}
`);
}

const answer = (level: "langevin" | "walk" | "master" | "continuum", parts: Parts): Acceptance =>
  levelNamed(level)?.accepts(model(parts), "bead") as Acceptance;
const because = (parts: Parts): string => {
  const said = answer("langevin", parts);
  return said.accepts ? "" : `${said.because}; ${said.change}`;
};
const quartic = ', mu: [ideal, {potential: "1 J * (x / 1 m)^4"}]';

describe("Langevin's equation with inertia", () => {
  test("is carried on a line, in a plane and in space, in any potential on a line", () => {
    for (const parts of [
      {},
      { domain: "{geometry: plane}", start: "{at: [0 m, 0 m]}" },
      { domain: "{geometry: space}", start: "{at: [0 m, 0 m, 0 m]}" },
      { rest: quartic },
      { rest: ', mu: [ideal, {potential: "1 J * cos(x / 1 m)"}]' },
      { rest: quartic, start: "{equilibrium: true}", solve: "[equilibrium, {transient: {until: 1 s}}]" },
      { rest: quartic, start: '"if(x > 0 m, 1 mol/m^3, 0 mol/m^3)"', domain: "{geometry: line, resolve: [-1 m, 1 m]}" },
    ])
      expect(because(parts)).toBe("");
  });

  test.each([
    ["walls", { domain: "{geometry: line, from: 0 m}" }, /no walls.*leave inertia out/],
    ["a D that varies", { D: '"1 m^2/s + 1 m^2/s * exp(-(x / 1 m)^2)"' }, /drag.*leave inertia out/],
    ["a wind that varies", { rest: ', drift: "1 m/s * sin(x / 1 m)"' }, /wind that varies/],
    [
      "a potential in a plane",
      {
        rest: ', mu: [ideal, {potential: "1 J * (x / 1 m)^2"}]',
        domain: "{geometry: plane}",
        start: "{at: [0 m, 0 m]}",
      },
      /free motion only/,
    ],
    ["an equilibrium without anything that holds", { start: "{equilibrium: true}" }, /nothing holds/],
    [
      "an equilibrium on a hill",
      { rest: ', mu: [ideal, {potential: "-1 J * (x / 1 m)^4"}]', start: "{equilibrium: true}" },
      /nothing holds/,
    ],
    [
      "an equilibrium to be found in a double well",
      { rest: quartic, solve: "equilibrium" },
      /start it from equilibrium/,
    ],
    [
      "times that are long beside m D / kT",
      { rest: quartic, solve: "{transient: {until: 1e6 s}}" },
      /steps would be needed.*leave inertia out/,
    ],
    ["a source", {}, /^$/],
  ])("%s", (what, parts, reason) => {
    if (what !== "a source") expect(because(parts)).toMatch(reason);
    else {
      const sourced: Model = {
        ...model({}),
        sources: [{ name: "s", species: "bead", layer: "", law: { kind: "linear", rate: -1 } }],
      };
      expect(levelNamed("langevin")?.accepts(sourced, "bead")).toMatchObject({
        because: expect.stringMatching(/source/),
      });
    }
  });

  test("is refused by the levels that forget velocities, with what inertia would change", () => {
    for (const level of ["walk", "master", "continuum"] as const)
      expect(answer(level, {})).toMatchObject({
        accepts: false,
        because: expect.stringMatching(/keeps its velocity.*forget/),
        change: expect.stringMatching(/leave inertia out.*2 D m D \/ kT/),
      });
  });
});

test("a bead that nothing holds has a diffusion coefficient in the long run, and one in a trap has none", () => {
  const trap = ', mu: [ideal, {potential: "1 J * (x / 1 m)^2"}]';
  for (const [rest, count] of [
    ["", 1],
    [trap, 0],
  ] as const) {
    const its = model({ rest, solve: "{transient: {until: 40 s, every: 10 s}}" });
    const task = { ...taskOf(its, [{ ...measureOf("diffusivity"), species: "bead" }]), species: "bead" };
    const found = solved(langevin.solve({ ...task, walkers: 6400 })).readings;
    expect(found).toHaveLength(count);
    // D = 1 m²/s, from 6400 growths x²(2t) - x²(t) with the spread √6 of their mean: five standard errors of 3.1 %
    for (const { value } of found) expect(value).toBeNear(1, { rel: 0.155 });
  }
});

describe("velocities half a step away", () => {
  test("are those on the step, less or more the kick of half a step", () => {
    const its = model({ rest: quartic, start: "{at: 0.6 m}" });
    const { motion } = inertialMotion(its, its.species[0]!, 1);
    const walkers = makeWalkers(3, 1, makeRandomStream(1, PURPOSE.langevin, 0), true);
    motion.start(walkers, makeRandomStream(1, PURPOSE.initial, 0));
    const time = 0.35;
    const steps = motion.advance(walkers, 0, 3, 0, time) / 3;
    expect(steps).toBe(Math.ceil(time / (motion.step ?? 0)));
    const x = walkers.axes[0] as Float64Array;
    for (let i = 0; i < 3; i++)
      expect(walkers.kicks[0]?.[i]).toBeNear((time / steps / 2) * -4 * (x[i] as number) ** 3, { rel: 1e-4 });
    expect([...walkers.inner]).toEqual([time, time, time]);
  });

  test("make the kinetic temperature, beside the sums of what velocities do to the displacement", () => {
    const walkers = makeWalkers(2, 2, makeRandomStream(1, PURPOSE.langevin, 0), true);
    const set = (arrays: readonly Float64Array[], ...values: readonly (readonly number[])[]): void => {
      for (const [k, array] of arrays.entries()) array.set(values[k] ?? []);
    };
    set(walkers.axes, [4, 1], [6, 1]);
    set(walkers.origin, [1, 1], [2, 2]);
    set(walkers.velocities, [5, 2], [7, 3]);
    set(walkers.firstVelocities, [2, 1], [3, -1]);
    set(walkers.kicks, [0.5, 0], [0, 2]);
    walkers.inner.fill(10);
    const out = new Float64Array(velocitySums.width);
    velocitySums.fill(out, walkers, { mean: 0, spread: 1 });
    const kinetic = 25 + 0.25 + 4 + 49 + 9 + 4;
    expect([...out]).toEqual([2, 10 + 2 + 21 - 3, 6 + 12 + 1, kinetic, 10 * (15 + 28 - 3), 9 + 16 + 1]);
    walkers.fate[1] = 1;
    velocitySums.fill(out, walkers, { mean: 0, spread: 1 });
    expect([...out]).toEqual([1, 31, 18, 25.25 + 49, 430, 25]);
  });

  test("are no measures of walkers that have none", () => {
    const out = new Float64Array(velocitySums.width);
    velocitySums.fill(out, makeWalkers(2, 1, makeRandomStream(1, PURPOSE.langevin, 0)), { mean: 0, spread: 1 });
    expect(out[0]).toBe(0);
  });
});

describe("the window of a force", () => {
  const lawOf = (parts: Parts) => {
    const [species] = model(parts).species;
    if (species?.media[0] === undefined) throw new Error("no medium");
    return mediumLaw(model(parts), species, species.media[0]);
  };
  const inertia = { friction: 1, thermal: 1 };

  test("ends 25 kT above the start, on the far side of a well too", () => {
    const law = lawOf({ rest: quartic });
    const window = windowAround(law, spanBetween(law, 2, 2), 10, inertia);
    const edge = (16 + 25) ** 0.25;
    // found on 512 places of a width that doubles
    expect(window?.to).toBeNear(edge, { rel: 0.05 });
    expect(window?.from).toBeNear(-edge, { rel: 0.05 });
    expect(window?.confined).toBe(true);
  });

  test("of a particle that nothing holds goes as far as it can come", () => {
    const law = lawOf({ rest: ', mu: [ideal, {potential: "1 J * cos(x / 1 m)"}]' });
    const window = windowAround(law, spanBetween(law, 0, 0), 10, inertia);
    expect(window?.to).toBeGreaterThan(9 * Math.sqrt(20));
    expect(window?.confined).toBe(false);
    expect(windowAround(law, spanBetween(law, 0, 0), Number.POSITIVE_INFINITY, inertia)).toBeUndefined();
  });

  test("from equilibrium holds all wells that are low enough", () => {
    const law = lawOf({ rest: ', mu: [ideal, {potential: "40 J * ((x / 1 m)^2 - 1)^2"}]' });
    const span = equilibriumSpan(law, -2, 2);
    expect(span.from).toBeLessThan(-1);
    expect(span.to).toBeGreaterThan(1);
    expect(span.highest).toBeNear(0, { abs: 1e-9 });
  });

  test("has a table of the force to a millionth, and its steepest slope where walkers often are", () => {
    const law = lawOf({ rest: quartic });
    const window = windowAround(law, spanBetween(law, 0, 0), 10, inertia);
    if (window === undefined) throw new Error("no window");
    const { table, steepest } = accelerationTable(law, window, inertia);
    for (const x of [-1.9, -0.3, 0.77, 2]) expect(valueIn(table, x)).toBeNear(-4 * x ** 3, { abs: 4e-5 });
    // 12 x² at x^4 = 10
    expect(steepest).toBeNear(12 * Math.sqrt(10), { rel: 0.02 });
  });
});
