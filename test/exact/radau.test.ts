import { describe, expect, test } from "vitest";
import { integrateStiff, type StiffLog, type StiffOptions } from "#numerics/radau/integrate-stiff.ts";
import { makeRadauStepper } from "#numerics/radau/radau-step.ts";
import type { StiffSystem } from "#numerics/radau/stiff-system.ts";
import { stiffSystem } from "../support/stiff-system.ts";

interface Run {
  readonly from: readonly number[];
  readonly times: readonly number[];
  readonly relative: number;
  readonly absolute?: number | readonly number[];
  readonly first?: number;
  readonly event?: StiffOptions["event"];
  readonly holds?: StiffOptions["holds"];
  readonly onStep?: StiffOptions["onStep"];
}

/** The states at the record times, the last state, and the log. */
function integrated(system: StiffSystem, run: Run) {
  const { absolute = 1e-12 } = run;
  const y = Float64Array.from(run.from);
  const records: number[][] = [];
  const steps = integrateStiff(system, y, {
    where: "test",
    advice: "none",
    relative: run.relative,
    absolute: Float64Array.from(y, (_, i) => (typeof absolute === "number" ? absolute : absolute[i])),
    first: run.first ?? 1e-6,
    times: run.times,
    holds: run.holds ?? (() => true),
    onStep: run.onStep ?? (() => {}),
    ...(run.event === undefined ? {} : { event: run.event }),
  });
  for (;;) {
    const { done, value } = steps.next();
    if (done) return { records, y, log: value as StiffLog };
    if (value !== "working") records.push([...y]);
  }
}

/** Robertson's autocatalysis. */
const robertson = stiffSystem({
  size: 3,
  rate: (_, [a, b, c]) => {
    const slow = 0.04 * a;
    const back = 1e4 * b * c;
    const fast = 3e7 * b * b;
    return [-slow + back, slow - back - fast, fast];
  },
  jacobian: (_, [, b, c]) => [
    [0, 0, -0.04],
    [1, 0, 0.04],
    [0, 1, 1e4 * c],
    [1, 1, -1e4 * c],
    [0, 2, 1e4 * b],
    [1, 2, -1e4 * b],
    [1, 1, -6e7 * b],
    [2, 1, 6e7 * b],
  ],
});

