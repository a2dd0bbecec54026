/**
 * The codes of all issues that a model file can have, each with its meaning and a small file that provokes it.
 *
 * docs/errors.md is written from this list, and a test provokes every code with its example.
 *
 * @module
 */

/** Meaning of one code, and a file that has it. */
export interface IssueMeaning {
  readonly meaning: string;
  readonly example: string;
}

const SLAB = "perrin: 1\nspecies: {dye: {D: 5e-10 m^2/s}}\ndomain: {geometry: slab, thickness: 100 um}\n";
const LINE = "perrin: 1\nspecies: {dye: {D: 5e-10 m^2/s}}\ndomain: {geometry: line}\ninitial: {dye: {at: 0 um}}\n";

/** All codes. */
export const ISSUE_CODES = {
  "yaml-syntax": { meaning: "The file is not YAML 1.2.", example: "perrin: 1\ntitle: [a, b\n" },
  "too-large": {
    meaning: "The file is longer than a model file may be. Measured values go into a CSV file beside it.",
    example: `perrin: 1\n${"# a very long comment\n".repeat(50_000)}`,
  },
  "too-deep": {
    meaning: "Lists and maps are nested deeper than any model needs.",
    example: `perrin: 1\nplots: ${"[".repeat(45)}${"]".repeat(45)}\n`,
  },
  "not-allowed": {
    meaning: "A feature of YAML that model files do without: anchors, aliases, tags, several documents.",
    example: "perrin: 1\ntitle: &name A title\n",
  },
  "duplicate-key": { meaning: "A key stands twice in one map.", example: "perrin: 1\ntitle: One\ntitle: Two\n" },
  "empty-file": { meaning: "There is nothing in the file.", example: "# nothing yet\n" },
  version: {
    meaning: "The first key must be perrin, with the version of the format.",
    example: "title: A model\n",
  },
  "missing-key": {
    meaning: "A key that is needed is not there.",
    example: `${SLAB}expect:\n  - {of: "amount(dye)", value: 0 mol/m^2}\n`,
  },
  "unknown-key": { meaning: "A key that has no meaning there.", example: "perrin: 1\ntitel: A model\n" },
  "wrong-type": {
    meaning: "A value of the wrong kind: text where a list is needed, and the like.",
    example: "perrin: 1\nspecies: dye\n",
  },
  "unknown-kind": {
    meaning: "A word that is none of the kinds that are possible there.",
    example: `${SLAB}boundary:\n  right: {dye: absorbant}\n`,
  },
  "bad-name": {
    meaning: "A name that is not made of letters, digits and underscores, or that already means something.",
    example: "perrin: 1\nparameters: {my-length: 1 um}\n",
  },
  "name-taken": {
    meaning: "Two things have one name, so that an expression could mean either.",
    example: "perrin: 1\nparameters: {dye: 1 um}\nspecies: {dye: {D: 5e-10 m^2/s}}\n",
  },
  "one-of": {
    meaning: "Exactly one of several keys is needed, or two keys exclude each other.",
    example: "perrin: 1\nspecies: {dye: {D: 5e-10 m^2/s}}\ndomain: {geometry: slab}\n",
  },
  "out-of-range": {
    meaning: "A number outside the range in which it has a meaning.",
    example: "perrin: 1\nspecies: {dye: {D: 5e-10 m^2/s}}\ndomain: {geometry: slab, thickness: -100 um}\n",
  },
  "bad-quantity": {
    meaning: "A text that is not a number with a unit.",
    example: "perrin: 1\nparameters: {depth: 5 micrns}\n",
  },
  "wrong-dimension": {
    meaning: "A quantity of another dimension than the one that is needed.",
    example: "perrin: 1\nspecies: {dye: {D: 6.7e-10 m/s}}\n",
  },
  "bad-expression": {
    meaning: "An expression that cannot be read, or names what does not exist.",
    example: 'perrin: 1\nparameters: {kappa: 1 pN/um}\noutputs: {energy: "kapa * (1 um)^2"}\n',
  },
  "unknown-species": {
    meaning: "A species that the file does not declare.",
    example: `${SLAB}boundary:\n  left: {dey: absorbing}\n`,
  },
  "unknown-layer": {
    meaning: "A layer that the domain does not have.",
    example: `${SLAB}sources:\n  - {name: uptake, species: dye, at: domian, law: linear, rate: -1 1/s}\n`,
  },
  "unknown-carrier": {
    meaning: "A carrier that the file does not declare.",
    example: `${SLAB}carriers: {glut: {law: linear, P: 1e-6 m/s}}\nsources:\n  - {name: uptake, carrier: glot, species: dye, at: domain.right, area: 1}\n`,
  },
  "unknown-compartment": {
    meaning: "A compartment that the file does not declare.",
    example:
      "perrin: 1\nspecies: {dye: {}}\ncompartments: {a: {volume: 1 mL, contains: {dye: 1 mM}}}\nmembranes: {m: {between: [a, bath], area: 1 cm^2, solutes: {dye: {P: 1e-6 m/s}}}}\n",
  },
  "unknown-medium": {
    meaning: "A medium that the domain does not have.",
    example:
      "perrin: 1\nspecies: {dye: {in: {watr: {D: 5e-10 m^2/s}}}}\ndomain: {geometry: slab, thickness: 1 um, medium: water}\n",
  },
  "unknown-parameter": {
    meaning: "A parameter that the file does not declare.",
    example: `perrin: 1\nparameters: {depth: 1 um}\noutputs: {twice: 2 * depth}\nexpect:\n  - {of: twice, value: 4 um, rel: 0, with: {dept: 2 um}}\n`,
  },
  "unknown-output": {
    meaning: "An output that the file does not declare.",
    example: `${LINE}outputs: {spread: variance(dye)}\nagree: {spred: {margin: 1 %}}\n`,
  },
  "unknown-path": {
    meaning: "An override or a sweep of a field that the file does not have.",
    example: `${LINE}outputs: {spread: variance(dye)}\nsweep:\n  speed: {vary: species.dye.E, from: 1e-10 m^2/s, to: 1e-9 m^2/s, plot: spread}\n`,
  },
  "no-such-end": {
    meaning: "A boundary condition at an end that the domain does not have.",
    example:
      "perrin: 1\nspecies: {dye: {D: 5e-10 m^2/s}}\ndomain: {geometry: sphere, radius: 1 um}\nboundary:\n  right: {dye: absorbing}\n",
  },
  "needs-temperature": {
    meaning: "Something depends on the temperature, and the file gives none.",
    example: "perrin: 1\nspecies:\n  bead: {radius: 1 um, D: {stokes-einstein: {viscosity: 1 mPa s}}}\n",
  },
  "needs-amount": {
    meaning: "A single walker meets a concentration in moles.",
    example: `${SLAB}initial: {dye: {at: 10 um}}\nboundary:\n  left: {dye: {concentration: 1 mM}}\n`,
  },
  "not-mobile": {
    meaning: "A diffusion coefficient or partition coefficient that is not positive.",
    example: "perrin: 1\nspecies: {dye: {D: -5e-10 m^2/s}}\n",
  },
  "not-neutral": {
    meaning: "A bath whose charges do not add up to zero.",
    example:
      "perrin: 1\ntemperature: 298.15 K\nspecies:\n  na: {charge: 1, D: 1.3e-9 m^2/s}\n  cl: {charge: -1, D: 2e-9 m^2/s}\ndomain: {geometry: slab, thickness: 1 um}\nfield: electroneutral\nboundary:\n  left: {na: {concentration: 2 mM}, cl: {concentration: 1 mM}, electric-potential: 0 mV}\n",
  },
  "unstable-mixture": {
    meaning:
      "A mixture whose thermodynamic factor is below zero at compositions that it can reach, without a gradient energy.",
    example:
      "perrin: 1\nspecies: {a: {measure: mole-fraction, total: 55 M, D: 1e-9 m^2/s, mu: [ideal, {margules: 2.5}]}}\ndomain: {geometry: slab, thickness: 1 mm}\nboundary: {left: {a: {concentration: 0.9}}, right: {a: {concentration: 0.1}}}\n",
  },
  "circular-output": {
    meaning: "Outputs that are defined by each other in a circle.",
    example: "perrin: 1\noutputs:\n  hen: 2 * egg\n  egg: hen / 2\n",
  },
  "too-many-times": {
    meaning: "More record times than a run can keep.",
    example: `${SLAB}solve: {transient: {until: 1 h, every: 1 ms}}\n`,
  },
  "file-access": {
    meaning: "A data file outside the folder of the model, or one that cannot be read.",
    example: `${LINE}outputs: {spread: variance(dye)}\ndata:\n  seen: {file: ../seen.csv, columns: {value: [s, um^2]}, against: spread}\n`,
  },
  "bad-table": {
    meaning: "A table of measured values that cannot be read.",
    example: `${LINE}outputs: {spread: variance(dye)}\ndata:\n  seen: {rows: [[1, 2], [3]], columns: {time: s, value: um^2}, against: spread}\n`,
  },
  "later-version": {
    meaning: "A part of the grammar that this version does not have yet.",
    example: "perrin: 1\nspecies: {dye: {walk: {step: {lattice: 1 nm}, clock: {weibull: 1 ns}}}}\n",
  },
} as const satisfies Record<string, IssueMeaning>;

/** A code of {@link ISSUE_CODES}. */
export type IssueCode = keyof typeof ISSUE_CODES;
