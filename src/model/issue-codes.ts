/**
 * The codes of all issues that a model file can have, each with its meaning and the smallest text that provokes it.
 *
 * docs/errors.md is written from this list, and a test provokes every code with its example.
 *
 * @module
 */

/** Meaning and example of one code. */
export interface IssueMeaning {
  readonly meaning: string;
}

/** All codes. */
export const ISSUE_CODES = {
  "yaml-syntax": { meaning: "The file is not YAML 1.2." },
  "too-large": { meaning: "The file is longer than a model file may be." },
  "too-deep": { meaning: "Lists and maps are nested deeper than any model needs." },
  "not-allowed": {
    meaning: "A feature of YAML that model files do without: anchors, aliases, tags, several documents.",
  },
  "duplicate-key": { meaning: "A key stands twice in one map." },
  "empty-file": { meaning: "There is nothing in the file." },
  version: { meaning: "The first key must be perrin, with the version of the format." },
  "missing-key": { meaning: "A key that is needed is not there." },
  "unknown-key": { meaning: "A key that has no meaning there." },
  "wrong-type": { meaning: "A value of the wrong kind: text where a list is needed, and the like." },
  "unknown-kind": { meaning: "A word that is none of the kinds that are possible there." },
  "bad-name": {
    meaning: "A name that is not made of letters, digits and underscores, or that already means something.",
  },
  "name-taken": { meaning: "Two things have one name, so that an expression could mean either." },
  "one-of": { meaning: "Exactly one of several keys is needed, or two keys exclude each other." },
  "out-of-range": { meaning: "A number outside the range in which it has a meaning." },
  "bad-quantity": { meaning: "A text that is not a number with a unit." },
  "wrong-dimension": { meaning: "A quantity of another dimension than the one that is needed." },
  "bad-expression": { meaning: "An expression that cannot be read, or names what does not exist." },
  "unknown-species": { meaning: "A species that the file does not declare." },
  "unknown-layer": { meaning: "A layer that the domain does not have." },
  "unknown-medium": { meaning: "A medium that the domain does not have." },
  "unknown-parameter": { meaning: "A parameter that the file does not declare." },
  "unknown-output": { meaning: "An output that the file does not declare." },
  "unknown-path": { meaning: "An override or a sweep of a field that the file does not have." },
  "no-such-end": { meaning: "A boundary condition at an end that the domain does not have." },
  "needs-temperature": { meaning: "Something depends on the temperature, and the file gives none." },
  "needs-amount": { meaning: "A single walker meets a concentration in moles." },
  "not-mobile": { meaning: "A diffusion coefficient or partition coefficient that is not positive." },
  "not-constant": { meaning: "A number is needed, and the expression depends on position." },
  "circular-output": { meaning: "Outputs that are defined by each other in a circle." },
  "wrong-measure": { meaning: "A measure with arguments that it does not take." },
  "too-many-times": { meaning: "More record times than a run can keep." },
  "file-access": { meaning: "A data file outside the folder of the model, or one that cannot be read." },
  "bad-table": { meaning: "A table of measured values that cannot be read." },
  "later-version": { meaning: "A part of the grammar that this version does not have yet." },
} as const satisfies Record<string, IssueMeaning>;

/** A code of {@link ISSUE_CODES}. */
export type IssueCode = keyof typeof ISSUE_CODES;
