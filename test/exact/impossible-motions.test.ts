/** Motions that cannot be, and questions that a motion has no number for: each is refused with the physics and a way out. */
import { describe, expect, test } from "vitest";
import { ModelError } from "#model/issue.ts";
import { parseModel } from "#model/parse-model.ts";

interface Asked {
  readonly species: string;
  readonly output?: string;
  readonly domain?: string;
  readonly head?: string;
}

const LINE = "domain: {geometry: line}\ninitial: {w: {at: 0 nm}}\nsolve: {transient: {until: 10 s, every: 1 s}}";
const PLANE = "domain: {geometry: plane}\ninitial: {w: {at: [0 nm, 0 nm]}}\nsolve: {transient: {until: 10 s}}";

/** Path and words of the one issue. */
function refusalOf({ species, output = "mean(w)", domain = LINE, head = "" }: Asked): string {
  try {
    parseModel(`perrin: 1\n${head}species: {w: ${species}}\n${domain}\noutputs: {o: "${output}"}\n`);
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    expect(error.issues).toHaveLength(1);
    const [{ path, found, expected, because = "" }] = error.issues as [(typeof error.issues)[number]];
    return `${path}: ${found}; ${expected}. ${because}`;
  }
  return "nothing is refused";
}

const FLIGHT = "{motion: {flight: {index: 1.5, K: 1 um^1.5/s}}}";
const BEAD = "{D: 1 um^2/s}";
const walk = (step: string, clock = "fixed: 1 s") => `{walk: {step: {${step}}, clock: {${clock}}}}`;

describe("a motion that cannot be", () => {
  test.each<[string, Asked, RegExp]>([
    [
      "a Lévy index above 2",
      { species: "{motion: {flight: {index: 2.5, K: 1 um^2.5/s}}}", output: "mean_distance(w)" },
      /flight\.index.*at most 2.*density would be negative/,
    ],
    ["steps of index 0", { species: walk("stable: 1 nm, index: 0") }, /step\.index.*above 0/],
    ["a bias above 1", { species: walk("lattice: 1 nm, right: 1.2") }, /right.*probability from 0 to 1/],
    [
      "a bias that leaves 0 to 1 where the walk comes",
      { species: walk("lattice: 1 nm, right: '0.5 - x / 5 nm'") },
      /right: -0\.09.*x = 3e-9 m, which 3 steps can reach.*0 or 1 on a site/,
    ],
    [
      "a Cattaneo equation in a plane",
      { species: "{motion: {run: {speed: 1 um/s, reversals: 1 1/s}}}", output: "msd(w)", domain: PLANE },
      /reversals.*tumbles.*not the law of any walker.*negative.*-0\.489.*-20\.2/,
    ],
    [
      "tumbles on a line",
      { species: "{motion: {run: {speed: 1 um/s, tumbles: 1 1/s}}}" },
      /tumbles on a line; reversals: a rate/,
    ],
    ["a run without turns", { species: "{motion: {run: {speed: 1 um/s}}}" }, /a run without reversals/],
    [
      "a Hurst exponent of 1",
      { species: "{motion: {fractional-brownian: {hurst: 1, K: 1 um^2/s^2}}}" },
      /hurst.*correlated more than fully/,
    ],
    [
      "K of another index",
      { species: "{motion: {subdiffusion: {index: 0.7, K: 1 um^2/s}}}" },
      /K: .*\[m\^2 s\^-0\.7\]/,
    ],
    [
      "inertia without mass",
      { species: "{D: 1 um^2/s, inertia: true}", head: "temperature: 300 K\n" },
      /without a mass/,
    ],
    ["inertia without temperature", { species: "{D: 1 um^2/s, mass: 1 kDa, inertia: true}" }, /drag is kT \/ D/],
    [
      "inertia of a walk by steps",
      { species: "{walk: {step: {lattice: 1 nm}, clock: {fixed: 1 s}}, mass: 1 kDa, inertia: true}" },
      /inertia beside walk/,
    ],
    ["a walk without a clock", { species: "{walk: {step: {lattice: 1 nm}}}" }, /no clock/],
    ["two laws of a step", { species: walk("lattice: 1 nm, gaussian: 1 nm") }, /exactly one of/],
    [
      "probabilities that miss 1",
      { species: walk("table: [{by: 1 nm, probability: 0.5}, {by: -1 nm, probability: 0.4}]") },
      /add to 0\.9/,
    ],
    [
      "persistence in a plane",
      { species: walk("lattice: 1 nm, persistence: 0.9"), domain: PLANE },
      /persistence in 2 dimensions/,
    ],
    [
      "persistence on a Poisson clock",
      { species: walk("lattice: 1 nm, persistence: 0.9", "poisson: 1 s") },
      /persistence on a poisson clock/,
    ],
    ["persistence that may stay", { species: walk("lattice: 1 nm, persistence: 0.9, stay: 0.1") }, /without stay/],
    ["even steps in a plane", { species: walk("uniform: 1 nm"), domain: PLANE }, /uniform steps in 2 dimensions/],
    [
      "a motor with more ways back than forth",
      { species: "{motion: {motor: {step: 8 nm, forward: [1 1/s], backward: [1 1/s, 2 1/s]}}}" },
      /2 backward rates for 1/,
    ],
    ["heat-bath steps without a potential", { species: walk("lattice: 1 nm, accept: heat-bath") }, /mu:/],
    ["D beside a motion", { species: `${FLIGHT.slice(0, -1)}, D: 1 um^2/s}` }, /D beside motion/],
  ])("%s is refused", (_, asked, words) => expect(refusalOf(asked)).toMatch(words));
});

