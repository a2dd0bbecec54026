import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { evaluate } from "#model/expression/evaluate.ts";
import type { Expression } from "#model/expression/expression.ts";
import { formatIssue, ModelError } from "#model/issue.ts";
import type { Model } from "#model/model.ts";
import { type ParseOptions, parseModel } from "#model/parse-model.ts";
import { dimension } from "#units/dimension.ts";

const SLAB = "perrin: 1\nspecies: {dye: {D: 5e-10 m^2/s}}\ndomain: {geometry: slab, thickness: 100 um}\n";
const LINE = "perrin: 1\nspecies: {dye: {D: 5e-10 m^2/s}}\ndomain: {geometry: line}\n";

const example = (name: string) => readFileSync(new URL(`../../examples/${name}`, import.meta.url), "utf8");
const at = (e: Expression, x = 0) => evaluate(e, { name: () => x });

function issuesOf(text: string, options: ParseOptions = {}) {
  try {
    parseModel(text, options);
  } catch (error) {
    if (error instanceof ModelError) return error.issues;
    throw error;
  }
  return [];
}
const complaints = (text: string, options?: ParseOptions) =>
  issuesOf(text, options).map(({ code, path }) => `${code} ${path}`);

describe("a layered slab", () => {
  const model: Model = parseModel(example("301-layered-usl.yaml"));

  test("quantities are coherent SI, exact where the unit is a power of ten", () => {
    expect(model.temperature).toBe(298.15);
    const { domain } = model;
    expect(domain).toMatchObject({ kind: "layers", geometry: "slab", start: 0 });
    const layers = domain?.kind === "layers" ? domain.layers : [];
    expect(layers.map(({ name, medium, thickness }) => [name, medium, thickness])).toEqual([
      ["donor_usl", "water", 150e-6],
      ["bilayer", "lipid", 4e-9],
      ["acceptor_usl", "water", 150e-6],
    ]);
  });

  test("each medium has its D and K, and K is 1 where it is not given", () => {
    const [drug] = model.species;
    expect(drug?.media.map(({ medium, diffusivity, partition }) => [medium, at(diffusivity), at(partition)])).toEqual([
      ["water", 6.5e-10, 1],
      ["lipid", 5e-11, 2e-4],
    ]);
    expect(drug?.measure).toBe("amount");
  });

  test("every species has a condition at every end", () => {
    expect(model.boundaries).toEqual([
      { end: "left", species: "drug", condition: { kind: "concentration", concentration: 1 } },
      { end: "right", species: "drug", condition: { kind: "concentration", concentration: 0 } },
    ]);
  });

  test("a transient is recorded from 0 to its end, inclusive", () => {
    const times = model.solves[1]?.kind === "transient" ? model.solves[1].times : [];
    expect([times.length, times[0], times[1], times.at(-1)]).toEqual([151, 0, 2, 300]);
  });

  test("outputs keep the order of the file, and have the dimension that follows from their measures", () => {
    expect(model.outputs.map(({ name }) => name).slice(0, 3)).toEqual(["J", "P_app", "P_membrane"]);
    const of = (name: string) => model.outputs.find((output) => output.name === name)?.dimension;
    expect(of("J")).toEqual(dimension("mol m^-2 s^-1"));
    expect(of("P_app")).toEqual(dimension("m s^-1"));
    expect(of("usl_share")).toEqual(dimension("1"));
    expect(of("permeated")).toEqual(dimension("mol m^-2"));
  });

  test("a logarithmic sweep keeps its ends and has equal ratios", () => {
    const [sweep] = model.sweeps;
    expect(sweep?.vary).toEqual(["donor_usl.thickness", "acceptor_usl.thickness"]);
    const values = sweep?.values ?? [];
    expect([values.length, values[0], values.at(-1)]).toEqual([25, 1e-6, 3e-3]);
    // exp and log are each good to 1 ulp; log of 3e-3 is 6, so the ratio carries a few times 1e-15.
    for (let i = 1; i < values.length; i++)
      expect((values[i] as number) / (values[i - 1] as number)).toBeNear(3000 ** (1 / 24), { rel: 1e-14 });
    expect(sweep?.dimension).toEqual(dimension("m"));
  });
});

