import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { makeFlows, membraneFlows } from "#generator/compartments/membrane-flows.ts";
import { type SideState, soluteFlux } from "#generator/compartments/pathway-flow.ts";
import { type OneWay, passagesOf } from "#levels/walk/compartment-passage.ts";
import type { CarrierLaw } from "#model/carrier.ts";
import { type Membrane, SOLVENT_DRAGS } from "#model/compartments.ts";
import { parseExpression } from "#model/expression/parse-expression.ts";
import type { Species } from "#model/model.ts";

const T = 300;
const RT = 8.31446261815324 * T;
const FARADAY = 96485.33212331;

const species = (charge: number): Species => ({
  name: "ion",
  measure: "amount",
  media: [],
  terms: [],
  initial: { kind: "point", at: [0], amount: 0 },
  ...(charge === 0 ? {} : { charge }),
});

const side = (c: number, K: number, potential: number): SideState => ({
  concentration: Float64Array.of(c),
  activity: Float64Array.of(c / K),
  osmotic: Float64Array.of(RT * c),
  felt: Float64Array.of((RT * c) / K),
  pressure: 0,
  potential,
});

const anySide = fc
  .tuple(
    fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
    fc.double({ min: 0.1, max: 10, noNaN: true }),
    fc.double({ min: -4, max: 4, noNaN: true }),
  )
  .map(([c, K, potential]) => side(c, K, potential));
const anyCharge = fc.integer({ min: -3, max: 3 });
const anyPermeability = fc.double({ min: -9, max: -4, noNaN: true }).map((p) => 10 ** p);
const anySigma = fc.double({ min: 0, max: 1, noNaN: true });
const anyFlow = fc.double({ min: -1e-5, max: 1e-5, noNaN: true });

function membrane(
  passage: Partial<Membrane["pathways"][number]["solutes"][string]>,
  drag?: Membrane["solventDrag"],
): Membrane {
  const solutes = { ion: { permeability: 0, osmotic: 1, filtration: 1, ...passage } };
  return {
    name: "m",
    between: ["a", "b"],
    area: 2,
    pathways: [{ name: "", conductivity: 0, solutes }],
    ...(drag === undefined ? {} : { solventDrag: drag }),
    carriers: [],
    pumps: [],
  };
}

function oneWay(of: Membrane, charge: number, from: SideState, to: SideState, Jv: number): OneWay {
  const out = { forward: Number.NaN, backward: Number.NaN };
  const [passage] = passagesOf(of, 0, { species: [species(charge)], parcel: [0.5], temperature: T });
  passage?.rates(out, from, to, [Jv], 0);
  return out;
}