describe("stiff problems of known solution", () => {
  test("Robertson's reaction is right from 0.4 s to 4e11 s", () => {
    const times = [0.4, 40, 4e5, 4e11];
    const run = { from: [1, 0, 0], times, relative: 1e-11, absolute: 1e-20 };
    const { records, log } = integrated(robertson, run);
    // scipy 1.17, solve_ivp by Radau with the Jacobian and rtol 1e-12; with rtol 1e-10 it prints the same to 1e-11
    const known = [
      [0.9851721138609906, 3.386395378974919e-5, 0.014794022185220792],
      [0.7158270687193972, 9.18553476455837e-6, 0.28416374574583986],
      [0.004938274520980312, 1.9849940879545698e-8, 0.9950617056290817],
      [5.20835314425194e-9, 2.0833412684213873e-14, 0.9999999947916262],
    ];
    // errors of one sign add up at worst
    const allowed = log.accepted * run.relative;
    expect(allowed).toBeLessThan(1e-7);
    known.forEach((state, k) => {
      for (let i = 0; i < 3; i++) expect(records[k][i]).toBeNear(state[i], { rel: allowed });
    });
    for (const state of records) expect(state[0] + state[1] + state[2]).toBeNear(1, { rel: 1e-12 });
  });

  test("HIRES, the growth of a plant in light, is right at its end", () => {
    const hires = stiffSystem({
      size: 8,
      rate: (_, y) => [
        -1.71 * y[0] + 0.43 * y[1] + 8.32 * y[2] + 0.0007,
        1.71 * y[0] - 8.75 * y[1],
        -10.03 * y[2] + 0.43 * y[3] + 0.035 * y[4],
        8.32 * y[1] + 1.71 * y[2] - 1.12 * y[3],
        -1.745 * y[4] + 0.43 * y[5] + 0.43 * y[6],
        -280 * y[5] * y[7] + 0.69 * y[3] + 1.71 * y[4] - 0.43 * y[5] + 0.69 * y[6],
        280 * y[5] * y[7] - 1.81 * y[6],
        -280 * y[5] * y[7] + 1.81 * y[6],
      ],
      jacobian: (_, y) => [
        [0, 0, -1.71],
        [0, 1, 0.43],
        [0, 2, 8.32],
        [1, 0, 1.71],
        [1, 1, -8.75],
        [2, 2, -10.03],
        [2, 3, 0.43],
        [2, 4, 0.035],
        [3, 1, 8.32],
        [3, 2, 1.71],
        [3, 3, -1.12],
        [4, 4, -1.745],
        [4, 5, 0.43],
        [4, 6, 0.43],
        [5, 3, 0.69],
        [5, 4, 1.71],
        [5, 5, -280 * y[7] - 0.43],
        [5, 6, 0.69],
        [5, 7, -280 * y[5]],
        [6, 5, 280 * y[7]],
        [6, 6, -1.81],
        [6, 7, 280 * y[5]],
        [7, 5, -280 * y[7]],
        [7, 6, 1.81],
        [7, 7, -280 * y[5]],
      ],
    });
    const run = { from: [1, 0, 0, 0, 0, 0, 0, 0.0057], times: [321.8122], relative: 1e-12, absolute: 1e-15 };
    const { y, log } = integrated(hires, run);
    // F. Mazzia and C. Magherini, Test Set for Initial Value Problem Solvers, release 2.4 (2008) (not opened);
    // scipy 1.17, solve_ivp by Radau with rtol 1e-12, prints the same to 1e-10
    const known = [
      0.7371312573325668e-3, 0.1442485726316185e-3, 0.5888729740967575e-4, 0.1175651343283149e-2, 0.2386356198831331e-2,
      0.6238968252742796e-2, 0.2849998395185769e-2, 0.2850001604814231e-2,
    ];
    known.forEach((value, i) => {
      expect(y[i]).toBeNear(value, { rel: 1e-12 * log.accepted });
    });
  });

  test("Van der Pol's relaxation oscillation is right past its first jumps", () => {
    const small = 1e-6;
    const vanDerPol = stiffSystem({
      size: 2,
      rate: (_, [u, v]) => [v, ((1 - u * u) * v - u) / small],
      jacobian: (_, [u, v]) => [
        [0, 1, 1],
        [1, 0, (-2 * u * v - 1) / small],
        [1, 1, (1 - u * u) / small],
      ],
    });
    const run = { from: [2, 0], times: [1, 2], relative: 1e-11, absolute: 1e-11 };
    const { records, log } = integrated(vanDerPol, run);
    // scipy 1.17, solve_ivp by Radau with the Jacobian, rtol and atol 1e-12; at t = 2 also F. Mazzia and C. Magherini,
    // Test Set for Initial Value Problem Solvers, release 2.4 (2008) (not opened)
    const known = [
      [-1.86364625480813, 0.753543086543546],
      [1.706167732170483, -0.8928097010247975],
    ];
    // errors of one sign add up at worst; on the slow branch v = u / (1 - u²) errs by twice what u does
    const allowed = 2.1 * log.accepted * run.relative;
    expect(allowed).toBeLessThan(1e-7);
    known.forEach(([u, v], k) => {
      expect(records[k][0]).toBeNear(u, { rel: allowed });
      expect(records[k][1]).toBeNear(v, { rel: allowed });
    });
  });

  test("a fast pair beside a slow loss follows its quasi-steady limit in few steps", () => {
    // A <-> B at 1e12 /s each way, B -> C at 1 /s: A + B falls as e^{-t/2}
    const [fast, slow] = [1e12, 1];
    const pair = stiffSystem({
      size: 3,
      invariants: [[1, 1, 1]],
      rate: (_, [a, b]) => {
        const net = fast * (a - b);
        return [-net, net - slow * b, slow * b];
      },
      jacobian: () => [
        [0, 0, -fast],
        [1, 0, fast],
        [0, 1, fast],
        [1, 1, -fast],
        [1, 1, -slow],
        [2, 1, slow],
      ],
    });
    for (const from of [
      [0.5, 0.5, 0],
      [1, 0, 0],
    ]) {
      const { records, log } = integrated(pair, { from, times: [1, 10, 1e4], relative: 1e-8, first: 1e-3 });
      // B is behind A / 1 by slow / fast, and the slow rate by as much: nothing beside 1e-6
      for (const [k, t] of [1, 10].entries())
        for (const i of [0, 1]) expect(records[k][i]).toBeNear(0.5 * Math.exp(-t / 2), { rel: 1e-6 });
      for (const [a, b, c] of records) expect(a + b + c).toBeNear(1, { rel: 1e-15 * 4 });
      // at explicit steps of 1 / fast there would be 1e16
      expect(log.accepted).toBeLessThan(300);
    }
  });
});

