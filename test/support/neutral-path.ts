/**
 * Fluxes put back into the equations they should solve: the Nernst-Planck equations of an electroneutral layer, followed from
 * one face by classical Runge-Kutta steps.
 *
 *     c_i' = -J_i / D_i - z_i c_i psi',   psi' = -(sum z_i J_i / D_i) / (sum z_i² c_i),   psi = F phi / RT
 */

export interface PathIon {
  readonly valence: number;
  /** [m^2 s^-1] */
  readonly diffusivity: number;
  /** Concentration where the path starts [mol m^-3]. */
  readonly start: number;
  /** Toward where it ends [mol m^-2 s^-1]. */
  readonly flux: number;
}

/** Concentrations [mol m^-3] and psi at the end of a path of this length [m]; psi is 0 at its start. */
export function neutralPath(ions: readonly PathIon[], length: number, steps = 2000) {
  const slope = (c: readonly number[]): number[] => {
    let drive = 0;
    let conductivity = 0;
    ions.forEach(({ valence, diffusivity, flux }, i) => {
      drive += (valence * flux) / diffusivity;
      conductivity += valence ** 2 * c[i];
    });
    const field = -drive / conductivity;
    return [...ions.map(({ valence, diffusivity, flux }, i) => -flux / diffusivity - valence * c[i] * field), field];
  };
  let y = [...ions.map(({ start }) => start), 0];
  const h = length / steps;
  const along = (from: readonly number[], k: readonly number[], by: number): number[] =>
    from.map((value, i) => value + by * k[i]);
  for (let step = 0; step < steps; step++) {
    const k1 = slope(y);
    const k2 = slope(along(y, k1, h / 2));
    const k3 = slope(along(y, k2, h / 2));
    const k4 = slope(along(y, k3, h));
    y = y.map((value, i) => value + (h / 6) * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]));
  }
  return { concentrations: y.slice(0, -1), potential: y[y.length - 1] };
}
