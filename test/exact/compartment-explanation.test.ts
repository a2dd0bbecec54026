import { describe, expect, test } from "vitest";
import { layoutOf } from "#generator/compartments/layout.ts";
import { zeroPotentials } from "#model/compartment-notes.ts";
import { explainModel } from "#model/explain.ts";
import { parseModel } from "#model/parse-model.ts";

const CELL = `perrin: 1
temperature: 37 degC
species: {salt: {}, urea: {}, oxygen: {}}
compartments:
  cell: {volume: 90 fL, solids: 40 fL, wall: {elastic: 2 kPa}, bursts: 150 fL, contains: {salt: 290 mM, oxygen: 1 mM},
         K: {urea: 0.5}, binding: {oxygen: 3 * oxygen}}
  bath: {volume: infinite, contains: {salt: 290 mM, urea: 100 mM}}
membranes:
  m:
    between: [bath, cell]
    area: 135 um^2
    pathways:
      - {name: lipid, Lp: 1e-12 m/s/Pa, solutes: {salt: impermeant, urea: {P: 1e-6 m/s, sigma: 0.9}, oxygen: {P: 1e-5 m/s, sigma: 0}}}
      - {name: pores, Lp: 2e-12 m/s/Pa, solutes: {salt: impermeant, urea: {P: 3e-6 m/s, sigma: {osmotic: 0.5, filtration: 0.4}}, oxygen: impermeant}}
    solvent-drag: patlak
    pumps: [{name: pump, rate: 1 nmol/m^2/s * cell.urea / 1 mM, moves: {urea: -2}}]
solve: {transient: {until: 10 s}}
outputs:
  V: {of: volume(cell), unit: fL}
`;

const DONNAN = `perrin: 1
temperature: 25 degC
field: electroneutral
species: {na: {charge: 1}, cl: {charge: -1}, protein: {charge: -10}}
compartments:
  bag: {volume: 10 mL, contains: {protein: 5 mM, na: balance}}
  beaker: {volume: 1 L, wall: flexible, contains: {na: 100 mM, cl: 100 mM}}
membranes:
  film: {between: [bag, beaker], area: 50 cm^2, Lp: 1e-11 m/s/Pa, solvent-drag: patlak,
         solutes: {na: {P: 1e-6 m/s, sigma: 0}, cl: {P: 1e-6 m/s, sigma: 0}, protein: impermeant}}
solve: steady
outputs: {dP: {of: pressure(bag) - pressure(beaker), unit: kPa}}
`;

describe("what check says of compartments", () => {
  const { quantities, scales, notes } = explainModel(parseModel(CELL));
  const value = (name: string) => quantities.find((one) => one.name === name)?.value;
  const scale = (name: string) => scales.find((one) => one.name === name);

  test("volumes, walls and contents in SI", () => {
    expect(value("volume(cell)")).toBeNear(9e-17, { rel: 1e-15 });
    expect(value("solids(cell)")).toBeNear(4e-17, { rel: 1e-15 });
    expect(value("bursts(cell)")).toBeNear(1.5e-16, { rel: 1e-15 });
    expect(value("modulus(cell)")).toBe(2000);
    expect(value("wall(cell)")).toMatch(/the volume follows/);
    expect(value("volume(bath)")).toBe("infinite");
    expect([value("c(salt, cell)"), value("c(urea, bath)"), value("K(urea, cell)")]).toEqual([290, 100, 0.5]);
    expect(value("binding(oxygen, cell)")).toMatch(/3 \* oxygen/);
  });

  test("how each species passes each way, and what is pumped where", () => {
    expect(value("between(m)")).toBe("bath -> cell");
    expect([value("Lp(m.lipid)"), value("Lp(m.pores)")]).toEqual([1e-12, 2e-12]);
    expect([value("P(urea, m.pores)"), value("sigma(urea, m.lipid)")]).toEqual([3e-6, 0.9]);
    expect(value("sigma(urea, m.pores).osmotic")).toBe(0.5);
    expect(value("sigma(urea, m.pores).filtration")).toBe(0.4);
    expect(value("moves(pump, m)")).toBe("2 urea cell -> bath");
  });

  test("the time of exchange is V K / (P A) over all ways, longer by what is bound", () => {
    const urea = scale("exchange of urea in cell through m");
    expect(urea?.value).toBeNear((50e-18 * 0.5) / (4e-6 * 135e-12), { rel: 1e-14 });
    expect(urea?.formula).toBe("V K / (P A)");
    expect(scale("exchange of oxygen in cell through m")?.value).toBeNear((50e-18 * 4) / (1e-5 * 135e-12), {
      rel: 1e-14,
    });
  });

  test("the time of swelling is V / (A Lp R T c), each species by its sigma in each way", () => {
    const rate = 1e-12 * 290 + 2e-12 * (290 + 1);
    expect(scale("swelling of cell through m")?.value).toBeNear(50e-18 / (135e-12 * rate * 8.31446261815324 * 310.15), {
      rel: 1e-13,
    });
  });

  test("K and pumps say what they mean; nothing is said to be absent that a compartment holds", () => {
    expect(notes.join("\n")).toMatch(/K = c \/ c_reference in cell/);
    expect(notes.join("\n")).toMatch(/pump of m moves 2 urea cell -> bath/);
    expect(notes.join("\n")).not.toMatch(/nothing anywhere|in no compartment/);
  });
});

test("a species that no compartment holds is said to be in none", () => {
  const { notes } = explainModel(parseModel(CELL.replace(", urea: 100 mM", "")));
  expect(notes).toContain("urea is in no compartment.");
});

test("the zero of the potential and the rigid wall are said", () => {
  const { notes } = explainModel(parseModel(DONNAN));
  expect(notes).toContain("bag is at zero electric potential; the others follow from it.");
  expect(notes.filter((note) => /^bag is rigid: its pressure takes up the difference/.test(note))).toHaveLength(1);
  const clamped = explainModel(parseModel(DONNAN.replace("volume: 1 L,", "volume: 1 L, electric-potential: 0 mV,")));
  expect(clamped.notes.join()).not.toMatch(/zero electric potential/);
});

test("the zeros that are said are those from which the levels count", () => {
  const parts = [
    [DONNAN, ["bag"]],
    [DONNAN.replace("volume: 1 L, wall: flexible", "volume: infinite"), ["beaker"]],
    [DONNAN.replaceAll("P: 1e-6", "P: 0"), []],
    [DONNAN.replace("volume: 1 L,", "volume: 1 L, electric-potential: 0 mV,"), []],
  ] as const;
  for (const [text, zeros] of parts) {
    const model = parseModel(text);
    if (model.domain?.kind !== "compartments") throw new Error("no compartments");
    expect(zeroPotentials(model, model.domain)).toEqual(zeros);
    const { cells } = layoutOf(model, model.domain, false);
    const counted = cells.filter(({ potential, hasPotential, compartment }) => {
      return potential < 0 && hasPotential && compartment.electricPotential === undefined;
    });
    expect(counted.map(({ compartment }) => compartment.name)).toEqual(zeros);
  }
});

test("fits and variants are said", () => {
  const text = `${DONNAN}compare: {uncharged: {species: {protein: {charge: -1}}}}\n`;
  expect(explainModel(parseModel(text)).notes).toContain("compare: runs beside the model uncharged.");
});
