import { describe, expect, test } from "vitest";
import { langevin } from "#levels/langevin/langevin.ts";
import { walk } from "#levels/walk/walk.ts";
import { activityOf } from "#model/activity.ts";
import { compositionDiffusivity } from "#model/composition-diffusivity.ts";
import { explainModel } from "#model/explain.ts";
import { evaluate } from "#model/expression/evaluate.ts";
import { ModelError } from "#model/issue.ts";
import { mixtureEnergy, phaseDiagramOf, unstableParts } from "#model/mixture.ts";
import type { Model, Species } from "#model/model.ts";
import { parseModel } from "#model/parse-model.ts";
import { textOf } from "../support/closed-form.ts";
import "../support/matchers.ts";

const fraction = (activity: Species["activity"]): Species => ({
  name: "a",
  measure: "mole-fraction",
  total: 1,
  media: [],
  terms: [],
  initial: { kind: "concentration", concentration: textOf(0.5) },
  ...(activity === undefined ? {} : { activity }),
});
const molar = (activity: Species["activity"]): Species => ({ ...fraction(activity), measure: "amount" });

/** Value of the only output of a file. */
function output(text: string): number {
  const [one] = parseModel(text).outputs;
  return evaluate((one as Model["outputs"][number]).expression, { name: () => undefined });
}

const ALLOY =
  "perrin: 1\nspecies: {a: {measure: mole-fraction, total: 2 M, D: 1e-9 m^2/s, mu: [ideal, {margules: 2.5}, {gradient: 1e-18 m^2}]}}\ndomain: {geometry: slab, thickness: 1 um}\n";
const DRUG =
  "perrin: 1\nparameters: {c0: 1 M}\nspecies: {drug: {D: 1e-10 m^2/s, mu: [ideal, {virial: 4e-4 m^3/mol}]}}\ndomain: {geometry: slab, thickness: 1 um}\n";

describe("an activity of a file", () => {
  test("is the sum of its laws", () => {
    const laws: NonNullable<Species["activity"]> = [
      { kind: "virial", coefficients: [0.5, 0.1] },
      { kind: "expression", lnGamma: textOf("0.3 * a^2") },
    ];
    const { lnGamma, slope, factor, highest } = activityOf(molar(laws));
    // 2 B c + 3/2 C c² + 0.3 c²
    expect(lnGamma(2)).toBeNear(2 + 0.6 + 1.2, { rel: 1e-15 });
    expect(slope(2)).toBeNear(1 + 0.6 + 1.2, { rel: 1e-15 });
    expect(factor(2)).toBeNear(1 + 2 * 2.8, { rel: 1e-15 });
    expect(highest).toBe(Number.POSITIVE_INFINITY);
  });

  test("of hard spheres is in concentrations, up to closest packing", () => {
    const { lnGamma, slope, factor, highest } = activityOf(molar([{ kind: "carnahan-starling", molarVolume: 0.02 }]));
    const eta = 0.4;
    expect(lnGamma(20)).toBeNear((eta * (8 - 9 * eta + 3 * eta ** 2)) / (1 - eta) ** 3, { rel: 1e-14 });
    expect(slope(20)).toBeNear((0.02 * (8 - 2 * eta)) / (1 - eta) ** 4, { rel: 1e-14 });
    expect(factor(20)).toBeNear(23.2222222222222, { rel: 1e-13 });
    expect(highest).toBeNear(0.7404804896930611 / 0.02, { rel: 1e-15 });
  });
});

describe("a mobility", () => {
  test("of a concentration is D / RT, of a mole fraction D a (1 - a) / RT", () => {
    const T = 300;
    const medium = { medium: "", diffusivity: textOf("2e-9"), partition: textOf(1) };
    const D = (species: Species, mobility: string, s: number) => {
      const { value } = compositionDiffusivity({ ...species, mobility: textOf(mobility) }, medium, T);
      return evaluate(value, { name: (name) => (name === "a" ? s : undefined) });
    };
    const RT = 8.31446261815324 * T;
    expect(D(molar(undefined), `D * (1 + a) / ${RT}`, 3)).toBeNear(8e-9, { rel: 1e-14 });
    expect(D(fraction(undefined), `D * a * (1 - a) / ${RT}`, 0.3)).toBeNear(2e-9, { rel: 1e-14 });
  });
});