describe("what is conserved", () => {
  /** A ring of exchange, A -> B -> C -> A, rates that follow the time: nothing ever settles. */
  const ring = (rate: number, names: boolean) =>
    stiffSystem({
      size: 3,
      ...(names ? { invariants: [[1, 1, 1]] } : {}),
      rate: (t, y) => {
        const flow = [0, 1, 2].map((i) => rate * (1 + 0.9 * Math.sin(t + i)) * y[i]);
        return [flow[2] - flow[0], flow[0] - flow[1], flow[1] - flow[2]];
      },
      jacobian: (t) =>
        [0, 1, 2].flatMap((i) => {
          const k = rate * (1 + 0.9 * Math.sin(t + i));
          return [
            [i, i, -k],
            [(i + 1) % 3, i, k],
          ] as const;
        }),
    });
  const drift = (system: StiffSystem, relative: number, end: number) => {
    let worst = 0;
    const { log } = integrated(system, {
      from: [0.7, 0.2, 0.1],
      times: [end],
      relative,
      onStep: ([a, b, c]) => {
        worst = Math.max(worst, Math.abs(a + b + c - 1));
      },
    });
    return { worst, steps: log.accepted };
  };

  test("a sum stays to rounding over thousands of steps, whatever the tolerance of Newton's iteration", () => {
    for (const [relative, end] of [
      [1e-2, 2000],
      [1e-5, 600],
      [1e-10, 120],
    ] as const) {
      const { worst, steps } = drift(ring(1, false), relative, end);
      expect(steps).toBeGreaterThan(2000);
      expect(worst).toBeLessThan(1e-12);
    }
  });

  test("a sum that is named stays where the rates are 1e14 times faster than the steps", () => {
    const { worst } = drift(ring(1e14, true), 1e-5, 200);
    expect(worst).toBeLessThan(1e-12);
  });

  test("naming a sum leaves the solution as it is", () => {
    const run = { from: [0.7, 0.2, 0.1], times: [3], relative: 1e-9 };
    const [named, plain] = [true, false].map((names) => integrated(ring(1, names), run).y);
    for (let i = 0; i < 3; i++) expect(named[i]).toBeNear(plain[i], { rel: 1e-13 });
  });
});