describe("one-way rates of parcels", () => {
  test("are never negative, and differ by the flux of the balances, whatever the drag, field and flow", () => {
    fc.assert(
      fc.property(
        anySide,
        anySide,
        anyCharge,
        anyPermeability,
        anySigma,
        anyFlow,
        fc.constantFrom(...SOLVENT_DRAGS),
        (from, to, charge, permeability, filtration, Jv, drag) => {
          const { forward, backward } = oneWay(membrane({ permeability, filtration }, drag), charge, from, to, Jv);
          expect(forward).toBeGreaterThanOrEqual(0);
          expect(backward).toBeGreaterThanOrEqual(0);
          // area 2 over parcels of 0.5
          const flux = soluteFlux({ index: 0, charge, permeability, filtration }, drag, from, to, Jv);
          expect(forward - backward).toBeNear(4 * flux, { abs: 1e-13 * (forward + backward) });
        },
      ),
    );
  });

  test("of a permeability and of a conductance have the ratio e^{Δμ / RT} where no water flows", () => {
    fc.assert(
      fc.property(anySide, anySide, anyCharge, anyPermeability, (from, to, charge, permeability) => {
        const drop =
          Math.log((from.activity[0] as number) / (to.activity[0] as number)) +
          charge * (from.potential - to.potential);
        const passive = oneWay(membrane({ permeability }), charge, from, to, 0);
        expect(Math.log(passive.forward / passive.backward)).toBeNear(drop, { abs: 1e-11 });
        if (charge === 0) return;
        const ohmic = oneWay(membrane({ conductance: 10 }), charge, from, to, 0);
        expect(Math.log(ohmic.forward / ohmic.backward)).toBeNear(drop, { abs: 1e-11 });
        const G = (10 * RT) / (charge * FARADAY) ** 2;
        expect(ohmic.forward - ohmic.backward).toBeNear(4 * G * drop, {
          abs: 1e-11 * (ohmic.forward + ohmic.backward),
        });
      }),
    );
  });

  test("of a carrier that works both ways run downhill, and differ by what the balances let it carry", () => {
    const laws = fc.constantFrom<CarrierLaw>(
      { kind: "facilitated", maximum: 6, halfSaturation: 3 },
      { kind: "linear", permeability: 0.2 },
    );
    fc.assert(
      fc.property(anySide, anySide, anyCharge, laws, (from, to, charge, law) => {
        const carriers = [{ name: "f", species: "ion", law, amplification: 0.5 }];
        const of: Membrane = { ...membrane({}), pathways: [], carriers };
        const { forward, backward } = oneWay(of, charge, from, to, 0);
        const flows = makeFlows(1);
        membraneFlows(of, [species(charge)], T)(flows, from, to, 0, true);
        expect(forward - backward).toBeNear(4 * (flows.solute[0] as number), { abs: 1e-13 * (forward + backward) });
        expect(flows.dissipation).toBeGreaterThanOrEqual(-1e-13 * RT * (forward + backward));
        const drop =
          Math.log((from.activity[0] as number) / (to.activity[0] as number)) +
          charge * (from.potential - to.potential);
        // one that fills up does so on either side, which leaves the direction
        if (law.kind === "linear") expect(Math.log(forward / backward)).toBeNear(drop, { abs: 1e-11 });
        else if (Math.abs(drop) > 1e-10) expect(Math.sign(forward - backward)).toBe(Math.sign(drop));
      }),
    );
  });

  test("of a carrier that works both ways are equal where the electrochemical potentials are, with K, charge and field", () => {
    fc.assert(
      fc.property(anySide, anyCharge, fc.double({ min: -4, max: 4, noNaN: true }), (from, charge, potential) => {
        const a = (from.activity[0] as number) * Math.exp(charge * (from.potential - potential));
        const to = { ...side(3 * a, 3, potential), activity: Float64Array.of(a) };
        for (const law of [
          { kind: "facilitated", maximum: 6, halfSaturation: 3 },
          { kind: "linear", permeability: 0.2 },
        ] as const) {
          const of = {
            ...membrane({}),
            pathways: [],
            carriers: [{ name: "f", species: "ion", law, amplification: 1 }],
          };
          const { forward, backward } = oneWay(of, charge, from, to, 0);
          expect(forward).toBeNear(backward, { rel: 1e-14 });
          const flows = makeFlows(1);
          membraneFlows(of, [species(charge)], T)(flows, from, to, 0);
          // a few roundings of exponents of up to 12
          expect(flows.solute[0]).toBeNear(0, { abs: 1e-14 * forward });
        }
      }),
    );
  });

  test("by Patlak's law with all water and no diffusion are the flow itself, one way", () => {
    const { forward, backward } = oneWay(
      membrane({ filtration: 0.25 }, "patlak"),
      0,
      side(3, 1, 0),
      side(7, 1, 0),
      -2e-6,
    );
    expect(forward).toBe(0);
    expect(backward).toBeNear(4 * 0.75 * 2e-6 * 7, { rel: 1e-15 });
  });

  test("of carriers that fill up are those of each side alone; of a pump, the turns and what each moves", () => {
    const carriers = [
      {
        name: "f",
        species: "ion",
        law: { kind: "facilitated" as const, maximum: 6, halfSaturation: 3 },
        amplification: 0.5,
      },
      {
        name: "g",
        species: "ion",
        law: { kind: "michaelis-menten" as const, maximum: 6, halfSaturation: 3 },
        amplification: 1,
      },
    ];
    const pumps = [{ name: "p", rate: parseExpression("-0.1"), turns: { ion: 3 } }];
    const full: Membrane = { ...membrane({}), pathways: [], carriers, pumps };
    const passages = passagesOf(full, 0, { species: [species(0)], parcel: [0.5], temperature: T });
    const rates = passages.map(({ rates: passing, moves }) => {
      const out = { forward: 0, backward: 0 };
      passing(out, side(1, 1, 0), side(3, 1, 0), [], 0);
      return [out.forward, out.backward, ...moves.flat()];
    });
    expect(rates).toEqual([
      [4 * 0.5 * 6 * 0.25, 4 * 0.5 * 6 * 0.5, 0, 1],
      [4 * 6 * 0.25, 0, 0, 1],
      [0, 0.4, 0, 3],
    ]);
  });
});