describe("a walk, a trap and a sphere", () => {
  test("a point start without an amount is one walker", () => {
    const model = parseModel(example("109-biased-walk.yaml"));
    expect(model.species[0]).toMatchObject({
      measure: "probability",
      media: [],
      walk: { spacing: 1e-9, dimensions: 1, right: 0.7, stay: 0, clock: { kind: "fixed", interval: 1e-9 } },
      initial: { kind: "point", at: [0], amount: 1 },
    });
  });

  test("times that are expected are recorded to the last bit", () => {
    const model = parseModel(example("109-biased-walk.yaml"));
    const [expectation] = model.expectations;
    const times = model.solves[0]?.kind === "transient" ? model.solves[0].times : [];
    expect(times).toContain(expectation?.at);
    expect(times.length).toBe(11);
  });

  test("Stokes-Einstein gives D = kB T / 6 pi eta a, and drag(bead) = kB T / D", () => {
    const model = parseModel(example("120-optical-trap.yaml"));
    const D = (1.380649e-23 * 298.15) / (6 * Math.PI * 0.89e-3 * 0.5e-6);
    const [bead] = model.species;
    // five products and quotients, half an ulp each
    expect(at(bead!.media[0]!.diffusivity)).toBeNear(D, { rel: 1e-15 });
    expect(bead?.viscosity).toBe(0.89e-3);
    const forgetting = model.outputs.find(({ name }) => name === "forgetting");
    expect(at(forgetting!.expression)).toBeNear((6 * Math.PI * 0.89e-3 * 0.5e-6) / 1e-6, { rel: 1e-15 });
  });

  test("parameters stand as numbers in a potential, and only the coordinate is left", () => {
    const [bead] = parseModel(example("120-optical-trap.yaml")).species;
    const energy = bead!.terms[0]!.energy;
    expect(at(energy, 2e-7)).toBeNear((1e-6 * 4e-14) / 2, { rel: 1e-15 });
  });

  test("a bath of a sphere is a volume, and its ends are inner and outer", () => {
    const model = parseModel(example("307-release-from-spheres.yaml"));
    expect(model.boundaries).toEqual([
      { end: "right", species: "drug", condition: { kind: "bath", volume: 1e-11, concentration: 0 } },
    ]);
    expect(model.outputs[0]?.dimension).toEqual(dimension("1"));
  });

  test("tracks are read from the file beside the model, one after another", () => {
    const csv = "# made up\ntrack,t_s,x_um,y_um\nA,0,1,2\nA,30,1.5,2.5\nB,0,0,-1\n";
    const model = parseModel(example("401-perrin-1908/model.yaml"), { readFile: () => csv });
    const content = model.measurements.find(({ content: { kind } }) => kind === "tracks")?.content;
    expect(content).toMatchObject({
      species: "grain",
      lag: 30,
      tracks: [
        {
          name: "A",
          time: [0, 30],
          axes: [
            [1e-6, 1.5e-6],
            [2e-6, 2.5e-6],
          ],
        },
        { name: "B", time: [0], axes: [[0], [-1e-6]] },
      ],
    });
  });
});