describe("algebraic equations", () => {
  test("a membrane without capacitance: its potential follows from the currents, made consistent at the start", () => {
    // dq/dt = -v, 0 = v + v³ - q: t = ∫ (1 + 3 v²) / v dv = ln(v_0 / v) + 3 (v_0² - v²) / 2
    const wall = stiffSystem({
      size: 2,
      mass: [1, 0],
      rate: (_, [q, v]) => [-v, v + v ** 3 - q],
      jacobian: (_, [, v]) => [
        [0, 1, -1],
        [1, 0, -1],
        [1, 1, 1 + 3 * v * v],
      ],
    });
    const time = Math.log(2) + 1.5 * (1 - 0.25); // v from 1 to 1/2
    const { y, log } = integrated(wall, { from: [2, 0.1], times: [time], relative: 1e-10 });
    const allowed = log.accepted * 1e-10;
    expect(y[1]).toBeNear(0.5, { rel: allowed });
    expect(y[0]).toBeNear(0.625, { rel: allowed });
  });

  test("equations without a solution are a failure that says so", () => {
    const none = stiffSystem({
      size: 2,
      mass: [1, 0],
      rate: (_, [q, v]) => [-q, v * v + 1],
      jacobian: (_, [, v]) => [
        [0, 0, -1],
        [1, 1, 2 * v],
      ],
    });
    expect(() => integrated(none, { from: [1, 0.3], times: [1], relative: 1e-6 })).toThrow(/algebraic equations/);
  });
});

describe("events", () => {
  const decay = stiffSystem({ size: 1, rate: (_, [y]) => [-y], jacobian: () => [[0, 0, -1]] });
  const swing = stiffSystem({
    size: 2,
    rate: (_, [u, v]) => [v, -u],
    jacobian: () => [
      [0, 1, 1],
      [1, 0, -1],
    ],
  });

  test("a decay passes a third of its start at ln 3, and any other level at its time", () => {
    for (const level of [1 / 3, 0.9, 1e-3]) {
      const event = (_: number, [y]: Float64Array) => y - level;
      const run = { from: [1], times: [10], relative: 1e-12, absolute: 1e-15, event };
      const { y, log } = integrated(decay, run);
      const located = (log.ended as { event: number }).event;
      // errors of 1e-12 a step
      expect(log.accepted).toBeLessThan(1000);
      expect(located).toBeNear(-Math.log(level), { rel: 1e-10 });
      expect(y[0] - level).toBeLessThanOrEqual(0);
      expect(y[0]).toBeNear(level, { rel: 1e-14 });
    }
  });

  test("a pendulum crosses its rest upwards and downwards, also where a run starts at rest", () => {
    const event = (_: number, [u]: Float64Array) => u;
    const quarter = integrated(swing, { from: [1, 0], times: [5], relative: 1e-13, absolute: 1e-13, event });
    expect((quarter.log.ended as { event: number }).event).toBeNear(Math.PI / 2, { rel: 1e-10 });
    const half = integrated(swing, { from: [0, 1], times: [5], relative: 1e-13, absolute: 1e-13, event });
    expect((half.log.ended as { event: number }).event).toBeNear(Math.PI, { rel: 1e-10 });
    const again = integrated(swing, { from: [...quarter.y], times: [5], relative: 1e-13, absolute: 1e-13, event });
    expect((again.log.ended as { event: number }).event).toBeNear(Math.PI, { rel: 1e-10 });
  });

  test("records before the event are kept, and a run without a change of sign ends at its end", () => {
    const run = { from: [1], relative: 1e-9, event: (t: number) => t - 2.5 };
    const { records, log } = integrated(decay, { ...run, times: [1, 2, 3] });
    expect(records).toHaveLength(2);
    expect((log.ended as { event: number }).event).toBeNear(2.5, { rel: 1e-15 });
    expect(integrated(decay, { ...run, times: [1, 2] }).log.ended).toBe("end");
  });
});