describe("the free energy of a mixture", () => {
  test("of an expression is that of the law it spells", () => {
    const spelled = mixtureEnergy(fraction([{ kind: "expression", lnGamma: textOf("2.5 * (1 - a)^2") }]));
    const law = (x: number) => x * Math.log(x) + (1 - x) * Math.log(1 - x) + 2.5 * x * (1 - x);
    for (const x of [0.1, 0.3, 0.8]) {
      // f is known up to a linear function: its slope is 0 at 1/2 for both, its value there differs
      expect(spelled.value(x) - spelled.value(0.5)).toBeNear(law(x) - law(0.5), { rel: 1e-12 });
      expect(spelled.curvature(x)).toBeNear(1 / (x * (1 - x)) - 5, { rel: 1e-13 });
    }
  });

  test("of a concentration has the chemical potential as its slope", () => {
    const energy = mixtureEnergy(molar([{ kind: "virial", coefficients: [0.5, 0.2] }]));
    // c ln c - c + B c² + C c³ / 2
    expect(energy.value(2)).toBeNear(2 * Math.log(2) - 2 + 0.5 * 4 + 0.1 * 8, { rel: 1e-13 });
    expect(energy.slope(2)).toBeNear(Math.log(2) + 2 + 1.2, { rel: 1e-14 });
  });

  test("of an expression has the spinodal and binodal of the regular solution that it spells", () => {
    const { spinodals, tieLines } = phaseDiagramOf(
      fraction([{ kind: "expression", lnGamma: textOf("2.5 * (1 - a)^2") }]),
    );
    expect(spinodals[0]?.highest).toBeNear(0.72360679775, { rel: 1e-11 });
    expect(tieLines[0]?.highest).toBeNear(0.855205891744, { rel: 1e-9 });
  });

  test("is unstable over the part of an interval where Γ < 0", () => {
    const alloy = fraction([{ kind: "margules", parameter: 2.5 }]);
    const [found, ...others] = unstableParts(alloy, { lowest: 0.5, highest: 0.9 });
    expect(others).toEqual([]);
    expect(found?.lowest).toBe(0.5);
    expect(found?.highest).toBeNear(0.72360679775, { rel: 1e-11 });
    expect(found?.least).toBeNear(-0.25, { rel: 1e-14 });
    expect(unstableParts(alloy, { lowest: 0.73, highest: 1 })).toEqual([]);
  });

  test("is unstable over an interval of 2e-5 too, which no even points meet", () => {
    const parameter = 2 + 1e-9;
    const [found] = unstableParts(fraction([{ kind: "margules", parameter }]), { lowest: 0.1, highest: 0.95 });
    // Γ = 1 - 2 A a (1-a): its middle is -5e-10, known to 2e-16, and so the width to 1e-6 of itself
    const width = Math.sqrt(1 - 2 / parameter);
    expect((found?.highest ?? 0) - (found?.lowest ?? 0)).toBeNear(width, { rel: 1e-6 });
    expect(found?.least).toBeNear(-5e-10, { rel: 1e-6 });
  });

  test("is unstable over two intervals and not between them", () => {
    // Γ = (a-1)(a-2)(a-3)(a-4)/24 = 1 + a d ln γ/da, least -1/24 at (5 ∓ √5)/2
    const lnGamma = textOf("(a^4/4 - 10*a^3/3 + 35*a^2/2 - 50*a)/24");
    const parts = unstableParts(molar([{ kind: "expression", lnGamma }]), { lowest: 0, highest: 3.7 });
    expect(parts).toHaveLength(2);
    for (const [k, edge] of [1, 2, 3, 3.7].entries()) {
      const part = parts[Math.floor(k / 2)];
      // the terms of Γ add up to 34 at a = 3, each rounded by 3e-16, over a slope of 1/12
      expect(k % 2 === 0 ? part?.lowest : part?.highest).toBeNear(edge, { abs: 1.4e-13 });
    }
    // met within half a step of 3.7/2 · π/256: Γ''/2 = 5/24 by the square of that is 7e-4 of 1/24
    for (const { least } of parts) expect(least).toBeNear(-1 / 24, { rel: 7e-4 });
  });
});

