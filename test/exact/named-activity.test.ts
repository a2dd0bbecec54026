import { describe, expect, test } from "vitest";
import { closedForm } from "#levels/closed-form/closed-form.ts";
import { continuum } from "#levels/continuum/continuum.ts";
import { walk } from "#levels/walk/walk.ts";
import { activityOf } from "#model/activity.ts";
import { closedEnergy } from "#model/closed-energy.ts";
import { molesPerVolume } from "#model/composition-scale.ts";
import { explainModel } from "#model/explain.ts";
import { evaluate } from "#model/expression/evaluate.ts";
import { ModelError } from "#model/issue.ts";
import { mixtureEnergy, phaseDiagramOf, thermodynamicFactorOf } from "#model/mixture.ts";
import type { ActivityLaw, Species } from "#model/model.ts";
import { parseModel } from "#model/parse-model.ts";
import { measure, textOf } from "../support/closed-form.ts";
import { solved } from "../support/models.ts";
import "../support/matchers.ts";

const SALT = "measure: molality, solvent-density: 1000 kg/m^3, D: 1e-9 m^2/s";
const CHAIN = "measure: volume-fraction, total: 10 mol/m^3, D: 1e-11 m^2/s";
const MIX = "measure: mole-fraction, total: 1 M, D: 1e-9 m^2/s";
const file = (species: string, more = "") =>
  `perrin: 1\nspecies: {s: {${species}}}\ndomain: {geometry: slab, thickness: 1 mm}\n${more}`;

/** Value of an output of a file. */
function value(species: string, of: string): number {
  const [one] = parseModel(file(species, `outputs: {found: "${of}"}\n`)).outputs;
  return evaluate(one!.expression, { name: () => undefined });
}

function complaintOf(text: string): string {
  try {
    parseModel(text);
  } catch (error) {
    if (error instanceof ModelError) return error.message;
    throw error;
  }
  return "none";
}

const species = (measure: Species["measure"], ...activity: ActivityLaw[]): Species => ({
  name: "s",
  measure,
  media: [],
  terms: [],
  initial: { kind: "concentration", concentration: textOf(0.5) },
  activity,
});

