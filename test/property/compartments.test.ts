import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { makeFlows, membraneFlows } from "#generator/compartments/membrane-flows.ts";
import { type SideState, soluteFlux } from "#generator/compartments/pathway-flow.ts";
import { compartments } from "#levels/compartments/compartments.ts";
import type { LevelResult } from "#levels/contract.ts";
import type { Membrane } from "#model/compartments.ts";
import { parseModel } from "#model/parse-model.ts";
import { measuresOf } from "#run/measures-of-model.ts";
import { FARADAY, GAS_CONSTANT } from "#units/constants.ts";
import { solved, taskOf } from "../support/models.ts";
import { stirredModel } from "../support/stirred-models.ts";

const EVERY_DRAG = ["patlak", "kk-log-mean", "kk-arithmetic"];
const EVERY_FIELD = ["none", "electroneutral", "poisson"] as const;
/** Runs of one property, for a second or so in all; more were run by hand. */
const RUNS = { numRuns: 6 };

function run(text: string): LevelResult {
  const model = parseModel(text);
  return solved(
    compartments.solve(
      taskOf(model, measuresOf(model), { species: "urea", together: model.species.map(({ name }) => name) }),
    ),
  );
}

/** Values over time of all measures that begin with these words. */
function valuesOf({ readings }: LevelResult, start: string): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (const { measure, value } of readings)
    if (measure.startsWith(start)) found.set(measure, [...(found.get(measure) ?? []), value]);
  return found;
}

test.each(
  EVERY_FIELD,
)("amounts and volume are kept and nothing falls below zero, whatever walls, drags, carriers and pumps: field %s", (field) => {
  const any = stirredModel({ pumps: true, fields: [field], drags: EVERY_DRAG, partition: true });
  fc.assert(
    fc.property(any, (text) => {
      const result = run(text);
      const amounts = valuesOf(result, "amount(");
      expect(amounts.size).toBe(field === "none" ? 3 : 6);
      for (const values of amounts.values())
        for (const value of values) expect(value).toBeNear(values[0] as number, { rel: 1e-10 });
      const [volume = []] = valuesOf(result, "volume(").values();
      expect(volume.length).toBe(11);
      for (const value of volume) expect(value).toBeNear(volume[0] as number, { rel: 1e-10 });
      for (const values of valuesOf(result, "c(").values())
        for (const value of values) expect(value).toBeGreaterThanOrEqual(0);
    }),
    RUNS,
  );
});

