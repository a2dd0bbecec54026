import { describe, expect, test } from "vitest";
import { compartments } from "#levels/compartments/compartments.ts";
import { walk } from "#levels/walk/walk.ts";
import { NumericalFailure } from "#numerics/numerical-failure.ts";
import { measuresOf } from "#run/measures-of-model.ts";
import { solved, taskOf } from "../support/models.ts";
import { stirred } from "../support/stirred.ts";

/** What a solve that fails says. */
function failureOf(run: () => unknown): Pick<NumericalFailure, "where" | "what" | "advice"> {
  try {
    run();
  } catch (error) {
    if (error instanceof NumericalFailure) return error;
    throw error;
  }
  throw new Error("nothing failed");
}

const pair = (membrane: string, more = "", wall = "rigid") => `temperature: 298.15 K
species: {s: {}, raff: {}}
${more}
compartments:
  a: {volume: 1 mL, wall: ${wall}, contains: {s: 1 mM, raff: 10 mM}}
  b: {volume: 1 mL, wall: ${wall}, contains: {s: 0 mM, raff: 10 mM}}
membranes: {m: {between: [a, b], area: 1 cm^2, solutes: {raff: impermeant}, ${membrane}}}
solve: {transient: {until: 2e4 s}}
outputs: {c: "c(s, a)"}
`;

describe("what runs empty is named, with what takes it and what to write instead", () => {
  test("a pump of constant rate", () => {
    const { what, where, advice } = failureOf(
      stirred(pair("pumps: [{name: p, rate: 1e-6 mol/m^2/s, moves: {s: 1}}]")).solveAll,
    );
    // 1e-6 mol leave at 1e-10 mol/s
    expect(Number(/t = ([^ ]+) s/.exec(where)?.[1])).toBeNear(1e4, { rel: 1e-3 });
    expect(what).toBe("s in a runs empty: pump p of m takes it whatever is there");
    expect(advice).toBe("Give its rate as 0.000001 mol/m^2/s * a.s / (Km + a.s), with a concentration for Km");
  });

  test("a pump that turns back, and the carrier that is one", () => {
    const back = pair("pumps: [{name: p, rate: -1e-6 mol/m^2/s, moves: {s: -1}}]");
    expect(failureOf(stirred(back).solveAll).what).toMatch(/s in a runs empty: pump p/);
    const carried = pair(
      "carriers: [{carrier: out, species: s}]",
      "carriers: {out: {law: pump, rate: 1e-6 mol/m^2/s}}",
    );
    const { what, advice } = failureOf(stirred(carried).solveAll);
    expect(what).toBe("s in a runs empty: carrier out of m takes it whatever is there");
    expect(advice).toBe("Use law: michaelis-menten for out");
  });

  test("solvent", () => {
    const text = `temperature: 298.15 K
species: {s: {}}
compartments:
  cell: {volume: 1 mL, wall: flexible}
  bath: {volume: infinite, contains: {s: 100 mM}}
membranes: {m: {between: [cell, bath], area: 1 cm^2, Lp: 1e-11 m/s/Pa, solutes: {s: impermeant}}}
solve: {transient: {until: 1 d}}
outputs: {V: volume(cell)}
`;
    expect(failureOf(stirred(text).solveAll).what).toBe("the solvent of cell runs out");
  });
});

describe("the arithmetic mean of an empty side and another", () => {
  const text = (drag: string, far: string) => `temperature: 298.15 K
species: {s: {}, raff: {}}
compartments:
  a: {volume: 1 mL, wall: flexible, contains: {raff: 50 mM}}
  b: {volume: 1 mL, wall: flexible, contains: {s: 100 mM, raff: ${far}}}
membranes: {m: {between: [a, b], area: 1 cm^2, Lp: 1e-11 m/s/Pa, solutes: {s: {P: 1e-8 m/s, sigma: 0.2}, raff: impermeant}, solvent-drag: ${drag}}}
solve: {transient: {until: 100 s, every: 100 s}}
outputs: {c: "c(s, a)"}
`;
  const walked = (given: string) => {
    const { model } = stirred(given);
    return solved(walk.solve(taskOf(model, measuresOf(model), { species: "s", walkers: 100 })));
  };

  test("would drag out what is not there, and is refused by balances and parcels alike", () => {
    for (const run of [
      stirred(text("kk-arithmetic", "500 mM")).solveAll,
      () => walked(text("kk-arithmetic", "500 mM")),
    ]) {
      const { what, advice } = failureOf(run);
      expect(what).toBe("kk-arithmetic drags s from a, which is empty");
      expect(advice).toBe("Use solvent-drag: patlak in m");
    }
  });

  test("is no trouble by another law, or where water flows to the empty side", () => {
    expect(stirred(text("patlak", "500 mM")).solveAll().readings.length).toBe(2);
    expect(walked(text("patlak", "500 mM")).readings.length).toBe(2);
    expect(stirred(text("kk-arithmetic", "1 mM")).solveAll().readings.length).toBe(2);
    expect(walked(text("kk-arithmetic", "1 mM")).readings.length).toBe(2);
  });
});