describe("activities that a file names", () => {
  // worked values to 12 digits
  test.each([
    [0.1, 0.93206945424, 0.776849236261, 0.916893256261],
    [2, 0.984286759677, 0.667311048591, 1.09634534303],
  ])("Pitzer with parameters of the file, NaCl at %s mol/kg", (m, phi, gamma, factor) => {
    const salt = `${SALT}, mu: [ideal, {pitzer: {beta0: 0.0765, beta1: 0.2664, cphi: 0.00127, cation: 1, anion: -1}}]`;
    expect(value(salt, `osmotic_coefficient(s, ${m} mol/kg)`)).toBeNear(phi, { rel: 1e-11 });
    expect(value(salt, `activity_coefficient(s, ${m} mol/kg)`)).toBeNear(gamma, { rel: 1e-11 });
    expect(value(salt, `thermodynamic_factor(s, ${m} mol/kg)`)).toBeNear(factor, { rel: 1e-11 });
    const water = Math.exp(-2 * phi * m * 0.018015268);
    expect(value(salt, `water_activity(s, ${m} mol/kg)`)).toBeNear(water, { rel: 1e-12 });
  });

  test("a salt of the table by its name", () => {
    // the example of the table itself
    const phi = value(`${SALT}, mu: [ideal, {pitzer: NaCl}]`, "osmotic_coefficient(s, 1 mol/kg)");
    expect(phi).toBeNear(0.93744871, { rel: 1e-8 });
  });

  test("Davies and Debye-Hückel: CaCl2 at 0.01 mol/kg has the ionic strength 0.03 mol/kg", () => {
    const I = 0.03;
    const root = Math.sqrt(I);
    const davies = Math.exp(-3 * 0.4 * 2 * (root / (1 + root) - 0.3 * I));
    expect(
      value(`${SALT}, mu: [{davies: {cation: 2, anion: 1, A: 0.4}}]`, "activity_coefficient(s, 0.01 mol/kg)"),
    ).toBeNear(davies, { rel: 1e-14 });
    const sized = Math.exp((-3 * 0.3915 * 2 * root) / (1 + 1.5 * root));
    expect(
      value(`${SALT}, mu: [{debye-hueckel: {cation: 2, anion: 1, b: 1.5}}]`, "activity_coefficient(s, 0.01 mol/kg)"),
    ).toBeNear(sized, { rel: 1e-14 });
    const limiting = 1 - 1.5 * 0.3915 * 2 * root;
    expect(
      value(`${SALT}, mu: [{debye-hueckel: {cation: 2, anion: 1}}]`, "thermodynamic_factor(s, 0.01 mol/kg)"),
    ).toBeNear(limiting, { rel: 1e-14 });
  });

  test("Flory and Huggins: 1 + (N - 1) s - 2 chi N s (1 - s), by hand", () => {
    const chain = `${CHAIN}, mu: [ideal, {flory-huggins: {segments: 100, interaction: 0.4}}]`;
    expect(value(chain, "thermodynamic_factor(s, 0.2)")).toBeNear(8, { rel: 1e-14 });
    // -ln a1 = -ln(1 - s) - (1 - 1/N) s - chi s², over s / N
    const solvent = -Math.log(0.8) - 0.99 * 0.2 - 0.4 * 0.04;
    expect(value(chain, "osmotic_coefficient(s, 0.2)")).toBeNear(solvent / 0.002, { rel: 1e-13 });
    // two polymers of one length: a regular solution with chi N
    const blend = `${CHAIN}, mu: [ideal, {flory-huggins: {segments: 50, solvent: 50, interaction: 0.03}}]`;
    expect(value(blend, "activity_coefficient(s, 0.3)")).toBeNear(Math.exp(1.5 * 0.49), { rel: 1e-14 });
  });

  test("Margules with two parameters: ln gamma of each in the other at infinite dilution", () => {
    const mixed = `${MIX}, mu: [ideal, {margules: [0.8, 1.4]}]`;
    expect(value(mixed, "activity_coefficient(s, 0)")).toBeNear(Math.exp(0.8), { rel: 1e-15 });
    // equal ones are one
    expect(value(`${MIX}, mu: [ideal, {margules: [1.4, 1.4]}]`, "thermodynamic_factor(s, 0.3)")).toBe(
      value(`${MIX}, mu: [ideal, {margules: 1.4}]`, "thermodynamic_factor(s, 0.3)"),
    );
    // Γ = a (1 - a) f'' of the free energy that the phases come from
    const law = species("mole-fraction", { kind: "margules", parameter: { solute: 0.8, solvent: 1.4 } });
    const energy = closedEnergy(law)!;
    for (const a of [0.1, 0.5, 0.8])
      expect(thermodynamicFactorOf(law)(a)).toBeNear(a * (1 - a) * energy.curvature(a), { rel: 1e-13 });
  });

  test("Frumkin: D Γ = D0 [1 + g a (1 - a)] for hops to empty sites", () => {
    expect(value(`${MIX}, mu: [ideal, {frumkin: 5}]`, "chemical_diffusivity(s, 0.2)")).toBeNear(1.8e-9, { rel: 1e-14 });
  });

  test("the osmotic coefficient of laws that add up is that of Gibbs and Duhem", () => {
    const summed = species(
      "molality",
      { kind: "davies", cationCharge: 1, anionCharge: -1, slope: 0.39 },
      { kind: "expression", lnGamma: textOf("0.2 * s") },
    );
    const alone = activityOf(species("molality", summed.activity![0]!));
    // ln γ = 0.2 m adds 0.1 m; the quadrature asks for 1e-12
    expect(activityOf(summed).osmoticCoefficient(0.5)).toBeNear(alone.osmoticCoefficient(0.5) + 0.05, { rel: 1e-11 });
  });

  test("an ideal mole fraction has the osmotic coefficient of Raoult, a free energy has none", () => {
    expect(value(`${MIX}`, "osmotic_coefficient(s, 0.2)")).toBeNear((-0.8 * Math.log(0.8)) / 0.2, { rel: 1e-11 });
    const text = file(
      `${MIX}, mu: [{free-energy: "5 * s^2"}, {gradient: 1e-18 m^2}]`,
      'outputs: {found: "activity_coefficient(s, 0.2)"}\n',
    );
    expect(complaintOf(text)).toMatch(/whose free-energy has no pure components/);
  });

  test("the slope of a salt has no bound at nothing, and stays a number", () => {
    const { slope, factor, lnGamma } = activityOf(species("molality", { kind: "pitzer", salt: "NaCl" }));
    expect(Number.isFinite(slope(0))).toBe(true);
    expect(factor(0)).toBe(1);
    expect(lnGamma(0)).toBe(0);
  });
});