describe("failures and bounds", () => {
  /** A stepper of tolerance 1e-6 for values about 1, begun at y. */
  const begun = (system: StiffSystem, y: Float64Array) => {
    const stepper = makeRadauStepper(system, 1e-6, new Float64Array(system.size).fill(1e-6), 1e-2, () => {});
    stepper.begin(0, y);
    return stepper;
  };

  test("a step past where the solution ends is said not to settle, and one before it is found", () => {
    const blowUp = stiffSystem({ size: 1, rate: (_, [y]) => [1 + y * y], jacobian: (_, [y]) => [[0, 0, 2 * y]] });
    const y = Float64Array.of(0.5);
    expect(begun(blowUp, y).attempt(0, y, 3, {}).kind).toBe("newton");
    expect(begun(blowUp, y).attempt(0, y, 0.01, {}).kind).toBe("found");
  });

  test("what Newton's method left in an algebraic equation does not count as error of the next step", () => {
    const wall = stiffSystem({
      size: 2,
      mass: [1, 0],
      rate: (_, [q, v]) => [-v, v - q],
      jacobian: () => [
        [0, 1, -1],
        [1, 0, -1],
        [1, 1, 1],
      ],
    });
    const y = Float64Array.of(1, 1 + 1e-5); // ten tolerances off
    const tried = begun(wall, y).attempt(0, y, 1e-6, {});
    // dq/dt differs by 1e-5 at the start, over a step of 1e-6
    expect(tried.kind === "found" && tried.error).toBeLessThan(1e-4);
  });

  test("a step whose state does not hold is taken again, shorter", () => {
    // holds only while steps are short: y may not fall by more than a tenth at once
    let before = 1;
    const { log } = integrated(stiffSystem({ size: 1, rate: (_, [y]) => [-y], jacobian: () => [[0, 0, -1]] }), {
      from: [1],
      times: [1],
      relative: 1e-3,
      holds: ([y]) => y > 0.9 * before,
      onStep: ([y]) => {
        before = y;
      },
    });
    expect(log.rejected).toBeGreaterThan(0);
    expect(log.accepted).toBeGreaterThanOrEqual(10);
  });

  test("a state that can hold no more is a failure with place and reason", () => {
    const fall = stiffSystem({ size: 1, rate: () => [-1], jacobian: () => [[0, 0, 0]] });
    const run = { from: [1], times: [2], relative: 1e-6, holds: ([y]: Float64Array) => y >= 0 };
    expect(() => integrated(fall, run)).toThrow(
      /t = 1\.000 s: the step shrank to nothing, for a value that would leave/,
    );
  });
});

test("a chain of 1000 compartments, numbered anyhow, relaxes by its exact modes within a second", () => {
  const n = 1000;
  const k = 1e6; // s^-1, between neighbours
  const at = Int32Array.from({ length: n }, (_, i) => (i * 387) % n);
  const entries = Array.from({ length: n - 1 }, (_, i) => [at[i], at[i + 1]] as const);
  const chain: StiffSystem = {
    size: n,
    mass: new Float64Array(n).fill(1),
    pattern: {
      rows: Int32Array.from(entries.flatMap(([a, b]) => [a, b, a, b])),
      columns: Int32Array.from(entries.flatMap(([a, b]) => [a, a, b, b])),
    },
    fillRate(out, _, y) {
      out.fill(0);
      for (const [a, b] of entries) {
        const flow = k * (y[a] - y[b]);
        out[a] -= flow;
        out[b] += flow;
      }
    },
    fillJacobian(out) {
      for (let e = 0; e < entries.length; e++) out.set([-k, k, k, -k], 4 * e);
    },
  };
  const mode = (i: number, m: number) => Math.cos((Math.PI * m * (i + 0.5)) / n);
  const rate = (m: number) => 4 * k * Math.sin((Math.PI * m) / (2 * n)) ** 2;
  const start = new Float64Array(n);
  for (let i = 0; i < n; i++) start[at[i]] = 3 + mode(i, 1) + mode(i, 300);
  const begun = process.cpuUsage();
  const { records, log } = integrated(chain, { from: [...start], times: [0.01, 0.2], relative: 1e-8, absolute: 1e-8 });
  const spent = process.cpuUsage(begun);
  for (const [r, t] of [0.01, 0.2].entries())
    for (let i = 0; i < n; i++) {
      const exact = 3 + mode(i, 1) * Math.exp(-rate(1) * t) + mode(i, 300) * Math.exp(-rate(300) * t);
      expect(Math.abs(records[r][at[i]] / exact - 1)).toBeLessThan(log.accepted * 1e-8);
    }
  expect(records[1].reduce((sum, y) => sum + y, 0)).toBeNear(3 * n, { rel: 1e-12 });
  expect(spent.user + spent.system).toBeLessThan(1e6);
});
