import { describe, expect, test } from "vitest";
import { ModelError } from "#model/issue.ts";
import { parseModel } from "#model/parse-model.ts";

function issueOf(domain: string, output: string) {
  const media = ["gel: {D: 3e-10 m^2/s, K: 2}", "water: {D: 6e-10 m^2/s}", "salty: {D: 7e-10 m^2/s}"];
  const used = media.filter((one) => domain.includes(one.split(":")[0] as string));
  const text = `perrin: 1
species: {dye: {in: {${used.join(", ")}}}}
domain: ${domain}
outputs: {seen: "${output}"}
`;
  try {
    parseModel(text);
  } catch (error) {
    if (error instanceof ModelError) return error.issues[0];
    throw error;
  }
  return undefined;
}

const layer = (name: string, thickness: string, medium: string) =>
  `{name: ${name}, thickness: ${thickness}, medium: ${medium}}`;
const slab = (...layers: string[]) => `{geometry: slab, layers: [${layers.join(", ")}]}`;
const gelAndWater = slab(layer("core", "200 um", "gel"), layer("rim", "50 um", "water"));

describe("a point at which a measure is taken", () => {
  test("lies in the domain, its ends included", () => {
    for (const x of ["0 um", "250 um", "10 um"]) expect(issueOf(gelAndWater, `c(dye, ${x})`)).toBeUndefined();
    for (const x of ["-1 um", "251 um", "2 mm"]) {
      const issue = issueOf(gelAndWater, `flux(dye, ${x})`);
      expect(issue).toMatchObject({ code: "out-of-range", path: "outputs.seen" });
      expect(issue?.expected).toBe("a point from 0 m to 0.00025 m");
    }
  });

  test("may lie beyond the window of a line, but not beyond its end", () => {
    const line = "{geometry: line, from: 0 um, resolve: [0 um, 10 um]}";
    const dye = (x: string) => {
      const text = `perrin: 1\nspecies: {dye: {D: 1e-9 m^2/s}}\ndomain: ${line}\noutputs: {seen: "c(dye, ${x})"}\n`;
      return () => parseModel(text);
    };
    expect(dye("200 um")).not.toThrow();
    expect(dye("-1 um")).toThrow("a point at or beyond 0 m");
  });

  test("is not the interface at which K jumps, where c has two values and activity one", () => {
    expect(issueOf(gelAndWater, "c(dye, 200 um)")?.expected).toBe("a side of it: core.right or rim.left");
    expect(issueOf(gelAndWater, "activity(dye, 200 um)")).toBeUndefined();
    expect(issueOf(gelAndWater, "c(dye, core.right)")).toBeUndefined();
  });

  test("may be an interface of media with the same K", () => {
    const salted = slab(layer("a", "200 um", "water"), layer("b", "50 um", "salty"));
    expect(issueOf(salted, "c(dye, 200 um)")).toBeUndefined();
  });

  test("is not a membrane, where activity has two values as well", () => {
    const membrane = "{name: wall, membrane: {dye: {P: 1e-6 m/s}}}";
    const cut = slab(layer("a", "150 um", "water"), membrane, layer("b", "4 nm", "water"));
    for (const measure of ["c", "activity"])
      expect(issueOf(cut, `${measure}(dye, 150 um)`)?.expected).toBe("a side of it: a.right or b.left");
    expect(issueOf(cut, "flux(dye, 150 um)")).toBeUndefined();
  });

  test("is not the interface with a medium that cannot be entered", () => {
    const waxed = slab(layer("a", "200 um", "water"), layer("b", "50 um", "wax"));
    expect(issueOf(waxed, "c(dye, 200 um)")?.expected).toBe("a side of it: a.right or b.left");
  });
});
