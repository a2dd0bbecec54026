/** Every activity model, some with drawn parameters, with compositions at which it has a meaning. */
import * as fc from "fast-check";
import type { Activity } from "#physics/activity/activity.ts";
import { CARNAHAN_STARLING } from "#physics/activity/carnahan-starling.ts";
import { daviesActivity } from "#physics/activity/davies.ts";
import { debyeHueckelActivity } from "#physics/activity/debye-hueckel.ts";
import { floryHugginsActivity } from "#physics/activity/flory-huggins.ts";
import { frumkinActivity } from "#physics/activity/frumkin.ts";
import { givenActivity } from "#physics/activity/given.ts";
import { idealActivity } from "#physics/activity/ideal.ts";
import { margulesActivity } from "#physics/activity/margules.ts";
import { PITZER_SALTS, pitzerSaltActivity } from "#physics/activity/pitzer-table.ts";
import { virialActivity } from "#physics/activity/virial.ts";

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const charge = fc.integer({ min: 1, max: 3 });
const electrolyte = fc.record({ cationCharge: charge, anionCharge: charge.map((z) => -z) });
const strengthScale = fc.constantFrom("molal" as const, "molar" as const);
const slopeOn = { molal: 0.3915, molar: 0.0124 };

/** A model of each kind, by the name of the kind. */
export const ACTIVITIES: Readonly<Record<string, fc.Arbitrary<Activity>>> = {
  ideal: fc.constantFrom("molar", "molal", "mole-fraction", "volume-fraction").map((scale) => idealActivity(scale)),
  virial: fc
    .array(between(-1, 1), { maxLength: 4 })
    .map((drawn) => virialActivity({ coefficients: drawn.map((b, i) => b * 1e-3 ** (i + 1)) })),
  margules: fc.record({ solute: between(-4, 4), solvent: between(-4, 4) }).map(margulesActivity),
  "carnahan-starling": fc.constant(CARNAHAN_STARLING),
  "flory-huggins": fc
    .record({ segments: between(1, 200), solventSegments: between(1, 5), interaction: between(-1, 1) })
    .map(floryHugginsActivity),
  frumkin: between(-6, 6).map(frumkinActivity),
  "debye-hueckel": fc
    .record({ electrolyte, scale: strengthScale, approach: fc.constantFrom(0, 1, 1.6) })
    .map(({ electrolyte, scale, approach }) =>
      debyeHueckelActivity({
        electrolyte,
        scale,
        slope: slopeOn[scale],
        approach: scale === "molal" ? approach : approach / Math.sqrt(1000),
      }),
    ),
  davies: fc
    .record({ electrolyte, scale: strengthScale })
    .map((ions) => daviesActivity({ ...ions, slope: slopeOn[ions.scale] })),
  pitzer: fc.constantFrom(...PITZER_SALTS).map(pitzerSaltActivity),
  given: between(-2, 2).map((k) =>
    givenActivity({
      scale: "mole-fraction",
      heldFixed: "pressure",
      lnGamma: (x) => k * Math.cos(2 * x),
      dLnGamma: (x) => -2 * k * Math.sin(2 * x),
    }),
  ),
};

/** Compositions from a hundred-millionth to nearly all of what a model is good for, evenly in their logarithm. */
export function compositionOf({ scale, domain, trusted }: Activity, least = 1e-8): fc.Arbitrary<number> {
  const usual = scale === "molar" ? 1000 : scale === "molal" ? 3 : 1;
  const most = 0.98 * Math.min(domain.highest, trusted.highest, usual);
  return between(Math.log(least), 0).map((t) => most * Math.exp(t));
}

/** A model of a kind and a composition for it. */
export function activityAt(kind: string, least?: number): fc.Arbitrary<readonly [Activity, number]> {
  return ACTIVITIES[kind].chain((activity) => compositionOf(activity, least).map((s) => [activity, s] as const));
}
