/** Families of walks whose bias depends on the site, of walks and particles that leave, and of molecular motors. */

import { parseExpression } from "#model/expression/parse-expression.ts";
import type { Boundary, Domain, Model, Species } from "#model/model.ts";
import { textOf } from "./closed-form.ts";
import { modelWith } from "./models.ts";
import { UNIT_TEMPERATURE } from "./networks.ts";
import type { Drawn, Family, Random } from "./random-models.ts";

const LINE: Domain = { kind: "free", geometry: "line", dimensions: 1 };

function modelOf(fields: Partial<Species>, at: number, rest: Partial<Model>): Model {
  const initial = { kind: "point" as const, at: [at], amount: 1 };
  const species: Species = { name: "drug", measure: "probability", media: [], terms: [], initial, ...fields };
  return modelWith({ species: [species], domain: LINE, temperature: UNIT_TEMPERATURE, ...rest });
}

const whole = ({ evenly }: Random, from: number, to: number) => Math.floor(evenly(from, to + 1));
const at = (...times: number[]) => [{ kind: "transient" as const, times }];
const absorbing = (...ends: ("left" | "right")[]): Boundary[] =>
  ends.map((end) => ({ end, species: "drug", condition: { kind: "absorbing" } }));

function urns(random: Random): Drawn {
  const [l, tick] = [random.decades(1e-9, 1), random.decades(1e-6, 1e3)];
  const balls = whole(random, 4, 60);
  const held = whole(random, 0, balls);
  const centre = random.evenly(-5, 5) * l;
  const right = parseExpression(`0.5 - (x - ${centre}) / ${balls * l}`);
  const motion = {
    kind: "site-walk" as const,
    spacing: l,
    interval: tick,
    bias: { kind: "expression" as const, right },
  };
  const ticks = [whole(random, 1, 5), whole(random, 6, 40)].map((n) => n * tick);
  return {
    model: modelOf({ motion }, centre + (held - balls / 2) * l, { solves: at(...ticks) }),
    texts: ["mean(drug)", "variance(drug)", "msd(drug)"],
  };
}

function heatBath(random: Random): Drawn {
  const l = random.decades(1e-9, 1);
  const [stiff, tilt] = [random.evenly(0.1, 1.5), random.evenly(-1, 1)];
  const energy = parseExpression(`${stiff / l ** 2} * x^2 + ${tilt / l} * x`);
  const motion = { kind: "site-walk" as const, spacing: l, interval: 1, bias: { kind: "heat-bath" as const } };
  const fields = { motion, terms: [{ kind: "potential" as const, energy }] };
  return {
    model: modelOf(fields, whole(random, -3, 3) * l, { solves: [{ kind: "equilibrium" }] }),
    texts: ["mean(drug)", "variance(drug)", `probability(drug, x > ${0.5 * l})`],
  };
}

function ruin(random: Random): Drawn {
  const [l, tick] = [random.decades(1e-9, 1), random.decades(1e-6, 1e3)];
  const sites = whole(random, 5, 16);
  const clock = { kind: random.evenly(0, 1) < 0.5 ? ("fixed" as const) : ("poisson" as const), interval: tick };
  const walk = {
    spacing: l,
    dimensions: 1 as const,
    right: random.evenly(0.35, 0.65),
    stay: random.evenly(0, 0.4),
    clock,
  };
  const domain = { kind: "lattice" as const, sites, spacing: l };
  const rest = { domain, boundaries: absorbing("left", "right"), solves: at(5 * tick, 20 * tick) };
  return {
    model: modelOf({ walk }, whole(random, 1, sites - 2) * l, rest),
    texts: [
      "survival(drug)",
      `probability(drug, x > ${2.5 * l})`,
      "exit_probability(drug, right)",
      "mean_exit_time(drug)",
    ],
  };
}

function passage(random: Random): Drawn {
  const [L, T] = [random.decades(1e-9, 1), random.decades(1e-6, 1e3)];
  const drift = -random.evenly(0.8, 2);
  const domain = { ...LINE, from: 0, resolve: { from: 0, to: 16 * L }, cells: 160 } as Domain;
  const media = [{ medium: "", diffusivity: textOf((random.evenly(0.3, 0.8) * L * L) / T), partition: textOf(1) }];
  const rest = { domain, boundaries: absorbing("left"), solves: at(0.3 * T, T) };
  return {
    model: modelOf({ media, drift: textOf((drift * L) / T) }, random.evenly(0.8, 1.5) * L, rest),
    texts: ["survival(drug)", "mean_exit_time(drug)", "exit_time_variance(drug)", `probability(drug, x > ${0.5 * L})`],
  };
}

function motor(random: Random): Drawn {
  const [l, T] = [random.decades(1e-9, 1), random.decades(1e-6, 1e3)];
  const substeps = whole(random, 1, 4);
  const rates = (from: number, to: number) => Array.from({ length: substeps }, () => random.decades(from, to) / T);
  const goesBack = random.evenly(0, 1) < 0.5;
  const forward = rates(3, 30);
  const backward = goesBack ? rates(0.3, 3) : forward.map(() => 0);
  const detachment = random.evenly(0.2, 0.8) / T;
  const motion = { kind: "motor" as const, step: l, forward, backward, detachment };
  return {
    model: modelOf({ motion }, 0, { solves: at(0.3 * T, T) }),
    texts: [
      "mean(drug)",
      "variance(drug)",
      "survival(drug)",
      "mean_run_length(drug)",
      "mean_exit_time(drug)",
      `hitting_probability(drug, ${3 * l})`,
    ],
  };
}

export const PASSAGES: Readonly<Record<string, Family>> = {
  "a walk whose bias grows with the distance": { levels: ["master", "walk"], draw: urns },
  "a heat-bath walk at rest": { levels: ["master", "walk"], draw: heatBath },
  "a walk between ends that absorb": { levels: ["master", "walk"], draw: ruin },
  "a particle that drifts into a wall": {
    levels: ["continuum", "master", "langevin"],
    cut: 0.2,
    draw: passage,
  },
  "a motor that may fall off": { levels: ["master", "walk"], draw: motor },
};