describe("values that a file declares of its mixtures", () => {
  test.each([
    [`${ALLOY}outputs: {found: "thermodynamic_factor(a, 0.5)"}`, -0.25],
    [`${ALLOY}outputs: {found: spinodal(a).high}`, 0.72360679775],
    [`${ALLOY}outputs: {found: spinodal(a).low}`, 0.27639320225],
    [`${ALLOY}outputs: {found: binodal(a).high}`, 0.855205891744],
    [`${ALLOY}outputs: {found: "activity_coefficient(a, 0.2)"}`, Math.exp(1.6)],
    [`${ALLOY}outputs: {found: total(a)}`, 2000],
    // R = -D q² [Γ + a (1 - a) κ q²] of B6 at q_c / 2, and its sign outside
    [`${ALLOY}outputs: {found: "growth_rate(a, 4 * pi * 1e-9 m, 0.5) / 1e9 * (1 s)"}`, 0.046875],
    [`${DRUG}outputs: {found: "thermodynamic_factor(drug, c0)"}`, 1.8],
    [`${DRUG}outputs: {found: "chemical_diffusivity(drug, 0.5 * c0) / (1e-10 m^2/s)"}`, 1.4],
  ])("%#: %s", (text, value) => {
    expect(output(text)).toBeNear(value, { rel: 1e-10 });
  });

  test.each([
    [`${DRUG}outputs: {found: spinodal(drug).high}`, /one phase at every composition/],
    [`${ALLOY}outputs: {found: spinodal(a)}`, /an interval/],
    [`${ALLOY}outputs: {found: "thermodynamic_factor(a)"}`, /without its composition/],
    [`${ALLOY}outputs: {found: "thermodynamic_factor(a, 1.2)"}`, /1\.2/],
    [`${ALLOY}outputs: {found: "thermodynamic_factor(a, 1 M)"}`, /mol m\^-3/],
    [`${DRUG}outputs: {found: total(drug)}`, /no fraction/],
  ])("%#: what is not declared is said", (text, message) => {
    expect(() => parseModel(text)).toThrow(message);
  });
});

const between = (mu: string, left: number, right: number, more = "") =>
  `perrin: 1\nspecies: {a: {measure: mole-fraction, total: 55 M, D: 1e-9 m^2/s, mu: [ideal, ${mu}]}}\n` +
  `domain: {geometry: slab, thickness: 1 mm}\nboundary: {left: {a: {concentration: ${left}}}, right: {a: {concentration: ${right}}}}\n` +
  `${more}solve: steady\n`;
const codes = (text: string): readonly string[] => {
  try {
    parseModel(text);
    return [];
  } catch (error) {
    if (error instanceof ModelError) return error.issues.map(({ code }) => code);
    throw error;
  }
};

describe("a mixture that would fall apart", () => {
  test("is refused where its compositions can come, with the interval", () => {
    expect(() => parseModel(between("{margules: 2.5}", 0.9, 0.1))).toThrow(
      /below zero for a from 0\.276393 to 0\.723607/,
    );
    expect(codes(between("{margules: 2.5}", 0.9, 0.1))).toEqual(["unstable-mixture"]);
  });

  test("is not where they stay on one side, below the critical parameter, or with a gradient energy", () => {
    expect(codes(between("{margules: 2.5}", 0.9, 0.75))).toEqual([]);
    expect(codes(between("{margules: 1.99}", 0.9, 0.1))).toEqual([]);
    expect(codes(between("{margules: 2.5}, {gradient: 1e-18 m^2}", 0.9, 0.1))).toEqual([]);
  });

  test("a start counts where time passes, and not for a steady state that the ends hold", () => {
    const held = between("{margules: 2.5}", 0.9, 0.75, "initial: {a: 0.5}\n");
    expect(codes(held)).toEqual([]);
    expect(codes(held.replace("solve: steady", "solve: {transient: {until: 1 s}}"))).toEqual(["unstable-mixture"]);
  });

  test("where K jumps they may come as much further as the K differ", () => {
    const gel =
      "perrin: 1\nspecies: {drug: {in: {water: {D: 1e-10 m^2/s}, gel: {D: 1e-10 m^2/s, K: KGEL}}, mu: [ideal, {virial: -4e-4 m^3/mol}]}}\n" +
      "domain: {geometry: slab, layers: [{name: a, medium: water, thickness: 1 um}, {name: b, medium: gel, thickness: 1 um}]}\n" +
      "initial: {drug: 900 mol/m^3}\n";
    // Γ < 0 from 1250 on
    expect(codes(gel.replace("KGEL", "1.2"))).toEqual([]);
    expect(codes(gel.replace("KGEL", "1.5"))).toEqual(["unstable-mixture"]);
    expect(codes(gel.replace("KGEL", "0.6"))).toEqual(["unstable-mixture"]);
    // and below where they began: from 0.9 a mixture of A = 2.5 is stable, down to 0.9 / 1.3 it is not
    const alloy =
      "perrin: 1\nspecies: {a: {measure: mole-fraction, total: 1 M, in: {left: {D: 1e-10 m^2/s}, right: {D: 1e-10 m^2/s, K: KGEL}}, mu: [ideal, {margules: 2.5}]}}\n" +
      "domain: {geometry: slab, layers: [{name: a1, medium: left, thickness: 1 um}, {name: b1, medium: right, thickness: 1 um}]}\n" +
      "initial: {a: 0.9}\n";
    expect(codes(alloy.replace("KGEL", "1.1"))).toEqual([]);
    expect(codes(alloy.replace("KGEL", "1.3"))).toEqual(["unstable-mixture"]);
  });

  test("spheres closer than closest packing are refused, at an end and at the start", () => {
    const spheres = `${DRUG.replace("virial: 4e-4 m^3/mol", "carnahan-starling: 1 L/mol")}boundary: {left: {drug: {concentration: 0.7 M}}}\n`;
    expect(codes(spheres)).toEqual([]);
    expect(codes(spheres.replace("0.7 M", "0.75 M"))).toEqual(["out-of-range"]);
    expect(codes(`${spheres}initial: {drug: 0.8 M}\n`)).toEqual(["out-of-range"]);
  });

  test("attraction by a virial coefficient is refused from c = 1 / 2|B| on", () => {
    const text = `${DRUG.replace("4e-4", "-4e-4")}initial: {drug: 1200 mol/m^3}\n`;
    expect(codes(text)).toEqual([]);
    expect(codes(text.replace("1200", "1300"))).toEqual(["unstable-mixture"]);
  });
});

