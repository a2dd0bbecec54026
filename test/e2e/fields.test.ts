import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildCommandLine, perrin, put, scratchFolder } from "../support/command-line.ts";

const { path: cwd, remove } = scratchFolder();
beforeAll(buildCommandLine, 120_000);
afterAll(remove);

const LINE = `perrin: 1
species: {w: {D: 1e-9 m^2/s}}
domain: {geometry: slab, thickness: 10 um, cells: 20}
initial: {w: "if(x < 5 um, 1 mM, 0 mM)"}
solve: [steady, {transient: {until: 10 ms, every: 2 ms}}]
levels: [continuum]
outputs: {s: "amount(w, all)"}
plots: [{map: w, over: [position, time]}]
`;
const PLANE = `perrin: 1
species: {w: {D: 1e-9 m^2/s}}
domain: {geometry: rectangle, size: [12 um, 8 um], cells: [6, 4]}
initial: {w: "if(x < 5 um, 1 mM, 0 mM)"}
solve: {transient: {until: 10 ms, every: 5 ms}}
levels: [continuum]
outputs: {s: "amount(w, all)"}
plots: [{map: concentration, at: [0 s, 10 ms]}]
`;
const IONS = `perrin: 1
temperature: 25 degC
species: {k: {charge: +1, D: 1e-9 m^2/s}, cl: {charge: -1, D: 1e-9 m^2/s}}
media: {water: {permittivity: 80}}
domain: {geometry: slab, layers: [{name: gap, thickness: 10 nm, medium: water}]}
field: poisson
boundary:
  left: {k: {concentration: 100 mM}, cl: {concentration: 100 mM}, electric-potential: 10 mV}
  right: {k: {concentration: 100 mM}, cl: {concentration: 100 mM}, electric-potential: 0 mV}
solve: steady
levels: [continuum]
outputs: {I: "current_density(all, right)"}
`;

/** Runs a model and opens its fields. */
async function opened(name: string, text: string) {
  put(cwd, `${name}.yaml`, text);
  expect(perrin(["run", `${name}.yaml`, "--out", name], { cwd }).status).toBe(0);
  const { default: h5wasm } = await import("h5wasm/node");
  await h5wasm.ready;
  const file = new h5wasm.File(join(cwd, name, "fields.nc"), "r");
  const dataset = (path: string) => {
    const found = file.get(path);
    if (!(found instanceof h5wasm.Dataset)) throw new Error(`no ${path}`);
    return found;
  };
  return { file, dataset };
}

/** Rows of a CSV file of the results, by the names of its columns. */
function rowsOf(name: string, table: string): readonly Readonly<Record<string, string>>[] {
  const [head = "", ...rows] = readFileSync(join(cwd, name, `${table}.csv`), "utf8")
    .trim()
    .split("\n");
  const columns = head.split(",");
  return rows.map((row) => Object.fromEntries(row.split(",").map((cell, i) => [columns[i], cell])));
}

describe("fields.nc", () => {
  test("has profiles over time and x, with units and scales, and says what the table says", async () => {
    const { file, dataset } = await opened("line", LINE);
    const c = dataset("/continuum/w/concentration");
    expect(c.get_attached_scales(0)).toEqual(["/continuum/w/time"]);
    expect(c.get_attached_scales(1)).toEqual(["/continuum/w/x"]);
    expect(c.attrs.units?.value).toBe("mol m-3");
    const [time, x] = [dataset("/continuum/w/time"), dataset("/continuum/w/x")];
    expect([time.attrs.units?.value, time.attrs.axis?.value]).toEqual(["s", "T"]);
    expect([x.attrs.units?.value, x.attrs.axis?.value]).toEqual(["m", "X"]);
    expect(file.attrs.Conventions?.value).toBe("CF-1.8");
    const [times, places, values] = [time, x, c].map((set) => [...(set.value as Float64Array)]) as [
      number[],
      number[],
      number[],
    ];
    const [steady] = [[...(dataset("/continuum/w/concentration_steady").value as Float64Array)]];
    file.close();
    // a map over time keeps every record
    expect(times).toEqual([0, 0.002, 0.004, 0.006, 0.008, 0.01]);
    const rows = rowsOf("line", "profile-w-concentration");
    const written = new Map(rows.map(({ when, x_m, value }) => [`${Number(when)} ${Number(x_m)}`, Number(value)]));
    for (const [k, t] of times.entries())
      for (const [i, at] of places.entries()) expect(values[k * places.length + i]).toBe(written.get(`${t} ${at}`));
    expect(steady).toEqual(rows.filter(({ when }) => when === "steady").map(({ value }) => Number(value)));
  });

  test("has planes over time, y and x: x runs fastest", async () => {
    const { file, dataset } = await opened("plane", PLANE);
    const c = dataset("/continuum/w/concentration");
    expect(c.shape).toEqual([2, 4, 6]);
    expect([0, 1, 2].map((axis) => c.get_attached_scales(axis)[0])).toEqual([
      "/continuum/w/time",
      "/continuum/w/y",
      "/continuum/w/x",
    ]);
    // at the start 1 mol/m^3 left of 5 um: cells of 2 um, the third one half full
    const start = [...(c.value as Float64Array)].slice(0, 6);
    file.close();
    expect(start[0]).toBeNear(1, { rel: 1e-12 });
    expect(start[5]).toBe(0);
  });

  test("has the electric potential beside the species", async () => {
    const { file, dataset } = await opened("ions", IONS);
    const phi = dataset("/continuum/electric_potential_steady");
    expect(phi.attrs.units?.value).toBe("V");
    const values = [...(phi.value as Float64Array)];
    const of = dataset("/continuum/k/concentration_steady").shape;
    file.close();
    expect(of).toEqual([values.length]);
    // from 10 mV on the left to 0 on the right, within a cell of either
    expect(values[0]).toBeGreaterThan(0.0095);
    expect(Math.abs(values.at(-1) ?? 1)).toBeLessThan(0.0005);
  });

  const ncdump = spawnSync("ncdump", []).error === undefined;
  if (!ncdump) console.warn("No ncdump here: the NetCDF library itself has not read fields.nc.");
  test.skipIf(!ncdump)("is read by the NetCDF library, which finds dimensions by name", () => {
    put(cwd, "dumped.yaml", LINE);
    expect(perrin(["run", "dumped.yaml", "--out", "dumped"], { cwd }).status).toBe(0);
    const { stdout, status } = spawnSync("ncdump", ["-v", "time", join(cwd, "dumped/fields.nc")], { encoding: "utf8" });
    expect(status).toBe(0);
    expect(stdout).toContain("time = 6 ;");
    expect(stdout).toMatch(/double concentration\(time, x\)/u);
    expect(stdout).toMatch(/concentration:units = "mol m-3"/u);
    expect(stdout).toMatch(/time = 0, 0\.002, 0\.004, 0\.006, 0\.008, 0\.01/u);
  });
});

test("figures of maps are XML with their picture inside, which the page of the report may show", () => {
  put(cwd, "drawn.yaml", LINE);
  expect(perrin(["run", "drawn.yaml", "--out", "drawn"], { cwd }).status).toBe(0);
  const svg = readFileSync(join(cwd, "drawn/map-w-concentration-continuum.svg"), "utf8");
  expect(svg).toContain('href="data:image/png;base64,');
  expect(svg).toContain("t [ms]");
  const page = readFileSync(join(cwd, "drawn/report.html"), "utf8");
  expect(page).toMatch(/Content-Security-Policy" content="[^"]*img-src data:/u);
});
