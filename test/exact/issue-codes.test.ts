import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type Issue, ModelError } from "#model/issue.ts";
import { ISSUE_CODES, type IssueCode } from "#model/issue-codes.ts";
import { parseModel } from "#model/parse-model.ts";
import { errorsPage } from "../../scripts/errors-page.ts";

/** line:column of the complaint, a word of what is expected, and the fix. */
const EXPECTED: Readonly<Record<IssueCode, readonly [place: string, expected: string, fix?: string]>> = {
  "yaml-syntax": ["3:1", "YAML 1.2"],
  "too-large": ["1:1", "at most 1000000 characters"],
  "too-deep": ["2:48", "at most 40"],
  "not-allowed": ["2:14", "no anchors"],
  "duplicate-key": ["3:1", "every key once"],
  "empty-file": ["1:1", "a model"],
  version: ["1:1", "perrin: 1", "perrin: 1"],
  "missing-key": ["5:5", "rel: or abs:", "rel: 1e-6"],
  "unknown-key": ["2:1", "title, question", "title"],
  "wrong-type": ["2:10", "the species: {drug: {D: 5e-10 m^2/s}}"],
  "unknown-kind": ["5:16", "no-flux, concentration, flux, absorbing, dissolving, robin, bath", "absorbing"],
  "bad-name": ["2:14", "letters, digits and underscores", "my_length"],
  "name-taken": ["3:11", "a name of its own", "dye_species"],
  "one-of": ["3:1", "thickness: (one layer), or layers: [...]", "thickness: 100 um"],
  "out-of-range": ["3:37", "a thickness above zero"],
  "bad-quantity": ["2:23", "a unit"],
  "wrong-dimension": ["2:20", "a diffusion coefficient [m^2 s^-1]", "6.7e-10 m^2/s"],
  "bad-expression": ["3:20", "kappa", "kappa"],
  "unknown-species": ["5:10", "dye", "dye"],
  "unknown-layer": ["5:38", "all or domain", "domain"],
  "unknown-carrier": ["6:29", "glut", "glut"],
  "unknown-compartment": ["4:30", "a"],
  "unknown-medium": ["2:22", "water", "water"],
  "unknown-parameter": ["5:45", "depth", "depth"],
  "unknown-output": ["6:9", "spread", "spread"],
  "unknown-path": ["7:17", "D"],
  "no-such-end": ["5:3", "outer", "outer"],
  "needs-temperature": ["3:28", "temperature:", "temperature: 25 degC"],
  "needs-amount": ["6:15", "absorbing or no-flux"],
  "not-mobile": ["2:20", "above zero everywhere"],
  "not-neutral": ["9:3", "add up to zero"],
  "unstable-mixture": ["2:67", "a gradient energy"],
  "circular-output": ["3:8", "do not lead back"],
  "too-many-times": ["4:9", "at most 10000"],
  "file-access": ["7:16", "in the folder of the model"],
  "bad-table": ["7:25", "time, value"],
  "later-version": ["2:55", "a model without it"],
};

function issuesOf(text: string): readonly Issue[] {
  try {
    parseModel(text);
  } catch (error) {
    if (error instanceof ModelError) return error.issues;
    throw error;
  }
  return [];
}

describe("every code of an issue", () => {
  for (const code of Object.keys(ISSUE_CODES) as IssueCode[])
    test(`${code} is provoked by its example, alone, with its place and its mend`, () => {
      const issues = issuesOf(ISSUE_CODES[code].example);
      expect(issues.map((issue) => issue.code)).toEqual([code]);
      const [issue] = issues as [Issue];
      const [place, expected, fix] = EXPECTED[code];
      expect(`${issue.range.line}:${issue.range.column}`).toBe(place);
      expect(issue.expected).toContain(expected);
      if (fix !== undefined) expect(issue.fix).toBe(fix);
      else if (code !== "unknown-path") expect(issue.fix).toBeUndefined();
    });

  test("docs/errors.md is what the code says", () => {
    expect(readFileSync(new URL("../../docs/errors.md", import.meta.url), "utf8")).toBe(errorsPage());
  });
});
