import { expect, test } from "vitest";
import { sweepFigure } from "#report/sweep-figure.ts";

const sweep = (values: readonly number[], stated: readonly (number | null)[]) =>
  sweepFigure({
    name: "stirring",
    level: "closed-form",
    vary: ["usl.thickness"],
    axis: { unit: "m", values },
    output: "P",
    unit: "cm/s",
    values: stated,
  });

test("values of a common ratio stand on a logarithmic axis, values of a common step on a linear one", () => {
  expect(sweep([1e-6, 1e-5, 1e-4], [1, 2, 3])?.x).toEqual({ label: "usl.thickness [µm]", scale: "log" });
  expect(sweep([1e-6, 2e-6, 3e-6], [1, 2, 3])?.x.scale).toBe("linear");
});

test("a value that was not stated leaves no point", () => {
  const mark = sweep([1e-6, 1e-5, 1e-4], [1, null, 3])?.marks[0];
  expect(mark?.kind === "line" && mark.y).toEqual([1, 3]);
  // 1 µm and 100 µm: one multiplication by 1e6 each
  expect(mark?.kind === "line" && mark.x[1]).toBeNear(100, { rel: 4e-16 });
  expect(sweep([1, 2, 3], [null, null, null])).toBeUndefined();
});

test("limits of the electric field stand beside by name, each with dashes of its own", () => {
  const figure = sweepFigure({
    name: "iv",
    level: "continuum",
    vary: ["V"],
    axis: { unit: "V", values: [-0.1, 0, 0.1] },
    output: "I",
    unit: "A/m^2",
    values: [-3, 0, 3],
    beside: [
      { field: "constant-field", values: [-4, 0, 4] },
      { field: "electroneutral", values: [-3.1, null, 3.1] },
      { field: "poisson", values: [-3, 0, 3] },
    ],
  });
  const [own, constant, neutral, poisson] = figure?.marks ?? [];
  expect([own, constant, neutral, poisson].map((mark) => mark?.label)).toEqual([
    "continuum",
    "constant-field limit",
    "electroneutral limit",
    "Poisson",
  ]);
  expect(constant).toMatchObject({ kind: "line", tone: "limit", x: [-0.1, 0, 0.1], y: [-4, 0, 4] });
  expect(neutral?.kind === "line" && Number.isNaN(neutral.y[1] as number)).toBe(true);
  const dashes = [constant, neutral, poisson].map((mark) => (mark?.kind === "line" ? mark.dash : undefined));
  expect(new Set(dashes).size).toBe(3);
});