describe("defaults", () => {
  test("without a word on them: nothing at the start, no flux at the ends, 50 equal steps", () => {
    const model = parseModel(`${SLAB}solve: {transient: {until: 10 s}}\n`);
    expect(model.species[0]?.initial).toMatchObject({ kind: "concentration", concentration: { value: 0 } });
    expect(model.boundaries.map(({ end, condition }) => [end, condition.kind])).toEqual([
      ["left", "no-flux"],
      ["right", "no-flux"],
    ]);
    const times = model.solves[0]?.kind === "transient" ? model.solves[0].times : [];
    expect([times.length, times[1], times.at(-1)]).toEqual([51, 0.2, 10]);
    expect(model.sampling).toEqual({ walkers: 100_000, seed: 1, method: "automatic" });
  });

  test("a formula needs neither species nor domain", () => {
    const model = parseModel('perrin: 1\nparameters: {V: 10 mV}\noutputs: {ratio: "exp(F * V / (R * 300 K))"}\n');
    expect(at(model.outputs[0]!.expression)).toBeNear(Math.exp((96485.33212331 * 0.01) / (8.31446261815324 * 300)), {
      rel: 4e-16,
    });
  });

  test("a domain without layers is one layer named domain", () => {
    expect(parseModel(SLAB).domain).toEqual({
      kind: "layers",
      geometry: "slab",
      start: 0,
      layers: [{ name: "domain", medium: "", thickness: 1e-4 }],
    });
  });
});

