/** Compartments in a row: a slab of cells, as a model file would write it. */

/** A slab of unit thickness and D, of n equal compartments; a bath of concentration 1 before it, a wall behind. */
export function chainOf(count: number, times: readonly number[]): string {
  const h = 1 / count;
  const cells = Array.from(
    { length: count },
    (_, k) => `  c${k}: {volume: ${h} m^3, wall: rigid, contains: {solute: 0 mol/m^3}}`,
  );
  const joints = Array.from(
    { length: count - 1 },
    (_, k) => `  m${k}: {between: [c${k}, c${k + 1}], area: 1 m^2, solutes: {solute: {P: ${count} m/s}}}`,
  );
  return `perrin: 1
species: {solute: {}}
compartments:
  bath: {volume: infinite, contains: {solute: 1 mol/m^3}}
${cells.join("\n")}
membranes:
  face: {between: [bath, c0], area: 1 m^2, solutes: {solute: {P: ${2 * count} m/s}}}
${joints.join("\n")}
solve: {transient: {until: ${times.at(-1)} s, times: [${times.map((t) => `${t} s`).join(", ")}]}}
levels: [compartments]
outputs:
  held: {of: "amount(solute, all)"}
  last: {of: "c(solute, c${count - 1})"}
`;
}

/** What that slab holds in the limit of many compartments, relative to what it will: a series in odd modes. */
export function heldByUnitSlab(time: number): number {
  let left = 0;
  for (let n = 60; n >= 0; n--) {
    const q = (n + 0.5) * Math.PI;
    left += (2 / (q * q)) * Math.exp(-q * q * time);
  }
  return 1 - left;
}

/** A fast pair of compartments beside a slow loss: exchange at `fast` [s^-1] each way, a loss from the second at 1/s. */
export function fastPair(fast: number): string {
  return `perrin: 1
species: {solute: {}}
compartments:
  a: {volume: 1 m^3, wall: rigid, contains: {solute: 1 mol/m^3}}
  b: {volume: 1 m^3, wall: rigid, contains: {solute: 0 mol/m^3}}
  sink: {volume: infinite, contains: {solute: 0 mol/m^3}}
membranes:
  quick: {between: [a, b], area: 1 m^2, solutes: {solute: {P: ${fast} m/s}}}
  slow: {between: [b, sink], area: 1 m^2, solutes: {solute: {P: 1 m/s}}}
solve: {transient: {until: 8 s, every: 1 s}}
levels: [compartments]
outputs:
  c_a: {of: "c(solute, a)"}
  c_b: {of: "c(solute, b)"}
`;
}

/** A cell without impermeant solutes outside: water comes in until it bursts, or without end. */
export function swellingCell({ bursts = "", solve = "{transient: {until: 1000 d, every: 100 d}}" }): string {
  return `perrin: 1
temperature: 310.15 K
species: {sugar: {}, gel: {}}
compartments:
  cell: {volume: 1 pL, wall: flexible, contains: {gel: 100 mM, sugar: 100 mM}${bursts}}
  bath: {volume: infinite, contains: {gel: 0 mM, sugar: 100 mM}}
membranes:
  m: {between: [bath, cell], area: 500 um^2, Lp: 1e-12 m/s/Pa, solvent-drag: patlak, solutes: {gel: impermeant, sugar: {P: 1e-4 m/s, sigma: 1}}}
solve: ${solve}
levels: [compartments]
outputs: {V: {of: "volume(cell)"}}
`;
}