describe("charge that is moved where none can pass", () => {
  const cell = (ions: string, moves: string, clamp = "") => `temperature: 298.15 K
species: {na: {charge: 1}, cl: {charge: -1}}
compartments:
  a: {volume: 1 mL, contains: {na: 10 mM, cl: 10 mM}}
  b: {volume: infinite, contains: {na: 10 mM, cl: 10 mM}${clamp}}
membranes: {m: {between: [a, b], area: 1 cm^2, solutes: {${ions}}, pumps: [{name: p, rate: 5e-8 mol/m^2/s, moves: ${moves}}]}}
field: electroneutral
solve: {transient: {until: 100 s, every: 100 s}}
outputs: {c: "c(na, a)", E: electric_potential(a)}
`;
  const none = "cl: impermeant, na: impermeant";

  test("is refused by balances and parcels", () => {
    const { model } = stirred(cell(none, "{na: 1}"));
    for (const level of [compartments, walk])
      expect(level.accepts(model, "na")).toMatchObject({
        accepts: false,
        because: "nothing can balance the charge that p moves through m",
      });
  });

  test("and taken where an ion can return it", () => {
    const { model, solveAll } = stirred(cell("cl: {P: 1e-6 m/s}, na: impermeant", "{na: 1}"));
    for (const level of [compartments, walk]) expect(level.accepts(model, "na")).toEqual({ accepts: true });
    const { readings } = solveAll();
    // chloride follows sodium: 5e-8 mol/m^2/s over 1 cm^2 and 1 mL for 100 s
    expect(readings.find(({ measure, when }) => measure === "c(na, a)" && when === 100)?.value).toBeNear(9.9995, {
      rel: 1e-9,
    });
  });

  test("a pump of no net charge is taken, and the potential that nothing makes is not stated", () => {
    const { solveAll, read } = stirred(cell(none, "{na: 1, cl: 1}"));
    const { readings, warnings } = solveAll();
    expect(
      readings.find(({ measure, when }) => measure === "c(cl, a)" || (measure === "c(na, a)" && when === 100))?.value,
    ).toBeNear(9.9995, { rel: 1e-9 });
    expect(readings.some(({ measure }) => measure.startsWith("electric_potential"))).toBe(false);
    expect(warnings.join()).toMatch(/electric_potential\(a\) is not stated: no charge that would make it passes to a/);
    expect(read("electric_potential(a)", 0)).toBeNaN();
  });
});

test("measures without a value say why", () => {
  const { solveAll } = stirred(`temperature: 298.15 K
species: {u: {}}
compartments: {a: {volume: 1 mL, contains: {u: 5 mM}}, b: {volume: infinite, contains: {u: 0 mM}}}
membranes: {m: {between: [a, b], area: 1 cm^2, solutes: {u: {P: 1e-6 m/s}}}}
solve: {transient: {until: 10 s, every: 10 s}}
outputs: {tb: burst_time(a), N: "amount(u, b)", V: volume(b), G: free_energy_rate(all), P: pressure(a)}
`);
  const { readings, warnings } = solveAll();
  expect(new Set(readings.map(({ measure }) => measure))).toEqual(new Set(["pressure(a)"]));
  expect(warnings).toEqual([
    "free_energy_rate(all) is not stated while u passes m and b holds none of it: the difference of its chemical potential is infinite",
    "burst_time(a) is not stated: a has no volume at which it bursts; give it bursts:",
    "amount(u, b) is not stated: b has no volume of its own",
    "volume(b) is not stated: b has no volume of its own",
  ]);
});

test("charge that is left over is warned of, and the rounding of what is neutral is not", () => {
  const text = (cl: string) => `temperature: 298.15 K
species: {na: {charge: 1}, cl: {charge: -1}}
compartments:
  a: {volume: 1 mL, contains: {na: 10 mM, cl: ${cl}}}
  b: {volume: infinite, contains: {na: 10 mM, cl: 10 mM}}
membranes: {m: {between: [a, b], area: 1 cm^2, solutes: {na: {P: 1e-7 m/s}, cl: {P: 1e-6 m/s}}}}
field: electroneutral
solve: {transient: {until: 100 s, every: 100 s}}
outputs: {c: "c(na, a)"}
`;
  expect(stirred(text("10 mM")).solveAll().warnings).toEqual([]);
  const { model } = stirred(text("10 mM"));
  const domain = model.domain as Extract<typeof model.domain, { kind: "compartments" }>;
  const [a, b] = domain.compartments;
  const charged = {
    ...model,
    domain: {
      ...domain,
      compartments: [{ ...a, contains: { ...a?.contains, cl: { kind: "number", value: 9.999 } } }, b],
    },
  } as typeof model;
  const { warnings } = solved(compartments.solve(taskOf(charged, measuresOf(charged))));
  expect(warnings.join()).toMatch(/the charges of a compartment are out of balance by 5\.0e-5 of them/);
});
