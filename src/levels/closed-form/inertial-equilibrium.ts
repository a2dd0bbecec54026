/**
 * A particle with inertia at equilibrium: Boltzmann's law for its place and Maxwell's for its velocity, independent of each
 * other and of drag and mass.
 *
 * In any potential that holds it. Started from equilibrium it stays there, so that the law holds at every time.
 *
 * @module
 */

import type { Model, Species } from "#model/model.ts";
import { recogniseBoltzmann } from "./boltzmann.ts";
import type { Recognition } from "./law.ts";

const NAME = "Boltzmann and Maxwell distributions";

/** Recognises a particle that is held. */
export function recogniseInertialEquilibrium(model: Model, species: Species): Recognition {
  const boltzmann = recogniseBoltzmann(model, species);
  if (boltzmann.kind === "not-this") return { ...boltzmann, form: NAME };
  const { temperature, solves } = model;
  const settled = species.initial.kind === "equilibrium" && species.drift === undefined;
  if (!settled && !solves.some(({ kind }) => kind === "equilibrium"))
    return {
      kind: "not-this",
      form: NAME,
      met: 1,
      because: `${species.name} neither starts from equilibrium nor is asked for it`,
      change: `solve: equilibrium, or initial: {${species.name}: {equilibrium: true}}`,
    };
  return {
    ...boltzmann,
    name: NAME,
    formula: `${boltzmann.formula}; <v_x^2> = kT/m`,
    read(measure, when) {
      const known = when === "equilibrium" || (typeof when === "number" && settled);
      if (!known || measure.name === "flux") return undefined;
      return measure.name === "kinetic_temperature" ? temperature : boltzmann.read(measure, "equilibrium");
    },
    profile: (when) => {
      const known = when === "equilibrium" || (typeof when === "number" && settled);
      const profile = known ? boltzmann.profile?.("equilibrium") : undefined;
      return profile && { ...profile, when };
    },
  };
}
