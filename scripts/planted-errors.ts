/** Errors that somebody could make, each as one change of one line of the source. */

export interface PlantedError {
  readonly name: string;
  /** File below the root of the project. */
  readonly file: string;
  /** Text that stands there exactly once, and what takes its place. */
  readonly find: string;
  readonly by: string;
  /** Numbers of examples, of which at least one must notice. */
  readonly examples: readonly string[];
  /** Tests that must notice where no example need: a project of vitest and a part of the file name. */
  readonly tests?: readonly { readonly project: string; readonly file: string }[];
}

export const PLANTED_ERRORS: readonly PlantedError[] = [
  {
    name: "sign of du flipped",
    file: "src/generator/half-face.ts",
    find: "const slope = du - peclet;",
    by: "const slope = -du - peclet;",
    examples: ["209", "305"],
  },
  {
    name: "sign of the drift flipped",
    file: "src/generator/half-face.ts",
    find: "const slope = du - peclet;",
    by: "const slope = du + peclet;",
    examples: ["109"],
  },
  {
    name: "jump of u at an interface flipped",
    file: "src/generator/network.ts",
    find: "const jump = landscape.leftPotential[j] - landscape.rightPotential[i];",
    by: "const jump = landscape.rightPotential[i] - landscape.leftPotential[j];",
    examples: ["303"],
  },
  {
    name: "K dropped",
    file: "src/potential/landscape.ts",
    find: "u[i] = -log(u[i]);",
    by: "u[i] = 0 * log(u[i]);",
    examples: ["301", "211"],
  },
  {
    name: "kT off by 2 %",
    file: "src/potential/landscape.ts",
    find: "const thermal = BOLTZMANN * model.temperature;",
    by: "const thermal = 1.02 * BOLTZMANN * model.temperature;",
    examples: ["120", "305"],
  },
  {
    name: "D + 2 %",
    file: "src/potential/landscape.ts",
    find: "const D = byMedium(positions, (medium) => medium.diffusivity);",
    by: "const D = byMedium(positions, (medium) => medium.diffusivity).map((value) => 1.02 * value);",
    examples: ["202"],
  },
  {
    name: "area of a film at an end forgotten",
    file: "src/generator/network.ts",
    find: "exchange(membraneEnd(half, condition.permeability * area, facePotential), condition.concentration);",
    by: "exchange(membraneEnd(half, condition.permeability, facePotential), condition.concentration);",
    examples: ["311", "312", "318"],
  },
  {
    name: "volume of a ball too large by 2 %",
    file: "src/mesh/mesh.ts",
    find: "return ((4 * Math.PI) / 3) * width * (b * b + a * b + a * a);",
    by: "return ((4.08 * Math.PI) / 3) * width * (b * b + a * b + a * a);",
    examples: ["307"],
  },
  {
    name: "volume of a bath forgotten on the way back",
    file: "src/generator/network.ts",
    find: "inRate[edge] = law.backward / condition.volume;",
    by: "inRate[edge] = law.backward;",
    examples: ["307", "315"],
  },
  {
    name: "second stage in time too long",
    file: "src/numerics/tr-bdf2.ts",
    find: "const STAGE = GAMMA / 2;",
    by: "const STAGE = 0.52 * GAMMA;",
    examples: ["202", "307"],
  },
  {
    name: "a halved interval squared once too few",
    file: "src/generator/transition-matrix.ts",
    find: "for (let k = 0; k < squarings; k++) {",
    by: "for (let k = 1; k < squarings; k++) {",
    examples: ["202", "301"],
  },
  {
    name: "a reservoir that sends 3 % too many walkers",
    file: "src/levels/walk/network-counts.ts",
    find: "const arrived = poisson(stream, mean[i] / amount / BATCHES);",
    by: "const arrived = poisson(stream, (1.03 * mean[i]) / amount / BATCHES);",
    examples: ["202"],
  },
  {
    name: "ahead and back exchanged in steady walks",
    file: "src/levels/walk/splitting.ts",
    find: 'onward: from === "left" ? rightward : leftward,',
    by: 'onward: from === "left" ? leftward : rightward,',
    examples: ["209", "303"],
  },
  {
    name: "Itô's reading of the noise in Langevin dynamics",
    file: "src/levels/langevin/straight-line.ts",
    find: 'const noiseDrift = convention === "isothermal" ? 0.5 : -0.5;',
    by: 'const noiseDrift = convention === "ito" ? 0.5 : -0.5;',
    examples: ["212", "214"],
  },
  {
    name: "walkers that cross an absorbing wall unseen between two records",
    file: "src/levels/langevin/line-step.ts",
    find: "const lowest = bridge ? lowestPoint(distance, end, rest, noise.uniform()) : Math.min(distance, end);",
    by: "const lowest = bridge ? Math.min(distance, end) : lowestPoint(distance, end, rest, noise.uniform());",
    examples: ["113", "115"],
  },
  {
    name: "variance of the clock dropped",
    file: "src/step-law/lattice-law.ts",
    find: "return { first: odd * l, second: even * l * l, third: odd * l * l * l, fourth: even * l * l * l * l };",
    by: "return { first: odd * l, second: (mu - delta * delta) / interval * l * l, third: odd * l * l * l, fourth: even * l * l * l * l };",
    examples: ["110"],
  },
  {
    name: "bias of a step taken as its mirror",
    file: "src/step-law/lattice-law.ts",
    find: "return { forward: moving * right, backward: moving * (1 - right) };",
    by: "return { forward: moving * (1 - right), backward: moving * right };",
    examples: ["109"],
  },
  {
    name: "D of a biased walk to leading order only",
    file: "src/step-law/lattice-law.ts",
    find: "const second = mu * (1 - mu) + 4 * forward * backward;",
    by: "const second = mu;",
    examples: ["109"],
  },
  {
    name: "a sphere that slips for one that the liquid sticks to",
    file: "src/physics/stokes-einstein.ts",
    find: 'return (surface === "stick" ? 6 : 4) * Math.PI;',
    by: 'return (surface === "stick" ? 4 : 6) * Math.PI;',
    examples: ["120", "401"],
  },
  {
    name: "a time lag from the end that feeds",
    file: "src/observables/passage-time.ts",
    find: 'const edge = end === "left" ? 0 : size - 2;',
    by: 'const edge = end === "left" ? size - 2 : 0;',
    examples: ["202", "303"],
  },
  {
    name: "variance taken about the start",
    file: "src/observables/network-probe.ts",
    find: "return (n) => moment(n, mean(n), 2);",
    by: "return (n) => moment(n, 0, 2);",
    examples: ["120"],
  },
  {
    name: "what has left counted twice",
    file: "src/observables/network-probe.ts",
    find: "return (n) => (n[node] - initial[node]) / area;",
    by: "return (n) => (2 * (n[node] - initial[node])) / area;",
    examples: ["202", "301"],
  },
  {
    name: "friction of Langevin's noise + 2 %",
    file: "src/levels/langevin/inertial-jump.ts",
    find: "2 * friction * thermal",
    by: "2.04 * friction * thermal",
    examples: ["171", "174"],
  },
  {
    name: "dimensions counted twice in the velocity autocorrelation",
    file: "src/levels/closed-form/inertial-particle.ts",
    find: "return thermal * S;",
    by: "return d * thermal * S;",
    examples: ["215"],
  },
  {
    name: "Green-Kubo without the number of axes",
    file: "src/levels/ensemble/velocity-sums.ts",
    find: "carried / n / dimensions",
    by: "carried / n",
    examples: ["215"],
  },
  {
    name: "BAOAB with noise of half a step",
    file: "src/levels/langevin/inertial-step.ts",
    find: "-expm1(-2 * friction * step)",
    by: "-expm1(-friction * step)",
    examples: ["177"],
  },
  {
    name: "persistence that turns the wrong way in the recursion",
    file: "src/step-law/two-way-steps.ts",
    find: "right[i + 1]",
    by: "right[i - 1]",
    examples: ["140"],
  },
  {
    name: "half the rate of turning in the telegrapher scheme",
    file: "src/levels/continuum/telegrapher-scheme.ts",
    find: "-2 * rate",
    by: "-rate",
    examples: ["141"],
  },
  {
    name: "fronts that fade twice as fast",
    file: "src/physics/goldstein-kac.ts",
    find: "0.5 * exp(-rate * t)",
    by: "0.5 * exp(-2 * rate * t)",
    examples: ["141"],
  },
  {
    name: "tumbles into half of the directions",
    file: "src/levels/walk/run-motion.ts",
    find: "2 * Math.PI",
    by: "Math.PI",
    examples: ["142"],
  },
  {
    name: "a subordinator without its power",
    file: "src/levels/walk/subdiffusion.ts",
    find: "-1 / a",
    by: "-1",
    examples: ["160", "163"],
  },
  {
    name: "averages along tracks without their correlation",
    file: "src/step-law/time-average.ts",
    find: "both + 2 * shared",
    by: "both + shared",
    examples: ["163"],
  },
  {
    name: "Caputo weights with the wrong gamma function",
    file: "src/numerics/caputo.ts",
    find: "gamma(2 - a)",
    by: "gamma(1 - a)",
    examples: ["160"],
  },
];