describe("the grammar beyond the simplest", () => {
  test("a concentration per layer is a function of position with its jumps at the interfaces", () => {
    const text = `perrin: 1
species: {dye: {D: 5e-10 m^2/s}}
domain: {geometry: slab, from: 1 um, layers: [{name: a, thickness: 1 um}, {name: b, thickness: 2 um}, {name: c, thickness: 3 um}]}
initial: {dye: {a: 1 mM, c: 3 mM}}
`;
    const { initial } = parseModel(text).species[0]!;
    const concentration = initial.kind === "concentration" ? initial.concentration : undefined;
    expect([1.5e-6, 3e-6, 3.9e-6, 4.1e-6, 6e-6].map((x) => at(concentration!, x))).toEqual([1, 0, 0, 3, 3]);
  });

  test("Arrhenius: a molar energy is divided by RT, that of a molecule by kB T", () => {
    const with_ = (Ea: string) =>
      `perrin: 1\ntemperature: 300 K\nspecies: {H: {D: {arrhenius: {D0: 1e-7 m^2/s, Ea: ${Ea}}}}}\n`;
    const D = (Ea: string) => at(parseModel(with_(Ea)).species[0]!.media[0]!.diffusivity);
    // exp of -8.02: an error of half an ulp in the exponent is 8 times that in the result
    expect(D("20 kJ/mol")).toBeNear(1e-7 * Math.exp(-20000 / (8.31446261815324 * 300)), { rel: 4e-15 });
    expect(D("8 kT")).toBeNear(1e-7 * Math.exp(-8), { rel: 4e-15 });
  });

  test("water has its own viscosity at the temperature of the model, where it is liquid", () => {
    const bead = (T: string) =>
      `perrin: 1\ntemperature: ${T}\nspecies: {bead: {radius: 1 um, D: {stokes-einstein: {viscosity: water}}}}\n`;
    // 0.89 mPa s at 25 degC, as every table of water has it: two digits
    expect(parseModel(bead("298.15 K")).species[0]?.viscosity).toBeNear(0.89e-3, { rel: 0.006 });
    expect(complaints(bead("500 K"))).toEqual(["out-of-range species.bead.D.stokes-einstein.viscosity"]);
  });

  test("a molar potential is divided by the Avogadro constant", () => {
    const text = `${LINE.replace("D: 5e-10 m^2/s", 'D: 5e-10 m^2/s, mu: [ideal, {potential: "2 kJ/mol * (x / (1 um))^2"}]')}temperature: 300 K\n`;
    expect(at(parseModel(text).species[0]!.terms[0]!.energy, 1e-6)).toBeNear(2000 / 6.02214076e23, { rel: 1e-15 });
  });

  test("D may depend on the coordinate and is looked at all over the domain", () => {
    const text = (D: string) => SLAB.replace("5e-10 m^2/s", `"${D}"`);
    expect(at(parseModel(text("5e-10 m^2/s * (1 + x / (100 um))")).species[0]!.media[0]!.diffusivity, 1e-4)).toBeNear(
      1e-9,
      { rel: 1e-15 },
    );
    const [issue] = issuesOf(text("5e-10 m^2/s * (1 - 2 * x / (100 um))"));
    expect(issue?.code).toBe("not-mobile");
    expect(issue?.found).toContain("x = 0.00005 m");
  });

  test("D is looked at where the medium is: a layer further out counts, another medium does not", () => {
    const text = (medium: string) => `perrin: 1
species: {dye: {in: {gel: {D: "1e-10 m^2/s * (3 um - x) / (1 um)"}, water: {D: 1e-9 m^2/s}}}}
domain: {geometry: slab, layers: [{name: a, thickness: 2 um, medium: gel}, {name: b, thickness: 2 um, medium: ${medium}}, {name: c, thickness: 1 um, medium: water}]}
`;
    expect(complaints(text("water"))).toEqual([]);
    expect(complaints(text("gel"))).toEqual(["not-mobile species.dye.in.gel.D"]);
  });

  test("a shell is as thick as its radii differ, and has an inner end", () => {
    const text = SLAB.replace(
      "geometry: slab, thickness: 100 um",
      "geometry: sphere, radius: 5 um, inner-radius: 2 um",
    );
    const model = parseModel(`${text}boundary: {inner: {dye: absorbing}}\n`);
    expect(model.domain).toMatchObject({ start: 2e-6 });
    expect(model.domain?.kind === "layers" && model.domain.layers[0]?.thickness).toBeNear(3e-6, { rel: 1e-15 });
    expect(model.boundaries.map(({ end, condition }) => [end, condition.kind])).toEqual([
      ["left", "absorbing"],
      ["right", "no-flux"],
    ]);
  });

  test("a bath of a slab is a length, or a volume over an area", () => {
    const volume = (bath: string) => {
      const { condition } = parseModel(`${SLAB}boundary: {left: {dye: {bath: {${bath}, concentration: 1 mM}}}}\n`)
        .boundaries[0]!;
      return condition.kind === "bath" ? condition.volume : undefined;
    };
    expect(volume("volume: 2 mm")).toBe(2e-3);
    expect(volume("volume: 1 mL, area: 2 cm^2")).toBeNear(5e-3, { rel: 1e-15 });
  });

  test("robin, flux and absorbing ends, and a membrane face", () => {
    const text = `perrin: 1
species: {dye: {D: 5e-10 m^2/s}}
domain: {geometry: slab, layers: [{name: gel, thickness: 1 um}, {name: wall, membrane: {dye: {P: 1e-6 m/s}}}, {name: rest, thickness: 1 um}]}
boundary: {left: {dye: {robin: {P: 2 um/s, concentration: 1 mM}}}, right: {dye: {flux: 1 nmol/cm^2/s}}}
`;
    const model = parseModel(text);
    expect(model.boundaries.map(({ condition }) => condition)).toEqual([
      { kind: "robin", permeability: 2e-6, concentration: 1 },
      { kind: "flux", flux: 1e-5 },
    ]);
    expect(model.domain?.kind === "layers" && model.domain.layers[1]).toEqual({
      name: "wall",
      medium: "",
      thickness: 0,
      membrane: { dye: 1e-6 },
    });
  });

  test("a lattice takes its spacing from the walk", () => {
    const text =
      "perrin: 1\nspecies: {w: {walk: {step: {lattice: 2 nm, stay: 0.25}, clock: {poisson: 1 ns}}}}\ndomain: {geometry: lattice, sites: 20}\ninitial: {w: {at: 4 nm}}\n";
    const model = parseModel(text);
    expect(model.domain).toEqual({ kind: "lattice", sites: 20, spacing: 2e-9 });
    expect(model.species[0]?.walk).toMatchObject({ right: 0.5, stay: 0.25, clock: { kind: "poisson" } });
  });

  test("outputs may name each other in any order, and the time", () => {
    const model = parseModel(
      `${LINE}initial: {dye: {at: 0 um}}\noutputs: {ratio: "spread / free", spread: variance(dye), free: "2 * D(dye) * t"}\n`,
    );
    expect(model.outputs.map(({ name, dimension: of }) => [name, of])).toEqual([
      ["ratio", dimension("1")],
      ["spread", dimension("m^2")],
      ["free", dimension("m^2")],
    ]);
  });
});