describe("a question without an answer", () => {
  const heavy = (index: number) => `pareto: {scale: 1 s, index: ${index}}`;
  test.each<[string, Asked, RegExp]>([
    [
      "the msd of a flight",
      { species: FLIGHT, output: "msd(w)" },
      /infinite at every t > 0.*quantile\(w, 0\.75\).*width_exponent\(w\)/,
    ],
    ["the fourth moment of a flight", { species: FLIGHT, output: "moment(w, 4)" }, /no moment of order 4/],
    [
      "the msd of stable steps",
      { species: walk("stable: 1 nm, index: 1.5"), output: "msd(w)" },
      /no moment of order 2/,
    ],
    [
      "D of waits without a mean",
      { species: walk("gaussian: 1 nm", "mittag-leffler: {scale: 1 s, index: 0.5}"), output: "diffusivity(w)" },
      /mean wait.*infinite.*ages.*t\^0\.5.*msd\(w\)/,
    ],
    ["D of waits of index 1", { species: walk("gaussian: 1 nm", heavy(1)), output: "diffusivity(w)" }, /t \/ ln t/],
    [
      "D of a bias with waits of infinite variance",
      { species: walk("lattice: 1 nm, right: 0.7", heavy(1.5)), output: "diffusivity(w)" },
      /spread as t\^1\.5, faster than diffusion/,
    ],
    [
      "D of subdiffusion",
      { species: "{motion: {subdiffusion: {index: 0.7, K: 1 um^2/s^0.7}}}", output: "diffusivity(w)" },
      /grows as t\^0\.7.*msd\(w\)/,
    ],
    [
      "D of fractional Brownian motion",
      { species: "{motion: {fractional-brownian: {hurst: 0.3, K: 1 um^2/s^0.6}}}", output: "diffusivity(w)" },
      /grows as t\^0\.6.*falls towards 0/,
    ],
    ["a velocity without inertia", { species: BEAD, output: "vacf(w)" }, /no inertia.*nowhere smooth.*inertia: true/],
    [
      "a kinetic temperature of runs",
      { species: "{motion: {run: {speed: 1 um/s, reversals: 1 1/s}}}", output: "kinetic_temperature(w)" },
      /no kinetic energy/,
    ],
    ["the randomness of what is no motor", { species: BEAD, output: "randomness(w)" }, /w is no motor/],
    ["a moment of half an order", { species: BEAD, output: "moment(w, 1.5)" }, /whole number/],
    ["a quantile beyond 1", { species: BEAD, output: "quantile(w, 2)" }, /between 0 and 1/],
    ["a correlation of no steps", { species: BEAD, output: "step_correlation(w, 0)" }, /whole number from 1/],
    ["scattering by a length", { species: BEAD, output: "intermediate_scattering(w, 1 um)" }, /a length.*wavenumber/],
  ])("%s is refused", (_, asked, words) => expect(refusalOf(asked)).toMatch(words));
});