describe("without pumps and clamps free energy falls", () => {
  // What a pathway dissipates is J_v (ΔP - ΔΠ) + J RT Δln a. With Patlak's flux and the logarithmic mean that is a sum of
  // squares. The arithmetic mean adds v RT (c̄ Δln a - Δc), |c̄ Δln a - Δc| <= Δc Δln a / 2: not below zero while
  // |v| <= 2 P, which the models keep to. At rest both J and Δμ are rounding: P A c RT (16 ε)^2 is below 1e-31 W.
  const ROUNDING = 1e-31;

  test.each(EVERY_FIELD)("at every record: field %s", (field) => {
    fc.assert(
      fc.property(stirredModel({ baths: true, fields: [field], drags: EVERY_DRAG, partition: true }), (text) => {
        const [rates = []] = valuesOf(run(text), "free_energy_rate(").values();
        expect(rates.length).toBeGreaterThanOrEqual(10);
        for (const rate of rates) expect(rate).toBeLessThanOrEqual(ROUNDING);
      }),
      RUNS,
    );
  });

  test("through any way, whatever K and σ are: what it dissipates is a sum of squares", () => {
    const decade = (from: number, to: number) => uniform(from, to).map((x) => 10 ** x);
    const RT = GAS_CONSTANT * 298.15;
    const drawn = fc.record({
      from: fc.tuple(decade(-2, 3), decade(-1, 1), uniform(-1e6, 1e6)),
      to: fc.tuple(decade(-2, 3), decade(-1, 1), uniform(-1e6, 1e6)),
      conductivity: decade(-14, -10),
      permeability: decade(-10, -4),
      sigma: uniform(0, 1),
      drag: fc.constantFrom("patlak" as const, "kk-log-mean" as const),
    });
    const [urea] = parseModel("perrin: 1\nspecies: {urea: {}}\ncompartments: {a: {volume: infinite}}\n").species;
    fc.assert(
      fc.property(drawn, ({ from, to, conductivity, permeability, sigma, drag }) => {
        const [near, far] = [from, to].map(([c, K, pressure]) => ({
          ...sideOf(c / K, RT * c, pressure, 0),
          concentration: Float64Array.of(c),
        })) as [SideState, SideState];
        const flows = membraneFlows(
          {
            name: "m",
            between: ["a", "b"],
            area: 1,
            pathways: [
              { name: "", conductivity, solutes: { urea: { permeability, osmotic: sigma, filtration: sigma } } },
            ],
            solventDrag: drag,
            carriers: [],
            pumps: [],
          },
          [urea as NonNullable<typeof urea>],
          298.15,
        );
        const out = makeFlows(1);
        flows(out, near, far, 0, true);
        // terms of either sign cancel where it is near rest
        const gross =
          Math.abs(out.volume) * (2e6 + RT * (from[0] + to[0])) +
          Math.abs(out.solute[0] as number) * RT * (20 + Math.abs(Math.log(from[0] / to[0])));
        expect(out.dissipation).toBeGreaterThanOrEqual(-32 * Number.EPSILON * gross);
      }),
      { numRuns: 500 },
    );
  });

  test("and a pump that is not reckoned to them raises it", () => {
    const [rates = []] = valuesOf(
      run(`perrin: 1
temperature: 25 degC
species: {urea: {}}
compartments:
  a: {volume: 1 mL, contains: {urea: 1 mM}}
  b: {volume: 1 mL, contains: {urea: 1 mM}}
membranes:
  m: {between: [a, b], area: 1 cm^2, solutes: {urea: {P: 1e-7 m/s}}, pumps: [{name: p, rate: "1e-6 m/s * a.urea", moves: {urea: 1}}]}
solve: {transient: {until: 100 s, every: 10 s}}
levels: [compartments]
outputs: {rate: {of: "free_energy_rate(all)"}}
`),
      "free_energy_rate(",
    ).values();
    expect(Math.max(...rates)).toBeGreaterThan(0);
  });
});

const uniform = (min: number, max: number) => fc.double({ min, max, noNaN: true, noDefaultInfinity: true });

function sideOf(a: number, osmotic: number, pressure: number, potential: number): SideState {
  return {
    concentration: Float64Array.of(a),
    activity: Float64Array.of(a),
    osmotic: Float64Array.of(osmotic),
    felt: Float64Array.of(GAS_CONSTANT * 298.15 * a),
    pressure,
    potential,
  };
}

describe("a membrane between sides that are swapped", () => {
  const side = fc
    .tuple(uniform(0, 500), uniform(0, 1e6), uniform(-1e5, 1e5), uniform(-5, 5))
    .map((one) => sideOf(...one));

  test("passes a solute the other way, to the last bit by Patlak's law", () => {
    fc.assert(
      fc.property(
        side,
        side,
        uniform(-1e-4, 1e-4),
        fc.record({
          permeability: uniform(1e-12, 1e-3),
          filtration: uniform(-0.5, 1),
          charge: fc.integer({ min: -2, max: 2 }),
        }),
        (from, to, Jv, passage) => {
          const solute = { index: 0, ...passage };
          const there = soluteFlux(solute, "patlak", from, to, Jv);
          expect(soluteFlux(solute, "patlak", to, from, -Jv) + there).toBe(0);
        },
      ),
    );
  });

  test("lets water and solutes flow the other way through all its ways and carriers", () => {
    const membraneOf = (drag: Membrane["solventDrag"]): Membrane => ({
      name: "m",
      between: ["a", "b"],
      area: 1,
      pathways: [
        {
          name: "cells",
          conductivity: 2e-12,
          solutes: { urea: { permeability: 1e-6, osmotic: 0.4, filtration: 0.3 } },
        },
        {
          name: "junctions",
          conductivity: 1e-12,
          solutes: { urea: { permeability: 3e-7, osmotic: 0, filtration: 0 } },
        },
      ],
      ...(drag === undefined ? {} : { solventDrag: drag }),
      carriers: [
        {
          name: "c",
          species: "urea",
          law: { kind: "facilitated", maximum: 1e-6, halfSaturation: 10 },
          amplification: 3,
        },
      ],
      pumps: [],
    });
    const [urea] = parseModel("perrin: 1\nspecies: {urea: {}}\ncompartments: {a: {volume: infinite}}\n").species;
    fc.assert(
      fc.property(side, side, fc.constantFrom(...(EVERY_DRAG as Membrane["solventDrag"][])), (from, to, drag) => {
        const flows = membraneFlows(membraneOf(drag), [urea as NonNullable<typeof urea>], 298.15);
        const [there, back] = [makeFlows(1), makeFlows(1)];
        flows(there, from, to, 0);
        flows(back, to, from, 0);
        expect(back.volume).toBe(0 - there.volume);
        // terms of both ways and the carrier may cancel: each of them is rounded, at most |J_v| + P of the larger side
        const gross = 5e-6 * Math.max(from.activity[0] as number, to.activity[0] as number) + 1e-6;
        expect(back.solute[0]).toBeNear(-(there.solute[0] as number), { abs: 16 * Number.EPSILON * gross });
      }),
    );
  });
});

