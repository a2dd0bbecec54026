/**
 * Steady Poisson-Nernst-Planck between two baths, solved to many digits: a witness for the finite volumes of the engine,
 * of which it knows nothing. Gauss-Legendre collocation of the first-order system
 *
 *     c_i' = -J_i / D_i - z_i c_i psi',   psi' = -e / eps,   e' = (F² / RT) (sum z_i c_i + X),   J_i' = 0
 *
 * by polynomials of one degree p on elements that are short where layers end (nodes then err as h^2p), and Newton steps in
 * which concentrations stay positive. psi = F phi / RT. Lengths are in units of the whole, concentrations of the largest.
 */

const FARADAY = 96485.33212331;
const GAS_CONSTANT = 8.31446261815324;
const VACUUM_PERMITTIVITY = 8.8541878128e-12;

export interface PnpIon {
  readonly valence: number;
  /** [m^2 s^-1] */
  readonly diffusivity: number;
  /** [mol m^-3] */
  readonly left: number;
  readonly right: number;
}

export interface PnpLayer {
  /** [m] */
  readonly thickness: number;
  /** X, in elementary charges [mol m^-3]; 0 unless given. */
  readonly fixedCharge?: number;
  readonly relativePermittivity: number;
}

export interface PnpProblem {
  readonly ions: readonly PnpIon[];
  readonly layers: readonly PnpLayer[];
  /** phi_left - phi_right [V]. */
  readonly voltage: number;
  readonly temperature: number;
  /** Degree p of the polynomials; 8 unless given. */
  readonly degree?: number;
}

export interface PnpSolution {
  /** J_i toward +x [mol m^-2 s^-1]. */
  readonly fluxes: readonly number[];
  /** F times the sum of z_i J_i [A m^-2]. */
  readonly current: number;
  /** At x [m]: concentrations [mol m^-3], and phi against the right end [V]. */
  at(x: number): { readonly concentrations: readonly number[]; readonly potential: number };
  readonly iterations: number;
}

/** An element: its ends in units of the whole, and what is uniform on it. */
interface Element {
  readonly from: number;
  readonly to: number;
  readonly charge: number;
  readonly permittivity: number;
}