describe("what perrin check says of a mixture", () => {
  const notes = (text: string) => explainModel(parseModel(text)).notes.join("\n");

  test("stable, metastable and spinodal", () => {
    const text = `${ALLOY}initial: {a: AT}\n`;
    expect(notes(text.replace("AT", "0.5"))).toMatch(/0\.5 \(start\) is inside the spinodal/);
    expect(notes(text.replace("AT", "0.25"))).toMatch(/0\.25 \(start\) is metastable/);
    expect(notes(text.replace("AT", "0.1"))).toMatch(/0\.1 \(start\) is stable/);
    expect(notes(text.replace("AT", "0.1"))).toMatch(
      /between 0\.144794 and 0\.855206 \(binodal\).* 0\.276393 and 0\.723607 \(spinodal\)/,
    );
  });

  test("uphill by a jump of K is told from uphill by a mixture that falls apart", () => {
    const darken =
      "perrin: 1\nspecies: {carbon: {in: {left: {D: 3e-11 m^2/s}, right: {D: 3e-11 m^2/s, K: 1.86}}}}\n" +
      "domain: {geometry: slab, layers: [{name: a, medium: left, thickness: 1 cm}, {name: b, medium: right, thickness: 1 cm}]}\n" +
      'initial: {carbon: "if(x < 1 cm, 0.478 M, 0.441 M)"}\n';
    expect(notes(darken)).toMatch(/from 478 \(start in a\) to 441 \(start in b\).*nothing falls apart.*\(Darken\)/);
    expect(notes(`${ALLOY}initial: {a: 0.5}\n`)).toMatch(/moves uphill where its mixture is unstable/);
    expect(notes(`${ALLOY}initial: {a: 0.5}\n`)).not.toMatch(/Darken/);
    expect(notes(DRUG)).not.toMatch(/uphill/);
  });
});

describe("independent walkers", () => {
  test.each([
    ["an activity", DRUG],
    ["a D", DRUG.replace(/D: 1e-10 m\^2\/s, mu: .*\]/, 'D: "1e-10 m^2/s * drug / c0"')],
    ["the concentration of a component", ALLOY.replace(/, mu: .*\]/, "")],
  ])("refuse %s, since they know no other molecules", (words, text) => {
    const model = parseModel(text);
    const name = model.species[0]?.name ?? "";
    for (const level of [walk, langevin]) {
      const answer = level.accepts(model, name);
      expect(answer).toMatchObject({ accepts: false });
      if (!answer.accepts) expect(answer.because).toMatch(new RegExp(`has ${words}.*know no other molecules`));
    }
  });
});