describe("times, expectations and agreement", () => {
  const text = `${SLAB}parameters: {V: 10 mV}
solve: [steady, equilibrium, {transient: {until: 1 s, every: 0.1 s}}]
outputs: {n: amount(dye), twice: 2 * V}
agree: {n: {margin: 1 %}}
expect:
  - {of: n, at: 0.3 s, value: 1 nmol/cm^2, abs: 1 pmol/cm^2, level: master}
  - {of: n, at: 0.25 s, value: 1 nmol/cm^2, rel: 1 %, level: [master, continuum]}
  - {of: n, at: equilibrium, value: 0 mol/m^2, abs: 0 mol/m^2}
  - {of: "amount(dye, all)", conserved: 1e-12}
  - {of: twice, value: 40 mV, rel: 0, with: {V: 20 mV}}
`;
  const model = parseModel(text);

  test("a time that is expected takes the place of a grid time that differs by rounding", () => {
    const times = model.solves.flatMap((solve) => (solve.kind === "transient" ? solve.times : []));
    expect(3 * 0.1).not.toBe(0.3);
    expect(times).toContain(0.3);
    expect(times).not.toContain(3 * 0.1);
    expect(times).toContain(0.25);
    expect(times.length).toBe(12);
  });

  test("claims are in SI, with their levels, parameters and lines", () => {
    expect(model.expectations.map(({ claim, at: when, levels, line }) => [claim, when, levels, line])).toEqual([
      [{ kind: "value", value: 1e-5, abs: 1e-8 }, 0.3, ["master"], 9],
      [{ kind: "value", value: 1e-5, rel: 0.01 }, 0.25, ["master", "continuum"], 10],
      [{ kind: "value", value: 0, abs: 0 }, "equilibrium", undefined, 11],
      [{ kind: "conserved", rel: 1e-12 }, undefined, undefined, 12],
      [{ kind: "value", value: 0.04, rel: 0 }, undefined, undefined, 13],
    ]);
    expect(model.expectations[4]?.with).toEqual({ V: 0.02 });
  });

  test("agreement has a confidence of 99.9 % unless the file says another", () => {
    expect(model.agree).toEqual([{ output: "n", margin: 0.01, confidence: 0.999 }]);
  });

  test("what is expected must be solved for, in its time", () => {
    const expecting = (solve: string, when: string) =>
      complaints(
        `${SLAB}solve: ${solve}\noutputs: {n: amount(dye)}\nexpect:\n  - {of: n, at: ${when}, value: 0 mol/m^2, abs: 1 mol/m^2}\n`,
      );
    expect(expecting("steady", "equilibrium")).toEqual(["missing-key expect[0].at"]);
    expect(expecting("steady", "1 s")).toEqual(["missing-key expect[0].at"]);
    expect(expecting("{transient: {until: 1 s}}", "2 s")).toEqual(["out-of-range expect[0].at"]);
  });
});