describe("a free energy of a polymer solution", () => {
  const chain = (interaction: number) =>
    species("volume-fraction", { kind: "flory-huggins", segments: 100, interaction });

  test("is per mole of chains: its curvature is that of Γ", () => {
    const energy = mixtureEnergy(chain(0.7));
    const factor = thermodynamicFactorOf(chain(0.7));
    for (const s of [0.01, 0.3, 0.9]) expect(s * (1 - s) * energy.curvature(s)).toBeNear(factor(s), { rel: 1e-12 });
  });

  test("splits above chi = (1 + 1/sqrt(N))² / 2 and not below, the spinodal by a quadratic", () => {
    expect(phaseDiagramOf(chain(0.604)).spinodals).toHaveLength(0);
    expect(phaseDiagramOf(chain(0.606)).spinodals).toHaveLength(1);
    // 1 - 61 s + 160 s² = 0 at chi = 0.8
    const [{ lowest, highest }] = phaseDiagramOf(chain(0.8)).spinodals as [{ lowest: number; highest: number }];
    const root = Math.sqrt(61 ** 2 - 640);
    expect(lowest).toBeNear((61 - root) / 320, { rel: 1e-10 });
    expect(highest).toBeNear((61 + root) / 320, { rel: 1e-10 });
  });
});

