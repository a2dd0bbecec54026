/**
 * What a particle that keeps its velocity looks like from afar.
 *
 *     ζ = kT / D,   τ = m / ζ,   <r²> -> 2 d D (t - τ)        free
 *     ω = √(κ/m),   γ / 2ω, γ = 1/τ                           in a trap: it swings if that is below 1
 *
 * A free particle shows D well beyond τ. One that is held shows none: the integral of its velocity autocorrelation goes
 * back to 0 and its msd ends at 2 kT/κ.
 *
 * @module
 */

import { derivative } from "#model/expression/derivative.ts";
import { evaluate } from "#model/expression/evaluate.ts";
import type { Expression } from "#model/expression/expression.ts";
import { namesIn } from "#model/expression/walk-tree.ts";
import type { Model, Species } from "#model/model.ts";
import { dragOfDiffusivity } from "#physics/einstein-relation.ts";
import { momentumRelaxationTime } from "#physics/momentum-relaxation.ts";
import { BOLTZMANN } from "#units/constants.ts";
import type { CoarseGrained } from "./coarse-grained.ts";

/** The numbers of a species with inertia; none where D varies. */
export function inertiaNumbers(species: Species, model: Model): readonly CoarseGrained[] {
  const found = scalesOf(species, model);
  if (found === undefined) return [];
  const { diffusivity, drag, tau, thermal, dimensions, stiffness } = found;
  const exact = "exact";
  const late = "well beyond tau";
  return [
    { symbol: "zeta", value: drag, unit: "kg s^-1", formula: "kT / D", holds: exact },
    { symbol: "tau", value: tau, unit: "s", formula: "m / zeta", holds: exact },
    {
      symbol: "v_rms",
      value: Math.sqrt(dimensions * thermal),
      unit: "m s^-1",
      formula: "sqrt(d kT / m)",
      holds: exact,
    },
    {
      symbol: "flight",
      value: tau * Math.sqrt(thermal),
      unit: "m",
      formula: "tau sqrt(kT / m)",
      holds: "in order of size",
    },
    ...(stiffness === undefined || !(stiffness > 0)
      ? [
          { symbol: "D", value: diffusivity, unit: "m^2 s^-1", formula: "msd / 2 d t", holds: late },
          {
            symbol: "msd lost",
            value: 2 * dimensions * diffusivity * tau,
            unit: "m^2",
            formula: "2 d D tau",
            holds: late,
          },
        ]
      : [
          { symbol: "omega", value: Math.sqrt(stiffness), unit: "s^-1", formula: "sqrt(kappa / m)", holds: exact },
          {
            symbol: "damping",
            value: 1 / (2 * tau * Math.sqrt(stiffness)),
            unit: "1",
            formula: "1 / 2 omega tau",
            holds: exact,
          },
        ]),
  ];
}

/** What has to be said of a species with inertia; undefined where D varies. */
export function inertiaNote(species: Species, model: Model): string | undefined {
  const found = scalesOf(species, model);
  if (found === undefined) return undefined;
  const { tau, stiffness, dimensions } = found;
  if (stiffness !== undefined && stiffness > 0) {
    const ratio = 2 * tau * Math.sqrt(stiffness);
    const damping =
      ratio > 1 ? "swings (underdamped)" : ratio < 1 ? "creeps back (overdamped)" : "is critically damped";
    return `${species.name} is held and ${damping}: it shows no diffusion coefficient. Its Green-Kubo integral goes back to 0 and its msd ends at 2 kT / kappa; D is kT / zeta of its drag.`;
  }
  if (species.terms.length > 0) return undefined;
  return `${species.name} keeps its velocity for tau = m D / kT = ${tau.toPrecision(4)} s: until then its msd grows as t^2, and beyond it stays ${2 * dimensions} D tau below ${2 * dimensions} D t. D does not depend on the mass; tau does.`;
}

function scalesOf({ media, mass, terms }: Species, { temperature, domain }: Model) {
  const [medium] = media;
  const diffusivity = medium && constant(medium.diffusivity);
  if (diffusivity === undefined || mass === undefined || temperature === undefined) return undefined;
  const stiffnesses = terms.map(({ energy }) => constant(derivative(derivative(energy, "x"), "x")));
  const known = stiffnesses.every((kappa) => kappa !== undefined);
  return {
    diffusivity,
    drag: dragOfDiffusivity(diffusivity, temperature),
    tau: momentumRelaxationTime(mass, diffusivity, temperature),
    thermal: (BOLTZMANN * temperature) / mass,
    dimensions: domain?.kind === "free" ? domain.dimensions : 1,
    /** κ/m [s^-2]; undefined where the potential is not quadratic. */
    stiffness: known ? stiffnesses.reduce((sum, kappa) => sum + kappa, 0) / mass : undefined,
  };
}

function constant(e: Expression): number | undefined {
  return namesIn(e).size === 0 ? evaluate(e, { name: () => undefined }) : undefined;
}