describe("mistakes", () => {
  test("all of them are reported at once, in the order of the file", () => {
    const text = `perrin: 1
temperature: 25 m
parameters: {V: 10 mX}
species: {dye: {D: 5e-10 m/s}, ink: {D: 1e-10 m^2/s}}
domain: {geometry: slab, thickness: 1 s}
levels: [kontinuum]
`;
    expect(complaints(text)).toEqual([
      "wrong-dimension temperature",
      "bad-quantity parameters.V",
      "wrong-dimension species.dye.D",
      "wrong-dimension domain.thickness",
      "unknown-kind levels[0]",
    ]);
  });

  test("what follows from a mistake is not reported again", () => {
    const text = `perrin: 1
parameters: {c0: 1 mX}
species: {dye: {D: 5e-10 m/s}}
domain: {geometry: slab, thickness: 1 um}
initial: {dye: c0}
boundary: {left: {dye: {concentration: c0}}}
outputs: {J: "flux(dye, left)", P: J / c0}
agree: {P: {margin: 1 %}}
expect:
  - {of: P, value: 1 m/s, rel: 1e-6}
`;
    expect(complaints(text)).toEqual(["bad-quantity parameters.c0", "wrong-dimension species.dye.D"]);
  });

  test("items of a list keep their numbers when another one is wrong", () => {
    const text = `${LINE}initial: {dye: {at: 0 um}}
outputs: {spread: variance(dye)}
expect:
  - {what: spread}
  - {of: spred, value: 1 um^2, rel: 1}
`;
    expect(complaints(text)).toEqual([
      "missing-key expect[0].of",
      "unknown-key expect[0].what",
      "unknown-output expect[1].of",
    ]);
  });

  test("an issue shows the line with a mark under the place", () => {
    const text = `${SLAB}boundary:\n  right: {dye: absorbant}\n`;
    const [issue] = issuesOf(text);
    expect(formatIssue(issue!, text, "dye.yaml").split("\n")).toEqual([
      "dye.yaml:5:16  boundary.right.dye",
      '  "absorbant" has no meaning here; expected no-flux, concentration, flux, absorbing, dissolving, robin, bath (and periodic for both ends together).',
      "    5 |   right: {dye: absorbant}",
      "      |                ^^^^^^^^^",
      "  Did you mean absorbing?",
    ]);
  });

  test("a mistake inside a quoted expression is marked in the text of the file", () => {
    const [issue] = issuesOf(`${LINE}initial: {dye: {at: 0 um}}\noutputs: {s: "2 * varianc(dye)"}\n`);
    expect(issue).toMatchObject({
      code: "bad-expression",
      range: { line: 5, column: 19, length: 12 },
      fix: "variance",
    });
  });

  test.each([
    [
      "a reaction at a wall",
      "species: {na: {D: 1e-9 m^2/s}}\ndomain: {geometry: slab, thickness: 1 um}\nboundary: {left: {na: {reaction: 1 1/s}}}",
      "later-version boundary.left.na.reaction",
    ],
  ])("%s is said to come with a later version", (_what, lines, complaint) => {
    expect(complaints(`perrin: 1\n${lines}\n`)).toEqual([complaint]);
  });

  test.each([
    ["log P of a species", "species: {na: {D: 1e-9 m^2/s, logP: 2}}", "unknown-key species.na.logP"],
    ["sigma of a species", "species: {na: {D: 1e-9 m^2/s, sigma: 0.5}}", "unknown-key species.na.sigma"],
    ["a charge without field", "species: {na: {D: 1e-9 m^2/s, charge: -1}}", "missing-key species.na.charge"],
    ["a field without temperature", "field: poisson", "needs-temperature field"],
    [
      "margules without a mole fraction",
      "species: {na: {D: 1e-9 m^2/s, mu: [{margules: 2.5}]}}",
      "one-of species.na.mu[0].margules",
    ],
    ["a mole fraction without total", "species: {a: {D: 1e-9 m^2/s, measure: mole-fraction}}", "missing-key species.a"],
    ["total without a mole fraction", "species: {a: {D: 1e-9 m^2/s, total: 55 M}}", "one-of species.a.total"],
    [
      "a mole fraction of a medium above one at a wall",
      "species: {a: {D: 1e-9 m^2/s, measure: mole-fraction, total: 55 M}}\ndomain: {geometry: slab, thickness: 1 um}\nboundary: {left: {a: {concentration: 1.5}}}",
      "out-of-range boundary.left.a.concentration",
    ],
    [
      "a permittivity that is not positive",
      "media: {pore: {permittivity: -2}}",
      "out-of-range media.pore.permittivity",
    ],
  ])("%s is refused", (_what, lines, complaint) => {
    expect(complaints(`perrin: 1\n${lines}\n`)).toEqual([complaint]);
  });

  test.each(["__proto__", "constructor", "toString", "hasOwnProperty"])("the key %s is unknown, not a door", (key) => {
    expect(complaints(`perrin: 1\n${key}: 1\n`)).toEqual([`unknown-key ${key}`]);
    expect(complaints(`perrin: 1\nparameters: {${key}: 1}\noutputs: {a: 1}\n`)[0]).toMatch(/^(bad-name|unknown-key) /);
  });

  test.each([
    "/etc/passwd",
    "../up.csv",
    "a/../../up.csv",
    "https://example.org/a.csv",
    "C:\\a.csv",
    "~/a.csv",
    "file:a.csv",
  ])("the data file %s is refused unread", (file) => {
    const text = `${LINE}initial: {dye: {at: 0 um}}\noutputs: {s: variance(dye)}\ndata: {seen: {file: '${file}', columns: {value: [s, um^2]}, against: s}}\n`;
    const read: string[] = [];
    const readFile = (path: string) => {
      read.push(path);
      return "s\n1\n";
    };
    expect(complaints(text, { readFile })).toEqual(["file-access data.seen.file"]);
    expect(read).toEqual([]);
  });
});

