import { describe, expect, test } from "vitest";
import { closedForm } from "#levels/closed-form/closed-form.ts";
import { productsOf } from "#levels/closed-form/product-start.ts";
import { parseExpression } from "#model/expression/parse-expression.ts";
import { parseModel } from "#model/parse-model.ts";
import { readingOf, solvedBy } from "../support/grids.ts";

const model = (rest: string, species = "{D: 1 m^2/s}") =>
  parseModel(`perrin: 1
temperature: 300 K
species: {dye: ${species}}
${rest}`);

const because = (text: ReturnType<typeof model>): string => {
  const answer = closedForm.accepts(text, "dye");
  return answer.accepts ? "" : answer.because;
};

describe("products of slabs", () => {
  test("a sum of products of functions of one coordinate is taken apart, and nothing else is", () => {
    const sums = (text: string) => productsOf(parseExpression(text), ["x", "y"])?.length;
    expect(sums("3")).toBe(1);
    expect(sums("cos(x)")).toBe(1);
    expect(sums("1 + cos(x) * sin(y)")).toBe(2);
    expect(sums("(1 - x) * (2 + y) / 4")).toBe(1);
    expect(sums("(1 + x * y) * (2 - y * x)")).toBe(4);
    expect(sums("cos(x * y)")).toBeUndefined();
    expect(sums("cos(r)")).toBeUndefined();
    const [first, second] = productsOf(parseExpression("2 - 6 * x * y / 3"), ["x", "y"]) ?? [];
    expect([first?.coefficient, second?.coefficient]).toEqual([2, -1 / 3]);
  });

  test("the mean time to leave a box, and its scatter, are those of the triple series", () => {
    const box = model(`domain: {geometry: box, size: [4 m, 3 m, 2 m]}
initial: {dye: {at: [1.125 m, 1.375 m, 0.875 m]}}
boundary: {left: {dye: absorbing}, right: {dye: absorbing}, bottom: {dye: absorbing}, top: {dye: absorbing}, front: {dye: absorbing}}
outputs: {life: mean_exit_time(dye), scatter: exit_time_variance(dye), by_front: "exit_probability(dye, front)"}
`);
    const result = solvedBy(closedForm, box);
    const modes = ([L, x, half]: readonly [number, number, boolean], n: number) => {
      const k = ((n - (half ? 0.5 : 0)) * Math.PI) / L;
      return { rate: k * k, share: ((2 / L) * Math.sin(k * x) * (1 - Math.cos(k * L))) / k };
    };
    let [first, second] = [0, 0];
    const N = 100;
    for (let a = 1; a <= N; a++)
      for (let b = 1; b <= N; b++)
        for (let c = 1; c <= N; c++) {
          const [x, y, z] = [modes([4, 1.125, false], a), modes([3, 1.375, false], b), modes([2, 0.875, true], c)];
          const [share, rate] = [x.share * y.share * z.share, x.rate + y.rate + z.rate];
          first += share / rate;
          second += (2 * share) / rate ** 2;
        }
    // terms that are left out fall as 1/n⁴; in the scatter, a difference, they count for three times as much
    expect(readingOf(result, "mean_exit_time(dye, all)", "timeless")).toBeNear(first, { rel: 1e-5 });
    expect(readingOf(result, "exit_time_variance(dye, all)", "timeless")).toBeNear(second - first ** 2, { rel: 3e-5 });
    expect(readingOf(result, "exit_probability(dye, front)", "timeless")).toBeNear(0.40948994666585053, { rel: 1e-8 });
  });

  test("probabilities of conditions on several coordinates multiply, and msd add", () => {
    const square = model(`domain: {geometry: rectangle, size: [2 m, 1 m]}
initial: {dye: {at: [0.5 m, 0.25 m]}}
solve: {transient: {until: 0.1 s}}
outputs: {both: "probability(dye, x < 1 m and y > 0.5 m)", one: "probability(dye, x < 1 m)", other: "probability(dye, y > 0.5 m)", msd: msd(dye), vx: variance(dye), vy: "variance(dye, y)", mx: mean(dye), my: "mean(dye, y)"}
`);
    const result = solvedBy(closedForm, square);
    const at = (key: string) =>
      readingOf(result, result.readings.find((one) => one.measure.startsWith(key))?.measure ?? key, 0.1);
    expect(at("probability(dye, x < 1 m and")).toBeNear(
      at("probability(dye, x < 1 m)") * at("probability(dye, y > 0.5 m)"),
      { rel: 1e-12 },
    );
    const sum =
      at("variance(dye, x)") +
      at("variance(dye, y)") +
      (at("mean(dye, x)") - 0.5) ** 2 +
      (at("mean(dye, y)") - 0.25) ** 2;
    expect(at("msd(dye)")).toBeNear(sum, { rel: 1e-12 });
  });

  test("what varies along one coordinate alone is the slab, sides that supply and all", () => {
    const rest = "solve: [steady, {transient: {until: 0.2 s}}]";
    const strip = solvedBy(
      closedForm,
      model(`domain: {geometry: rectangle, size: [2 m, 1 m]}
boundary: {bottom: {dye: {concentration: 2 mol/m^3}}, top: {dye: {robin: {P: 3 m/s, concentration: 1 mol/m^3}}}}
${rest}
outputs: {J: "flux(dye, top)", c: "c(dye, 0.3 m, 0.4 m)", held: amount(dye)}`),
    );
    const slab = solvedBy(
      closedForm,
      model(`domain: {geometry: slab, thickness: 1 m}
boundary: {left: {dye: {concentration: 2 mol/m^3}}, right: {dye: {robin: {P: 3 m/s, concentration: 1 mol/m^3}}}}
${rest}
outputs: {J: "flux(dye, right)", c: "c(dye, 0.4 m)", held: amount(dye)}`),
    );
    for (const when of ["steady", 0.2]) {
      expect(readingOf(strip, "flux(dye, top)", when)).toBeNear(readingOf(slab, "flux(dye, right)", when), {
        rel: 1e-12,
      });
      expect(readingOf(strip, "c(dye, 0.3 m, 0.4 m)", when)).toBeNear(readingOf(slab, "c(dye, 0.4 m)", when), {
        rel: 1e-12,
      });
      expect(readingOf(strip, "amount(dye, all)", when)).toBeNear(2 * readingOf(slab, "amount(dye, all)", when), {
        rel: 1e-12,
      });
    }
  });

  test("axes that feel each other have no product", () => {
    const square = "domain: {geometry: rectangle, size: [2 m, 1 m]}\ninitial: {dye: {at: [1 m, 0.5 m]}}\n";
    expect(because(model(square, '{D: 1 m^2/s, mu: [{potential: "1 kT * x * y / 1 m^2"}]}'))).toContain(
      "more than one coordinate",
    );
    expect(because(model(square, '{D: 1 m^2/s, drift: ["1 m/s * y / 1 m", 0 m/s]}'))).toContain("another coordinate");
    const rock =
      'domain: {geometry: rectangle, size: [2 m, 1 m], media: [{medium: water}, {medium: rock, where: "x > 1.5 m"}]}\ninitial: {dye: {at: [1 m, 0.5 m]}}\n';
    expect(because(model(rock, "{in: {water: {D: 1 m^2/s}, rock: impenetrable}}"))).toContain("cannot enter");
    expect(
      because(
        model(
          "domain: {geometry: rectangle, size: [2 m, 1 m]}\nboundary: {left: {dye: {concentration: 1 mM}}, bottom: {dye: absorbing}}\n",
        ),
      ),
    ).not.toBe("");
  });
});