export function steadyPnp(problem: PnpProblem): PnpSolution {
  const { ions, layers, voltage, temperature, degree = 8 } = problem;
  const n = ions.length;
  const width = 2 * n + 2; // c_i, psi, e, J_i
  const thermal = (GAS_CONSTANT * temperature) / FARADAY;
  const length = layers.reduce((sum, { thickness }) => sum + thickness, 0);
  const concentration = Math.max(
    ...ions.map(({ left, right }) => Math.max(left, right)),
    ...layers.map(({ fixedCharge = 0 }) => Math.abs(fixedCharge)),
  );
  const diffusivity = Math.max(...ions.map((ion) => ion.diffusivity));
  const permittivity = Math.max(...layers.map(({ relativePermittivity }) => relativePermittivity));
  const stiffness = (FARADAY * concentration * length ** 2) / (permittivity * VACUUM_PERMITTIVITY * thermal);
  const elements = elementsOf(layers, length, concentration, permittivity, Math.sqrt(1 / (2 * stiffness)));
  const { nodes, weights, interpolation, derivative } = referenceElement(degree);

  const points = elements.length * degree + 1;
  const place = (k: number): number => {
    const e = Math.min(Math.floor(k / degree), elements.length - 1);
    const { from, to } = elements[e];
    return from + (to - from) * nodes[k - e * degree];
  };
  const y = new Float64Array(points * width);
  for (let k = 0; k < points; k++) {
    const x = place(k);
    ions.forEach(({ left, right, diffusivity: own }, i) => {
      y[k * width + i] = (left + (right - left) * x) / concentration;
      y[k * width + n + 2 + i] = ((left - right) / concentration) * (own / diffusivity);
    });
    y[k * width + n] = (voltage / thermal) * (1 - x);
    y[k * width + n + 1] = voltage / thermal;
  }

  const below = n + 1 + degree * width - 1;
  const above = (degree + 1) * width - 1 - (n + 1);
  let iterations = 0;
  /** One Newton step of y, with this share of the fixed charge: its size, and whether it was whole. */
  const newtonStep = (share: number): { readonly size: number; readonly whole: boolean } => {
    const system = bandedSystem(y.length, below, above);
    const set = (row: number, k: number, component: number, value: number): void =>
      system.set(row, k * width + component, value);
    let row = 0;
    const fix = (k: number, component: number, value: number): void => {
      set(row, k, component, 1);
      system.right[row++] = value - y[k * width + component];
    };
    for (let i = 0; i < n; i++) fix(0, i, ions[i].left / concentration);
    fix(0, n, voltage / thermal);
    const state = new Float64Array(width);
    for (let e = 0; e < elements.length; e++) {
      const { from, to, permittivity: eps } = elements[e];
      const charge = share * elements[e].charge;
      for (let g = 0; g < degree; g++) {
        state.fill(0);
        const slope = new Float64Array(width);
        for (let j = 0; j <= degree; j++)
          for (let m = 0; m < width; m++) {
            const value = y[(e * degree + j) * width + m];
            state[m] += interpolation[g][j] * value;
            slope[m] += (derivative[g][j] / (to - from)) * value;
          }
        // row of each component: slope - f(state) = 0; `partial` is df
        const equation = (component: number, f: number, partial: readonly (readonly [number, number])[]): void => {
          for (let j = 0; j <= degree; j++) {
            const k = e * degree + j;
            const coefficients = new Map<number, number>([[component, derivative[g][j] / (to - from)]]);
            for (const [m, df] of partial) coefficients.set(m, (coefficients.get(m) ?? 0) - df * interpolation[g][j]);
            for (const [m, value] of coefficients) set(row, k, m, value);
          }
          system.right[row++] = f - slope[component];
        };
        const field = state[n + 1] / eps;
        ions.forEach(({ valence: z, diffusivity: own }, i) => {
          const resistance = diffusivity / own;
          equation(i, -resistance * state[n + 2 + i] + z * state[i] * field, [
            [i, z * field],
            [n + 1, (z * state[i]) / eps],
            [n + 2 + i, -resistance],
          ]);
        });
        equation(n, -field, [[n + 1, -1 / eps]]);
        const density = ions.reduce((sum, { valence }, i) => sum + valence * state[i], charge);
        equation(
          n + 1,
          stiffness * density,
          ions.map(({ valence }, i) => [i, stiffness * valence] as const),
        );
        for (let i = 0; i < n; i++) equation(n + 2 + i, 0, []);
      }
    }
    for (let i = 0; i < n; i++) fix(points - 1, i, ions[i].right / concentration);
    fix(points - 1, n, 0);

    const step = system.solve();
    let fraction = 1;
    for (let k = 0; k < points; k++)
      for (let i = 0; i < n; i++) {
        const at = k * width + i;
        if (step[at] < 0) fraction = Math.min(fraction, (0.9 * y[at]) / -step[at]);
      }
    for (let k = 0; k < y.length; k++) y[k] += fraction * step[k];
    // concentrations and potentials are of order 1; fluxes and fields follow from them
    let size = 0;
    for (let k = 0; k < points; k++) for (let m = 0; m <= n; m++) size = Math.max(size, Math.abs(step[k * width + m]));
    iterations++;
    return { size, whole: fraction === 1 };
  };

  // the fixed charge is raised from 0, by as much at a time as Newton's method can follow
  let share = 0;
  for (let rise = 1; share < 1; ) {
    const before = y.slice();
    const next = Math.min(1, share + rise);
    let last = Number.POSITIVE_INFINITY;
    let found = false;
    for (let count = 0; count < 25 && !found; count++) {
      const { size, whole } = newtonStep(next);
      found = whole && (size < 1e-13 || (size < 1e-9 && size >= 0.5 * last));
      last = size;
    }
    if (found) share = next;
    else {
      y.set(before);
      rise /= 2;
      if (rise < 1e-3) throw new Error(`Newton's method does not come to an end: last step ${last}`);
    }
  }

  const fluxes = ions.map((_, i) => (y[n + 2 + i] * diffusivity * concentration) / length);
  return {
    fluxes,
    current: FARADAY * fluxes.reduce((sum, flux, i) => sum + ions[i].valence * flux, 0),
    iterations,
    at(x) {
      const e = Math.max(
        0,
        elements.findLastIndex(({ from }) => from * length <= x),
      );
      const { from, to } = elements[e];
      const row = lagrange((x / length - from) / (to - from), nodes, weights);
      const value = (m: number): number => row.reduce((sum, l, j) => sum + l * y[(e * degree + j) * width + m], 0);
      return { concentrations: ions.map((_, i) => concentration * value(i)), potential: thermal * value(n) };
    },
  };
}

/** Elements half a Debye length long at the ends of each layer, and 1.5 times the one before inward. */
function elementsOf(
  layers: readonly PnpLayer[],
  length: number,
  concentration: number,
  permittivity: number,
  debye: number,
): Element[] {
  const elements: Element[] = [];
  let start = 0;
  for (const { thickness, fixedCharge = 0, relativePermittivity } of layers) {
    const size = thickness / length;
    const inward = [0];
    let step = Math.min(debye / 2, size / 8);
    for (let x = step; x < 0.5 * size - 0.5 * step; x += step) {
      inward.push(x);
      step *= 1.5;
    }
    const edges = [...inward, 0.5 * size, ...inward.toReversed().map((x) => size - x)].map((x) => start + x);
    for (let k = 0; k + 1 < edges.length; k++)
      elements.push({
        from: edges[k],
        to: edges[k + 1],
        charge: fixedCharge / concentration,
        permittivity: relativePermittivity / permittivity,
      });
    start += size;
  }
  return elements;
}

