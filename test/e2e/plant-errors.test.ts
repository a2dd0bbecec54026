import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { plantErrors, planted } from "../../scripts/plant-errors.ts";
import { PLANTED_COMPARTMENT_ERRORS } from "../../scripts/planted-compartment-errors.ts";
import { PLANTED_ERRORS, type PlantedError } from "../../scripts/planted-errors.ts";
import { PLANTED_SAMPLING_ERRORS } from "../../scripts/planted-sampling-errors.ts";

const named = (name: string) => PLANTED_ERRORS.find((error) => error.name === name) as PlantedError;

describe("planted errors", () => {
  test.each(
    [...PLANTED_ERRORS, ...PLANTED_SAMPLING_ERRORS, ...PLANTED_COMPARTMENT_ERRORS].map(
      (error) => [error.name, error] as const,
    ),
  )("%s: its line stands in the source", (_, error) => {
    const source = readFileSync(join(import.meta.dirname, "../..", error.file), "utf8");
    expect(planted(source, error)).not.toBe(source);
  });

  test("cannot be planted where their text is not found exactly once", () => {
    const error = named("K dropped");
    expect(() => planted("", error)).toThrow(/0 times/);
    expect(() => planted(error.find + error.find, error)).toThrow(/2 times/);
  });

  test("are seen by an example: D 2 % too large, a jump of K flipped; what changes nothing is not", () => {
    const harmless: PlantedError = {
      ...named("D + 2 %"),
      name: "nothing",
      by: `${named("D + 2 %").find} // no change`,
    };
    const told: string[] = [];
    const fates = plantErrors([named("D + 2 %"), named("jump of u at an interface flipped"), harmless], ({ name }) =>
      told.push(name),
    );
    expect(fates.map(({ seen }) => seen?.by)).toEqual(["202", "303", undefined]);
    expect(fates[0]?.seen?.how).toMatch(/closed-form and \w+ disagree/);
    expect(told).toHaveLength(3);
  });
});