describe("at equilibrium of a random Donnan system", () => {
  const RT = GAS_CONSTANT * 310.15;
  const mM = (min: number, max: number) => fc.integer({ min, max });
  const drawn = fc.record({
    gel: mM(1, 60),
    valence: fc.constantFrom(-3, -1, 2),
    sodium: mM(10, 200),
    calcium: mM(1, 20),
    sodiumIn: mM(1, 100),
    isBath: fc.boolean(),
    wall: fc.constantFrom("rigid", "{elastic: 5 MPa}"),
    Lp: fc.constantFrom("1e-12", "1e-13"),
  });

  test("the electrochemical potential of every ion that passes is the same on both sides, and that of water", () => {
    fc.assert(
      fc.property(drawn, ({ gel, valence, sodium, calcium, sodiumIn, isBath, wall, Lp }) => {
        const counter = valence < 0 ? Math.max(0, -valence * gel - sodiumIn) : 0;
        const result = run(`perrin: 1
temperature: 310.15 K
field: electroneutral
species:
  sodium: {charge: +1}
  calcium: {charge: +2}
  chloride: {charge: -1}
  gel: {charge: ${valence}}
compartments:
  outside: {volume: ${isBath ? "infinite" : "3 mL, wall: flexible"}, contains: {sodium: ${sodium} mM, calcium: ${calcium} mM, chloride: balance}}
  inside: {volume: 1 mL, wall: ${wall}, contains: {sodium: ${sodiumIn + counter} mM, gel: ${gel} mM, chloride: balance}}
membranes:
  m:
    between: [outside, inside]
    area: 10 cm^2
    Lp: ${Lp} m/s/Pa
    solutes: {sodium: {P: 1e-6 m/s, sigma: 0.2}, calcium: {P: 3e-7 m/s, sigma: 0.5}, chloride: {P: 2e-6 m/s, sigma: 0.1}, gel: impermeant}
    solvent-drag: patlak
solve: equilibrium
levels: [compartments]
outputs:
${["outside", "inside"]
  .flatMap((place) => [
    ...["sodium", "calcium", "chloride"].map((ion) => `  ${ion}_${place}: {of: "c(${ion}, ${place})"}`),
    `  phi_${place}: {of: "electric_potential(${place})"}`,
    `  P_${place}: {of: "pressure(${place})"}`,
    `  Pi_${place}: {of: "osmotic_pressure(${place})"}`,
  ])
  .join("\n")}
`);
        const value = (measure: string) => result.readings.find((one) => one.measure === measure)?.value ?? Number.NaN;
        const phi = (value("electric_potential(outside)") - value("electric_potential(inside)")) * (FARADAY / RT);
        for (const [ion, charge] of [
          ["sodium", 1],
          ["calcium", 2],
          ["chloride", -1],
        ] as const) {
          const chemical = Math.log(value(`c(${ion}, outside)`) / value(`c(${ion}, inside)`));
          expect(chemical + charge * phi).toBeNear(0, { abs: 1e-9 });
        }
        const [outer, inner] = ["outside", "inside"].map((place) => value(`osmotic_pressure(${place})`)) as [
          number,
          number,
        ];
        const water = value("pressure(outside)") - outer - (value("pressure(inside)") - inner);
        expect(water).toBeNear(0, { abs: 1e-9 * inner });
      }),
      RUNS,
    );
  });
});
