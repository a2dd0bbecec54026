/**
 * The activity models that a file calls by name, each as `physics/activity` has it, on the scale of the species.
 *
 * @module
 */

import type { Activity } from "#physics/activity/activity.ts";
import { CARNAHAN_STARLING } from "#physics/activity/carnahan-starling.ts";
import { daviesActivity } from "#physics/activity/davies.ts";
import { debyeHueckelActivity } from "#physics/activity/debye-hueckel.ts";
import { floryHugginsActivity } from "#physics/activity/flory-huggins.ts";
import { margulesActivity } from "#physics/activity/margules.ts";
import { pitzerActivity } from "#physics/activity/pitzer.ts";
import { pitzerSaltActivity } from "#physics/activity/pitzer-table.ts";
import { virialActivity } from "#physics/activity/virial.ts";
import type { ActivityLaw } from "./model.ts";

/** A law that is no expression of the file. */
export type NamedLaw = Exclude<ActivityLaw, { readonly kind: "expression" }>;

/** The model behind a law, and its composition per that of the species: the volume of a mole of spheres, else 1. */
export interface NamedActivity {
  readonly activity: Activity;
  readonly perUnit: number;
}

/** The model that a law names. */
export function namedActivity(law: NamedLaw): NamedActivity {
  switch (law.kind) {
    case "virial":
      return { activity: virialActivity(law), perUnit: 1 };
    case "margules":
      return { activity: margulesActivity(law.parameter), perUnit: 1 };
    case "carnahan-starling":
      return { activity: CARNAHAN_STARLING, perUnit: law.molarVolume };
    case "flory-huggins":
      return { activity: floryHugginsActivity(law), perUnit: 1 };
    case "pitzer":
      return {
        activity: typeof law.salt === "string" ? pitzerSaltActivity(law.salt) : pitzerActivity(law.salt),
        perUnit: 1,
      };
    case "davies":
      return { activity: daviesActivity({ electrolyte: law, slope: law.slope }), perUnit: 1 };
    case "debye-hueckel":
      return {
        activity: debyeHueckelActivity({ electrolyte: law, slope: law.slope, approach: law.approach }),
        perUnit: 1,
      };
    default:
      return law satisfies never;
  }
}

/** The law in words, with the parameters that one must know to repeat it. */
export function lawInWords(law: ActivityLaw): string {
  switch (law.kind) {
    case "virial":
      return "a virial series";
    case "margules":
      return typeof law.parameter === "number"
        ? "a regular solution (Margules, one parameter)"
        : "Margules, two parameters";
    case "carnahan-starling":
      return "hard spheres (Carnahan and Starling)";
    case "flory-huggins":
      return "Flory and Huggins";
    case "pitzer":
      return typeof law.salt === "string"
        ? `Pitzer's equations with the table's parameters of ${law.salt} in water at 25 °C`
        : `Pitzer's equations with the file's parameters, A = ${law.salt.slope} kg^1/2/mol^1/2`;
    case "davies":
      return `the equation of Davies, A = ${law.slope} kg^1/2/mol^1/2`;
    case "debye-hueckel":
      return `${law.approach === 0 ? "the limiting law" : "the extended law"} of Debye and Hückel, A = ${law.slope} kg^1/2/mol^1/2`;
    case "expression":
      return "ln gamma as the file writes it";
    default:
      return law satisfies never;
  }
}