describe("mistakes are said", () => {
  test.each([
    ["a salt in other letters", file(`${SALT}, mu: [{pitzer: NACL}]`), /Did you mean NaCl/],
    ["a salt that is not in the table", file(`${SALT}, mu: [{pitzer: unobtainium}]`), /table of Pitzer's parameters/],
    ["a salt on the scale of concentrations", file("D: 1e-9 m^2/s, mu: [{pitzer: NaCl}]"), /measure: molality/],
    [
      "a polymer as a mole fraction",
      file(`${MIX}, mu: [{flory-huggins: {segments: 9, interaction: 1}}]`),
      /measure: volume-fraction/,
    ],
    ["a molality without its solvent", file("measure: molality, D: 1e-9 m^2/s"), /a molality without solvent-density/],
    ["a volume fraction without total", file("measure: volume-fraction, D: 1e-9 m^2/s"), /one over its molar volume/],
    [
      "a solvent of a concentration",
      file("D: 1e-9 m^2/s, solvent-density: 1 kg/L"),
      /measure: molality beside solvent-density/,
    ],
    ["three Margules parameters", file(`${MIX}, mu: [{margules: [1, 2, 3]}]`), /two parameters/],
    ["a cation of charge 1.5", file(`${SALT}, mu: [{davies: {cation: 1.5, anion: 1}}]`), /whole number above zero/],
    ["a negative b", file(`${SALT}, mu: [{debye-hueckel: {cation: 1, anion: 1, b: -1}}]`), /not below zero/],
    [
      "two laws for one salt",
      file(`${SALT}, mu: [{pitzer: NaCl}, {davies: {cation: 1, anion: 1}}]`),
      /davies beside another activity/,
    ],
    [
      "a salt with a charge",
      file(`${SALT}, charge: 1, mu: [{pitzer: NaCl}]`, "temperature: 300 K\nfield: none\n"),
      /without charge/,
    ],
    [
      "a concentration at a wall",
      file(SALT, "boundary: {left: {s: {concentration: 1 mol/m^3}}}\n"),
      /mol\/kg|molality/,
    ],
    [
      "a volume fraction above 1",
      file(CHAIN, "boundary: {left: {s: {concentration: 1.2}}}\n"),
      /a volume fraction from 0 to 1/,
    ],
    [
      "an anion above zero",
      file("D: {nernst-hartley: {cation: {D: 1e-9 m^2/s}, anion: {D: 1e-9 m^2/s, charge: 1}}}"),
      /a whole number below zero/,
    ],
    [
      "a polymer past its spinodal without gradient",
      file(`${CHAIN}, mu: [{flory-huggins: {segments: 100, interaction: 0.8}}]`, "initial: {s: 0.3}\n"),
      /gradient energy/,
    ],
  ])("%s", (_what, text, words) => {
    expect(complaintOf(text)).toMatch(words);
  });

  test("D of a salt is that of Nernst and Hartley", () => {
    const ions = "{cation: {D: 1.334e-9 m^2/s}, anion: {D: 2.032e-9 m^2/s}}";
    expect(value(`D: {nernst-hartley: ${ions}}`, "D(s)")).toBeNear(1.61062863933e-9, { rel: 1e-11 });
    // CaCl2: (2 + 1) D+ D- / (2 D+ + D-)
    const chloride = "{cation: {D: 0.8e-9 m^2/s, charge: 2}, anion: {D: 2e-9 m^2/s}}";
    expect(value(`D: {nernst-hartley: ${chloride}}`, "D(s)")).toBeNear((3 * 0.8 * 2e-9) / 3.6, { rel: 1e-14 });
  });
});

describe("what is printed names the scale", () => {
  const notes = (text: string) => explainModel(parseModel(text)).notes.join("\n");
  test("of a salt, with its solvent and its parameters", () => {
    const text = file(`${SALT}, mu: [{pitzer: NaCl}]`, "boundary: {left: {s: {concentration: 7 mol/kg}}}\n");
    const said = notes(text);
    expect(said).toMatch(/parameters of NaCl in water at 25 °C, on the molal scale/);
    expect(said).toMatch(/the mean of the 2 ions/);
    expect(said).toMatch(/1000 kg of solvent/);
    // the parameters were fitted to 6.148 mol/kg
    expect(said).toMatch(/s of 7 mol\/kg \(left end\) is beyond 6\.148 mol\/kg/);
    expect(notes(text.replace("7 mol", "6 mol"))).not.toMatch(/beyond/);
  });

  test("of water at 25 °C where the model is at another temperature", () => {
    const at = (T: string) => notes(`${file(`${SALT}, mu: [{davies: {cation: 1, anion: 1}}]`)}temperature: ${T}\n`);
    expect(at("60 degC")).toMatch(/water at 25 °C, and the model is at 333\.15 K/);
    expect(at("25 degC")).not.toMatch(/and the model is at/);
  });

  test("of fractions and concentrations", () => {
    expect(notes(file(`${CHAIN}, mu: [{flory-huggins: {segments: 9, interaction: 0}}]`))).toMatch(/volume fractions/);
    expect(notes(file("D: 1e-9 m^2/s, mu: [{virial: 1e-4 m^3/mol}]"))).toMatch(/scale of concentrations/);
  });
});

test("a fit says nothing of phases beyond what was fitted", () => {
  // by its parameters Γ of HCl would fall below zero beyond 80 mol/kg
  const { trusted, factor } = activityOf(species("molality", { kind: "pitzer", salt: "HCl" }));
  expect(trusted[0]?.highest).toBe(10.5);
  expect(factor(100)).toBeLessThan(0);
  expect(mixtureEnergy(species("molality", { kind: "pitzer", salt: "HCl" })).highest).toBe(10.5);
  const unbounded = { cationCharge: 1, anionCharge: -1, beta0: 0.1, beta1: 0, cPhi: 0, slope: 0.39 };
  expect(mixtureEnergy(species("molality", { kind: "pitzer", salt: unbounded })).highest).toBe(20);
});

test("moles in a volume: of a molality by the solvent in it, of a fraction by the whole", () => {
  const salt = { ...species("molality"), solventDensity: 997 };
  expect(molesPerVolume(salt)).toBe(997);
  expect(molesPerVolume({ ...species("volume-fraction"), total: 12 })).toBe(12);
  expect(molesPerVolume({ ...species("amount"), total: 12 })).toBe(1);
  // D c_t (m_left φ_left) / L by the table's own φ(1)
  const text = file(
    `${SALT}, mu: [{pitzer: NaCl}]`,
    'boundary: {left: {s: {concentration: 1 mol/kg}}, right: {s: absorbing}}\nsolve: steady\noutputs: {J: "flux(s, right)"}\n',
  );
  const model = parseModel(text);
  const task = {
    model,
    species: "s",
    solves: model.solves,
    measures: [measure("flux(s, right)")],
    walkers: 1,
    seed: 1,
    refinement: 1,
  };
  for (const [level, rel] of [
    [closedForm, 1e-8],
    [continuum, 1e-4],
  ] as const)
    expect(solved(level.solve(task)).readings[0]?.value).toBeNear((1e-9 * 1000 * 0.93744871) / 1e-3, { rel });
});

test("independent walkers refuse a molality with the reason", () => {
  const answer = walk.accepts(parseModel(file(SALT)), "s");
  expect(answer).toMatchObject({ accepts: false });
});