describe("overrides", () => {
  const drug = example("301-layered-usl.yaml");

  test("a parameter, a field by its path, and a layer by its name", () => {
    const set = { "species.drug.in.water.D": "1e-10 m^2/s", "donor_usl.thickness": "1 um", "sampling.seed": "7" };
    const model = parseModel(drug, { set });
    expect(at(model.species[0]!.media[0]!.diffusivity)).toBe(1e-10);
    expect(model.domain?.kind === "layers" && model.domain.layers[0]?.thickness).toBe(1e-6);
    expect(model.sampling.seed).toBe(7);
    expect(parseModel(example("120-optical-trap.yaml"), { set: { kappa: "2 pN/um" } }).parameters[0]?.value).toBe(2e-6);
  });

  test("a section that the file leaves out may be set", () => {
    expect(parseModel(SLAB, { set: { "sampling.walkers": "12" } }).sampling.walkers).toBe(12);
  });

  test("a path that fits nowhere is an issue with the nearest spelling", () => {
    const [issue] = issuesOf(drug, { set: { "donor_usl.thicknes": "1 um" } });
    expect(issue).toMatchObject({ code: "unknown-key", fix: "thickness" });
    expect(issue?.because).toContain("--set");
    expect(issuesOf(drug, { set: { donor: "1 um" } })[0]).toMatchObject({ code: "unknown-path" });
    expect(issuesOf(drug, { set: { "species.drog.D": "1 um" } })[0]).toMatchObject({
      code: "unknown-path",
      fix: "species.drug.D",
    });
  });

  test("a wrong value is shown with where it came from", () => {
    const [issue] = issuesOf(drug, { set: { "donor_usl.thickness": "1 s" } });
    expect(issue).toMatchObject({ code: "wrong-dimension", path: "domain.layers[0].thickness" });
    expect(issue?.because).toContain('--set "donor_usl.thickness=1 s"');
  });
});

