import { describe, expect, test } from "vitest";
import { closedForm } from "#levels/closed-form/closed-form.ts";
import { continuum } from "#levels/continuum/continuum.ts";
import type { Level } from "#levels/contract.ts";
import { master } from "#levels/master/master.ts";
import { parseModel } from "#model/parse-model.ts";
import { makeGridSystem } from "#numerics/grid/grid-system.ts";
import { makeChebyshevRoom, stagesFor, stepChebyshev } from "#numerics/runge-kutta-chebyshev.ts";
import { makeTrBdf2, stepTrBdf2 } from "#numerics/tr-bdf2.ts";
import { gridNetworkOf, readingOf, solvedBy } from "../support/grids.ts";

/** Observed orders of a reading on once, twice and four times the cells, against a value that is known. */
function ordersOf(
  level: Level,
  text: string,
  measure: string,
  exact: number,
  when: number | string = "timeless",
): readonly number[] {
  const model = parseModel(text);
  const errors = [1, 2, 4].map((refinement) =>
    Math.abs(readingOf(solvedBy(level, model, refinement), measure, when) - exact),
  );
  return errors.slice(1).map((error, i) => Math.log2(errors[i] / error));
}

const ORDER = 2 - 0.1;

/** I_0 by its power series, as long as that does not overflow; beyond, 1 / I_0 is nothing. */
function besselI0(x: number): number {
  if (x > 600) return Number.POSITIVE_INFINITY;
  let [sum, term] = [1, 1];
  for (let k = 1; term > 1e-17 * sum; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

describe("space in two and three dimensions", () => {
  const exits = (geometry: string, at: string, sides: readonly string[]): string => `perrin: 1
species: {dye: {D: 1 um^2/s}}
domain: {${geometry}}
initial: {dye: {at: ${at}}}
boundary: {${sides.map((side) => `${side}: {dye: absorbing}`).join(", ")}}
outputs: {life: mean_exit_time(dye), scatter: exit_time_variance(dye)}
`;

  test("the mean exit time from a box falls to that of three slabs with order 2", () => {
    const box = exits("geometry: box, size: [4 um, 3 um, 2 um], cells: [8, 6, 4]", "[1.25 um, 1.25 um, 0.75 um]", [
      "left",
      "right",
      "bottom",
      "top",
      "front",
    ]);
    const exact = readingOf(solvedBy(closedForm, parseModel(box)), "mean_exit_time(dye, all)", "timeless");
    for (const order of ordersOf(continuum, box, "mean_exit_time(dye, all)", exact))
      expect(order).toBeGreaterThan(ORDER);
    const scatter = readingOf(solvedBy(closedForm, parseModel(box)), "exit_time_variance(dye, all)", "timeless");
    for (const order of ordersOf(continuum, box, "exit_time_variance(dye, all)", scatter))
      expect(order).toBeGreaterThan(ORDER);
  });

  test("that from a finite cylinder falls to its series in I_0 with order 2", () => {
    // Σ 4 sin(κ z) / (nπ κ²) (1 - 1 / I_0(κ a)), κ = nπ / H, n odd; a = 2, H = 3, z = 1, which is a face of every grid
    let drumLife = 0;
    for (let n = 1; n < 400; n += 2) {
      const k = (n * Math.PI) / 3;
      drumLife += ((4 * Math.sin(k)) / (n * Math.PI * k * k)) * (1 - 1 / besselI0(2 * k));
    }
    const drum = exits("geometry: cylinder, radius: 2 um, length: 3 um, cells: [6, 9]", "[0 um, 1 um]", [
      "outer",
      "bottom",
      "top",
    ]);
    for (const order of ordersOf(continuum, drum, "mean_exit_time(dye, all)", drumLife))
      expect(order).toBeGreaterThan(ORDER);
  });

  test("a steady state with one warm side falls to its series with order 2", () => {
    const plate = `perrin: 1
species: {dye: {D: 1e-9 m^2/s}}
domain: {geometry: rectangle, size: [1 mm, 1 mm], cells: [12, 12]}
boundary:
  top: {dye: {concentration: 1 mol/m^3}}
  left: {dye: absorbing}
  right: {dye: absorbing}
  bottom: {dye: absorbing}
solve: steady
outputs: {low: "c(dye, 0.5 mm, 0.25 mm)"}
`;
    // Σ 4 sin(nπ/2) sinh(nπ/4) / (nπ sinh nπ), n odd
    for (const order of ordersOf(continuum, plate, "c(dye, 0.0005 m, 0.00025 m)", 0.09541411796661341, "steady"))
      expect(order).toBeGreaterThan(ORDER);
  });

  test("D that varies along the flux and K across it give their flux with order 2", () => {
    // c = K(y) a(x), D = D0 (1 + x / L): J = <K> D0 / (L ln 2), <K> = 1 + 1/3
    const text = `perrin: 1
species: {dye: {D: "1e-9 m^2/s * (1 + x / 1 mm)", K: "1 + (y / 1 mm)^2"}}
domain: {geometry: rectangle, size: [1 mm, 1 mm], cells: [6, 6]}
boundary:
  left: {dye: {robin: {P: 1 m/s, concentration: 1 mol/m^3}}}
  right: {dye: {robin: {P: 1 m/s, concentration: 0 mol/m^3}}}
solve: steady
outputs: {J: "flux(dye, right)"}
`;
    // films of P = 1 m/s beside 1e-6 m/s of the layer: each carries its part of the drop
    const mean = (): number => {
      let sum = 0;
      const n = 2000;
      for (let i = 0; i < n; i++) {
        const K = 1 + ((i + 0.5) / n) ** 2;
        sum += 1 / (2 + (Math.LN2 * 1e6) / K) / n;
      }
      return sum;
    };
    for (const order of ordersOf(continuum, text, "flux(dye, right)", mean(), "steady"))
      expect(order).toBeGreaterThan(ORDER);
  });

  test("a mode that fades is followed with order 2 by the master equation, which is exact in time", () => {
    const text = `perrin: 1
species: {dye: {D: 1e-9 m^2/s}}
domain: {geometry: rectangle, size: [2 mm, 1 mm], cells: [8, 4]}
initial: {dye: "1 mol/m^3 * (1 + sin(pi * y / 1 mm) * cos(pi * x / 2 mm))"}
boundary: {top: {dye: absorbing}, bottom: {dye: absorbing}}
solve: {transient: {until: 100 s, times: [50 s]}}
outputs: {corner: "c(dye, 0.5 mm, 0.5 mm)"}
`;
    const exact = readingOf(solvedBy(closedForm, parseModel(text)), "c(dye, 0.0005 m, 0.0005 m)", 100);
    for (const order of ordersOf(master, text, "c(dye, 0.0005 m, 0.0005 m)", exact, 100))
      expect(order).toBeGreaterThan(ORDER);
  });
});

describe("time in two and three dimensions", () => {
  /** A mode of a closed grid fades as e^{-λ t}, λ = Σ 2 D (1 - cos(π / n)) / h². */
  const mode = (cells: readonly number[]) => {
    const names = ["x", "y", "z"].slice(0, cells.length);
    const text = `perrin: 1
species: {dye: {D: 1 m^2/s}}
domain: {geometry: ${cells.length === 2 ? "rectangle" : "box"}, size: [${cells.map(() => "1 m").join(", ")}], cells: [${cells.join(", ")}]}
`;
    const { mesh, operator } = gridNetworkOf(text);
    const rate = cells.reduce((sum, n) => sum + 2 * n * n * (1 - Math.cos(Math.PI / n)), 0);
    const start = Float64Array.from({ length: mesh.size }, (_, i) => {
      const [nx, ny] = mesh.shape.cells;
      const index = [i % nx, Math.floor(i / nx) % ny, Math.floor(i / (nx * ny))];
      return (
        2 +
        names.reduce(
          (product, _name, axis) => product * Math.cos(Math.PI * mesh.center[axis as 0 | 1 | 2][index[axis]]),
          1,
        )
      );
    });
    return { operator, rate, start };
  };

  for (const cells of [
    [8, 6],
    [6, 5, 4],
  ]) {
    const { operator, rate, start } = mode(cells);
    const until = 1 / rate;
    const errorOf = (end: Float64Array): number =>
      Math.max(...end.map((c, i) => Math.abs(c - 2 - (start[i] - 2) * Math.exp(-rate * until))));
    const order = (error: (steps: number) => number, few: number): number => Math.log2(error(few) / error(4 * few)) / 2;

    test(`TR-BDF2 on ${cells.join(" x ")} cells is of order 2`, () => {
      const error = (steps: number): number => {
        const system = makeGridSystem(operator, { tolerance: 1e-13 });
        const work = makeTrBdf2(system.size);
        const state = start.slice();
        const isPositive = new Uint8Array(system.size).fill(1);
        for (let i = 0; i < steps; i++) {
          stepTrBdf2(work, system, state, until / steps, isPositive);
          state.set(work.next);
        }
        return errorOf(state);
      };
      expect(order(error, 8)).toBeGreaterThan(ORDER);
    });

    test(`Runge-Kutta-Chebyshev on ${cells.join(" x ")} cells is of order 2`, () => {
      const error = (steps: number): number => {
        const system = makeGridSystem(operator);
        const room = makeChebyshevRoom(system.size);
        const state = start.slice();
        for (let i = 0; i < steps; i++) {
          system.fillRate(room.start, state);
          stepChebyshev(room, system, state, until / steps, stagesFor(until / steps, 2 * system.fastestRate));
          state.set(room.next);
        }
        return errorOf(state);
      };
      expect(order(error, 32)).toBeGreaterThan(ORDER);
    });
  }
});
