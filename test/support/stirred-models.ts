/** Model files of random compartments and membranes, written out, so that a failing one can be read and run. */

import * as fc from "fast-check";

/** What a random model may hold. */
export interface StirredChoice {
  /** Baths beside finite compartments. */
  readonly baths?: boolean;
  readonly pumps?: boolean;
  /** Charged species, and how charge makes a potential. */
  readonly fields?: readonly ("none" | "electroneutral" | "poisson")[];
  /** Laws of drag; of "kk-arithmetic" |Pe| stays below 1 at the start. */
  readonly drags?: readonly string[];
  /** Partition coefficients other than 1. */
  readonly partition?: boolean;
}

/** Of a thousand steps, so that every number can be written. */
const between = (from: number, to: number) =>
  fc.integer({ min: 0, max: 1000 }).map((n) => Number((from + ((to - from) * n) / 1000).toPrecision(6)));
const decades = (from: number, to: number) =>
  between(Math.log10(from), Math.log10(to)).map((x) => Number((10 ** x).toPrecision(6)));

const WALLS = ["flexible", "rigid", "{elastic: 2 MPa}", "{elastic: 0.1 MPa}"];
const ACTIVITIES = ["[ideal]", "[{phi: 0.93}]", "[{virial: [2 L/mol]}]"];

const compartment = fc.record({
  volume: decades(1, 100),
  solids: between(0, 0.5),
  wall: fc.constantFrom(...WALLS),
  sucrose: decades(0.1, 100),
  urea: fc.oneof(fc.constant(0), decades(1, 300)),
  // some everywhere, or a compartment could be sucked dry
  protein: between(0.1, 20),
  sodium: decades(5, 200),
  potassium: decades(1, 50),
  partition: between(0.5, 2),
  binds: fc.boolean(),
});

const solute = fc.record({ permeability: decades(3e-7, 1e-5), sigma: between(0, 1) });

const membrane = fc.record({
  area: decades(0.3, 3),
  conductivity: fc.oneof(fc.constant(0), decades(1e-13, 3e-12)),
  drag: fc.nat(2),
  urea: solute,
  sucrose: solute,
  junctions: fc.boolean(),
  sodium: decades(1e-8, 1e-6),
  chloride: decades(1e-8, 1e-6),
  conductance: fc.boolean(),
  carried: fc.boolean(),
  pumped: fc.boolean(),
  capacitance: decades(0.5, 5),
});