/** Chebyshev-Lobatto nodes on [0, 1] with their barycentric weights, and rows that read value and slope at Gauss points. */
function referenceElement(degree: number) {
  const nodes = Array.from({ length: degree + 1 }, (_, j) => 0.5 * (1 - Math.cos((Math.PI * j) / degree)));
  const weights = nodes.map((_, j) => (j % 2 === 0 ? 1 : -1) * (j === 0 || j === degree ? 0.5 : 1));
  const atNodes = nodes.map((x, i) => {
    const row = nodes.map((t, j) => (i === j ? 0 : weights[j] / weights[i] / (x - t)));
    row[i] = -row.reduce((sum, value) => sum + value, 0);
    return row;
  });
  const interpolation = gaussPoints(degree).map((x) => lagrange(x, nodes, weights));
  const derivative = interpolation.map((row) =>
    nodes.map((_, j) => row.reduce((sum, l, i) => sum + l * atNodes[i][j], 0)),
  );
  return { nodes, weights, interpolation, derivative };
}

/** The values at x of the polynomials that are 1 at one node and 0 at the others. */
function lagrange(x: number, nodes: readonly number[], weights: readonly number[]): number[] {
  const hit = nodes.indexOf(x);
  if (hit >= 0) return nodes.map((_, j) => (j === hit ? 1 : 0));
  const terms = nodes.map((t, j) => weights[j] / (x - t));
  const sum = terms.reduce((a, b) => a + b, 0);
  return terms.map((term) => term / sum);
}

/** Zeros of the Legendre polynomial of this degree, moved to [0, 1]. */
function gaussPoints(degree: number): number[] {
  return Array.from({ length: degree }, (_, k) => {
    let x = -Math.cos((Math.PI * (k + 0.75)) / (degree + 0.5));
    for (let count = 0; count < 20; count++) {
      let [before, p] = [1, x];
      for (let m = 2; m <= degree; m++) [before, p] = [p, ((2 * m - 1) * x * p - (m - 1) * before) / m];
      x -= (p * (x * x - 1)) / (degree * (x * p - before));
    }
    return 0.5 * (1 + x);
  });
}

/** A system with a band, solved by elimination with the largest pivot of each column. */
function bandedSystem(n: number, below: number, above: number) {
  const width = 2 * below + above + 1;
  const band = new Float64Array(n * width); // A[i][j] at i * width + j - i + below
  const right = new Float64Array(n);
  return {
    right,
    set(i: number, j: number, value: number): void {
      band[i * width + j - i + below] = value;
    },
    solve(): Float64Array {
      const at = (i: number, j: number): number => i * width + j - i + below;
      const reach = above + below;
      for (let i = 0; i < n; i++) {
        let largest = 0;
        for (let k = 0; k < width; k++) largest = Math.max(largest, Math.abs(band[i * width + k]));
        for (let k = 0; k < width; k++) band[i * width + k] /= largest;
        right[i] /= largest;
      }
      for (let k = 0; k < n; k++) {
        const lastRow = Math.min(n - 1, k + below);
        const lastColumn = Math.min(n - 1, k + reach);
        let best = k;
        for (let i = k + 1; i <= lastRow; i++) if (Math.abs(band[at(i, k)]) > Math.abs(band[at(best, k)])) best = i;
        if (best !== k) {
          for (let j = k; j <= lastColumn; j++) {
            const [a, b] = [at(k, j), at(best, j)];
            [band[a], band[b]] = [band[b], band[a]];
          }
          [right[k], right[best]] = [right[best], right[k]];
        }
        const pivot = band[at(k, k)];
        for (let i = k + 1; i <= lastRow; i++) {
          const factor = band[at(i, k)] / pivot;
          if (factor === 0) continue;
          const shift = at(i, 0) - at(k, 0);
          for (let a = at(k, k), end = at(k, lastColumn); a <= end; a++) band[a + shift] -= factor * band[a];
          right[i] -= factor * right[k];
        }
      }
      for (let k = n - 1; k >= 0; k--) {
        let sum = right[k];
        for (let j = k + 1; j <= Math.min(n - 1, k + reach); j++) sum -= band[at(k, j)] * right[j];
        right[k] = sum / band[at(k, k)];
      }
      return right;
    },
  };
}
