import { describe, expect, test } from "vitest";
import { parseModel } from "#model/parse-model.ts";
import { coarseGrained, coarseNote } from "#step-law/coarse-grained.ts";

const model = (rest: string, geometry = "line", place = "0 nm") =>
  parseModel(`perrin: 1
temperature: 298.15 K
species: {bsa: {D: 70.50951424 um^2/s, mass: 66.463 kDa, inertia: true${rest}}}
domain: {geometry: ${geometry}}
initial: {bsa: {at: ${place}}}
`);

function numbersOf(rest: string, ...where: [string?, string?]): Map<string, number> {
  const its = model(rest, ...where);
  return new Map(its.species.flatMap((s) => coarseGrained(s, its)).map(({ symbol, value }) => [symbol, value]));
}
const noteOf = (rest: string) => {
  const its = model(rest);
  return its.species.map((s) => coarseNote(s, its))[0];
};

describe("a particle with inertia from afar", () => {
  test("has the drag, the memory and the speed of its D and its mass", () => {
    const numbers = numbersOf("", "space", "[0 nm, 0 nm, 0 nm]");
    expect(numbers.get("zeta")).toBeNear(5.83808e-11, { rel: 1e-5 });
    expect(numbers.get("tau")).toBeNear(1.890421571e-12, { rel: 1e-8 });
    expect(numbers.get("v_rms")).toBeNear(10.57804, { rel: 1e-6 });
    expect(numbers.get("msd lost")).toBeNear(6 * 70.50951424e-12 * 1.890421571e-12, { rel: 1e-8 });
    expect(noteOf("")).toMatch(/1\.890e-12 s.*2 D tau below 2 D t/);
  });

  test("in a trap swings or creeps, and shows no D", () => {
    const trap = (kappa: string) => `, mu: [ideal, {potential: "${kappa} * x^2 / 2"}]`;
    const swinging = numbersOf(trap("100 N/m"));
    expect(swinging.get("D")).toBeUndefined();
    expect(swinging.get("damping")).toBeNear(1 / (2 * (swinging.get("tau") ?? 0) * (swinging.get("omega") ?? 0)), {
      rel: 1e-14,
    });
    expect(swinging.get("omega")).toBeNear(Math.sqrt(100 / 1.10363964e-22), { rel: 1e-5 });
    expect(noteOf(trap("100 N/m"))).toMatch(/swings.*no diffusion coefficient/);
    expect(noteOf(trap("1 pN/um"))).toMatch(/creeps back.*no diffusion coefficient/);
  });
});