/** Texts of model files: two to four compartments in a row, some closed to a ring. */
export function stirredModel({
  baths = false,
  pumps = false,
  fields = ["none"],
  drags = ["patlak", "kk-log-mean", "kk-arithmetic"],
  partition = false,
}: StirredChoice): fc.Arbitrary<string> {
  return fc
    .record({
      compartments: fc.array(compartment, { minLength: 2, maxLength: 4 }),
      membranes: fc.array(membrane, { minLength: 4, maxLength: 4 }),
      field: fc.constantFrom(...fields),
      activity: fc.constantFrom(...ACTIVITIES),
      firstIsBath: baths ? fc.boolean() : fc.constant(false),
      isRing: fc.boolean(),
    })
    .map(({ compartments, membranes, field, activity: drawn, firstIsBath, isRing }) => {
      const isCharged = field !== "none";
      const activity = isCharged ? "[ideal]" : drawn;
      const count = compartments.length;
      const pairs = compartments.slice(1).map((_, i) => [i, i + 1] as const);
      if (isRing && count > 2) pairs.push([count - 1, 0]);
      const cells = compartments.map((one, k) => {
        const ions = isCharged
          ? `, sodium: ${one.sodium} mM, potassium: ${one.potassium} mM, gel: ${Math.min(one.protein, 0.8 * (one.sodium + one.potassium))} mM, chloride: balance`
          : "";
        const contains = `contains: {sucrose: ${one.sucrose} mM, urea: ${k === 0 && firstIsBath ? one.urea + 1 : one.urea} mM, protein: ${one.protein} mM${ions}}`;
        const K = partition ? `, K: {urea: ${one.partition}}` : "";
        if (k === 0 && firstIsBath) return `  c0: {volume: infinite, ${contains}${K}}`;
        const binding = one.binds ? ", binding: {urea: 20 mM * urea / (urea + 5 mM)}" : "";
        return `  c${k}: {volume: ${one.volume} uL, solids: ${one.solids * one.volume} uL, wall: ${one.wall}, ${contains}${K}${binding}}`;
      });
      const joints = pairs.map(([a, b], m) => membraneText(membranes[m] as MembraneDraw, m, [a, b]));
      function membraneText(one: MembraneDraw, m: number, [a, b]: readonly [number, number]): string {
        const drag = drags[one.drag % drags.length] as string;
        // |Pe| = (1 - σ) L_p RT Δc / P stays below 1: at most 3e-12 * 2.5e6 Pa = 7.5e-6 m/s of flow
        const least = drag === "kk-arithmetic" ? 1.5e-5 : 0;
        const passing = (P: number, sigma: number) => `{P: ${P + least} m/s, sigma: ${sigma}}`;
        const ions = isCharged
          ? `, sodium: ${one.conductance ? "{g: 0.1 S/m^2, sigma: 1}" : `{P: ${one.sodium} m/s, sigma: 1}`}, potassium: {P: ${10 * one.sodium} m/s, sigma: 1}, chloride: {P: ${one.chloride} m/s, sigma: 1}, gel: impermeant`
          : "";
        const solutes = `solutes: {urea: ${passing(one.urea.permeability, one.urea.sigma)}, sucrose: ${passing(0.1 * one.sucrose.permeability, one.sucrose.sigma)}, protein: impermeant${ions}}`;
        const main = `Lp: ${one.conductivity} m/s/Pa, ${solutes}`;
        const shut = isCharged ? ["sodium", "potassium", "chloride", "gel"] : [];
        const others = ["sucrose", "protein", ...shut].map((name) => `, ${name}: impermeant`).join("");
        const ways = one.junctions
          ? `pathways: [{name: cells, ${main}}, {name: junctions, Lp: ${0.1 * one.conductivity} m/s/Pa, solutes: {urea: ${passing(1e-6, 0)}${others}}}]`
          : main;
        const carriers = one.carried ? ", carriers: [{carrier: gate, species: urea, area: 2}]" : "";
        const rate = isCharged ? `1e-7 m/s * c${a}.sodium` : `1e-7 m/s * c${a}.urea`;
        const moves = isCharged ? "{sodium: 1, chloride: 1}" : "{urea: 1}";
        const pump = pumps && one.pumped && !isCharged ? `, pumps: [{name: p, rate: "${rate}", moves: ${moves}}]` : "";
        const exchange =
          pumps && one.pumped && isCharged
            ? `, pumps: [{name: p, rate: "1e-7 m/s * c${a}.sodium * c${b}.potassium / (c${a}.sodium + c${b}.potassium)", moves: {sodium: 3, potassium: -2}}]`
            : "";
        const capacitance = field === "poisson" ? `, capacitance: ${one.capacitance} uF/cm^2` : "";
        return `  m${m}: {between: [c${a}, c${b}], area: ${one.area} cm^2, ${ways}, solvent-drag: ${drag}${carriers}${pump}${exchange}${capacitance}}`;
      }
      const totals = ["urea", "sucrose", "protein", ...(isCharged ? ["sodium", "potassium", "chloride"] : [])];
      const measured = [
        ...totals.map((name) => `  N_${name}: {of: "amount(${name}, all)"}`),
        ...compartments.flatMap((_, k) => totals.map((name) => `  c_${name}_${k}: {of: "c(${name}, c${k})"}`)),
        '  V: {of: "volume(all)"}',
        '  dissipated: {of: "free_energy_rate(all)"}',
      ];
      return `perrin: 1
temperature: 25 degC
species:
  urea: {}
  sucrose: {mu: ${activity}}
  protein: {}
${isCharged ? `  sodium: {charge: +1}\n  potassium: {charge: +1}\n  chloride: {charge: -1}\n  gel: {charge: -1}\nfield: ${field}\n` : ""}carriers:
  gate: {law: facilitated, Vmax: 1e-6 mol/m^2/s, Km: 10 mM}
compartments:
${cells.join("\n")}
membranes:
${joints.join("\n")}
solve: {transient: {until: 2000 s, every: 200 s}}
levels: [compartments]
outputs:
${measured.join("\n")}
`;
    });
}

type MembraneDraw = typeof membrane extends fc.Arbitrary<infer T> ? T : never;