describe("mends", () => {
  const fixes = (text: string, options?: ParseOptions) => issuesOf(text, options).map(({ path, fix }) => [path, fix]);
  const slab = (rest: string) => `${SLAB}${rest}\n`;

  test.each([
    ["temperature: 25", "temperature", "25 degC"],
    ["temperature: 298.15", "temperature", "298.15 K"],
    ["temperature: 25 C", "temperature", "25 degC"],
    ["initial: {dye: 20 mMol}", "initial.dye", "20 mM"],
    ["initial: {dye: 20 mmol}", "initial.dye", "20 mM"],
    ["parameters: {load: 3 mM, twice: load mM}", "parameters.twice", "load"],
    ["parameters: {w: 5 kT}", "parameters.w", "temperature: 25 degC"],
    ["temperature: 300 K\nparameters: {w: 2 * kT}", "parameters.w", "1 kT"],
    ['outputs: {m: "concentration(dye, 2 um)"}', "outputs.m", "c"],
    [
      "boundary: {left: {dye: {bath: {volume: 1 mL, concentration: 0 mM}}}}",
      "boundary.left.dye.bath.volume",
      "area: 1 cm^2",
    ],
  ])("%s", (text, path, fix) => {
    expect(fixes(slab(text))).toEqual([[path, fix]]);
  });

  test("a missing temperature is one mistake, however many parts need it", () => {
    const text = `perrin: 1
parameters: {w: 5 kT}
species: {dye: {D: 1e-9 m^2/s, mu: [ideal, {potential: 2 kT}]}}
domain: {geometry: slab, thickness: 1 um}
outputs: {m: mean(dye) * kT}
`;
    expect(complaints(text)).toEqual(["needs-temperature parameters.w"]);
  });

  test("the name of a layer used as a medium", () => {
    const [issue] = issuesOf(
      "perrin: 1\nspecies: {dye: {in: {core: {D: 1e-9 m^2/s}}}}\ndomain: {geometry: slab, layers: [{name: core, thickness: 1 um}]}\n",
    );
    expect(issue?.because).toContain("add medium: core to the layer core");
  });

  test("a film before a finite bath is a membrane layer", () => {
    const both = "{robin: {P: 1e-6 m/s, concentration: 0 mM}, bath: {volume: 1 mm, concentration: 0 mM}}";
    const [issue] = issuesOf(slab(`boundary: {left: {dye: ${both}}}`));
    expect(issue?.because).toContain("membrane layer");
  });

  test("implausible margins and confidences are refused", () => {
    const agree = (rule: string) => complaints(slab(`outputs: {n: amount(dye)}\nagree: {n: {${rule}}}`));
    expect(agree("margin: 150 %")).toEqual(["out-of-range agree.n.margin"]);
    expect(agree("margin: 1 %, confidence: 50 %")).toEqual(["out-of-range agree.n.confidence"]);
    expect(agree("margin: 1 %, confidence: 100 %")).toEqual(["out-of-range agree.n.confidence"]);
    expect(agree("margin: 100 %, confidence: 51 %")).toEqual([]);
  });

  test("--set through a list, and into a membrane", () => {
    const listed = slab("solve: [{transient: {until: 10 s}}]");
    expect(fixes(listed, { set: { "solve.transient.until": "5 s" } })).toEqual([["", "solve.0.transient.until"]]);
    const film = `perrin: 1
species: {dye: {D: 1e-9 m^2/s}}
domain: {geometry: slab, layers: [{name: a, thickness: 1 um}, {name: film, membrane: {dye: {P: 1e-6 m/s}}}]}
`;
    expect(fixes(film, { set: { "film.P": "1e-5 m/s" } })).toEqual([["", "film.membrane.dye.P"]]);
    expect(complaints(film, { set: { "film.membrane.dye.P": "1e-5 m/s" } })).toEqual([]);
  });

  test("what follows from --set says so, and what the file itself has wrong does not", () => {
    const text = slab('outputs: {seen: "c(dye, 50 um)", wrong: "c(dye, 5 m)"}');
    const because = issuesOf(text, { set: { "domain.thickness": "5 um" } }).map((issue) => issue.because);
    expect(because).toEqual(['It follows from what was set by --set "domain.thickness=5 um".', undefined]);
  });
});
