/**
 * The level of exact laws: it recognises a model and answers from formulas, without a mesh and without rates.
 *
 * Each law says whether a species of a model is of its form. Several may hold for one model (a steady state and a
 * transient series): the level asks them in turn, and names in `method` those that answered. If none holds, it says
 * which is nearest and what differs.
 *
 * @see J. Crank, The Mathematics of Diffusion, 2nd ed., Oxford (1975) (not opened)
 * @module
 */

import type { Level, LevelResult, Profile, Progress, Reading, Task, When } from "#levels/contract.ts";
import { type OwnMotion, ownMotion } from "#levels/own-motions.ts";
import { recordsWithProfile } from "#levels/profile-times.ts";
import { MEASURES, type Measure } from "#model/measure.ts";
import type { Model, Solve, Species } from "#model/model.ts";
import { whyNoPores } from "#model/uptake.ts";
import { NumericalFailure } from "#numerics/numerical-failure.ts";
import { recogniseAmbipolarSalt } from "./ambipolar-salt.ts";
import { recogniseBoltzmann } from "./boltzmann.ts";
import { recogniseCarrierStack } from "./carrier-stack.ts";
import { recogniseCarriersBehindLayers } from "./carriers-behind-layers.ts";
import { recogniseBoundUptake } from "./compartments/bound-uptake.ts";
import { recogniseDonnanCompartment } from "./compartments/donnan-compartment.ts";
import { recogniseFiltrate } from "./compartments/filtrate.ts";
import { recogniseFlowBetweenSolutions } from "./compartments/flow-between-solutions.ts";
import { recogniseLoadedCell } from "./compartments/loaded-cell.ts";
import { recogniseOsmometer } from "./compartments/osmometer.ts";
import { recognisePumpLeak } from "./compartments/pump-leak.ts";
import { recogniseStillColumn } from "./compartments/still-column.ts";
import { recogniseTwoBarriers } from "./compartments/two-barriers.ts";
import { recogniseTwoChambers } from "./compartments/two-chambers.ts";
import { recogniseVolumeBesideBaths } from "./compartments/volume-beside-baths.ts";
import { recogniseWaterExchange } from "./compartments/water-exchange.ts";
import { recogniseDiffuseLayer } from "./diffuse-layer.ts";
import { recogniseDonnanLayers } from "./donnan-layers.ts";
import { recogniseEhrenfestUrns } from "./ehrenfest-urns.ts";
import { recogniseElectrodeFilm } from "./electrode-film.ts";
import { recogniseElectroneutralLayer } from "./electroneutral-layer.ts";
import { recogniseExitTime } from "./exit-time.ts";
import { recogniseFirstPassage } from "./first-passage.ts";
import { recogniseFractionalBrownian } from "./fractional-brownian.ts";
import { recogniseFreePropagator } from "./free-propagator.ts";
import { recogniseHarmonicWell } from "./harmonic-well.ts";
import { recogniseInertialEquilibrium } from "./inertial-equilibrium.ts";
import { recogniseInertialParticle } from "./inertial-particle.ts";
import { recogniseKilledFlight } from "./killed-flight.ts";
import { recogniseLatticeBox } from "./lattice-box.ts";
import { recogniseLatticeWalk } from "./lattice-walk.ts";
import type { Law, NotThis, Recognise } from "./law.ts";
import { recogniseLevyFlight } from "./levy-flight.ts";
import { recogniseMixtureEquilibrium } from "./mixture-equilibrium.ts";
import { recogniseMixtureFront } from "./mixture-front.ts";
import { recogniseMixtureSpreading } from "./mixture-spreading.ts";
import { recogniseMixtureSteady } from "./mixture-steady.ts";
import { recogniseMotor } from "./motor.ts";
import { recogniseNeumannDissolution } from "./neumann-dissolution.ts";
import { recognisePersistentWalk } from "./persistent-walk.ts";
import { recognisePointBetweenWalls } from "./point-between-walls.ts";
import { recogniseRenewal } from "./renewal.ts";
import { recogniseRuin } from "./ruin.ts";
import { recogniseRunInPlane } from "./run-in-plane.ts";
import { recogniseRunOnLine } from "./run-on-line.ts";
import { recogniseSeparable } from "./separable-product.ts";
import { recogniseSiteBoltzmann } from "./site-boltzmann.ts";
import { recogniseSlabModes } from "./slab-modes.ts";
import { recogniseSpinodalStage } from "./spinodal-stage.ts";
import { recogniseSteadyStack } from "./steady-stack.ts";
import { recogniseSubdiffusion } from "./subdiffusion.ts";
import { recogniseTimeLag } from "./time-lag.ts";
import { recogniseTransientStack } from "./transient-stack.ts";
import { recogniseWarburg } from "./warburg.ts";

/** All laws, the most special first: the first that states a measure answers it. */
const LAWS: readonly Recognise[] = [
  recogniseFreePropagator,
  recogniseHarmonicWell,
  recogniseLatticeWalk,
  recogniseLatticeBox,
  recogniseFirstPassage,
  recognisePointBetweenWalls,
  recogniseWarburg,
  recogniseSteadyStack,
  recogniseBoltzmann,
  recogniseTransientStack,
  recogniseTimeLag,
  recogniseExitTime,
  recogniseSlabModes,
];

/** Laws of species that move by a law of their own, instead of the above. */
const MOTION_LAWS: Readonly<Record<OwnMotion, readonly Recognise[]>> = {
  renewal: [recogniseRenewal],
  persistent: [recognisePersistentWalk],
  "site-walk": [recogniseEhrenfestUrns, recogniseSiteBoltzmann],
  run: [recogniseRunOnLine, recogniseRunInPlane],
  flight: [recogniseLevyFlight, recogniseKilledFlight],
  subdiffusion: [recogniseSubdiffusion],
  "fractional-brownian": [recogniseFractionalBrownian],
  motor: [recogniseMotor],
  inertia: [recogniseInertialParticle, recogniseInertialEquilibrium],
  dissolution: [recogniseNeumannDissolution],
  electric: [
    recogniseElectroneutralLayer,
    recogniseElectrodeFilm,
    recogniseDonnanLayers,
    recogniseAmbipolarSalt(LAWS),
    recogniseDiffuseLayer,
  ],
  grid: [recogniseSeparable(LAWS)],
  nonlinear: [recogniseMixtureSteady, recogniseMixtureFront, recogniseMixtureSpreading, recogniseMixtureEquilibrium],
  uptake: [recogniseCarriersBehindLayers, recogniseCarrierStack],
  "phase-separation": [recogniseSpinodalStage],
  ruin: [recogniseRuin],
  compartments: [
    recogniseDonnanCompartment,
    recognisePumpLeak,
    recogniseFiltrate,
    recogniseOsmometer,
    recogniseLoadedCell,
    recogniseStillColumn,
    recogniseBoundUptake,
    recogniseTwoChambers,
    recogniseVolumeBesideBaths,
    recogniseWaterExchange,
    recogniseTwoBarriers,
    recogniseFlowBetweenSolutions,
  ],
};

/** The closed-form level. */
export const closedForm: Level = {
  name: "closed-form",
  sampled: false,
  order: { space: 0, time: 0 },
  sharesRatesWith: [],
  accepts(model, name) {
    const species = speciesOf(model, name);
    const { laws, others } = recognised(model, species);
    if (laws.length > 0)
      return laws.every(({ startAlone }) => startAlone) ? { accepts: true, startAlone: true } : { accepts: true };
    if (others.length === 0)
      return {
        accepts: false,
        because: `no exact law of ${ownMotion(model, species)} is known for ${name}`,
        change: "use another level",
      };
    const nearest = others.reduce((best, other) => (other.met > best.met ? other : best));
    return {
      accepts: false,
      because: `no exact law is known for ${name}; the nearest is "${nearest.form}", but ${nearest.because}`,
      change: nearest.change,
    };
  },
  solve,
};

function speciesOf(model: Model, name: string): Species {
  const species = model.species.find((s) => s.name === name);
  if (species === undefined) throw new Error(`Bug: the model has no species ${name}.`);
  return species;
}

function lawsFor(model: Model, species: Species, motion: OwnMotion | undefined): readonly Recognise[] {
  // most laws know neither carriers nor pores
  if (whyNoPores(model, species) === undefined) return motion === undefined ? LAWS : MOTION_LAWS[motion];
  return motion === undefined || motion === "uptake" ? MOTION_LAWS.uptake : [];
}

function recognised(model: Model, species: Species): { readonly laws: Law[]; readonly others: NotThis[] } {
  const [laws, others]: [Law[], NotThis[]] = [[], []];
  const motion = ownMotion(model, species);
  for (const recognise of lawsFor(model, species, motion)) {
    const recognition = recognise(model, species);
    if (recognition.kind === "law") laws.push(recognition);
    else others.push(recognition);
  }
  return { laws, others };
}

function* solve({ model, species: name, together = [name], solves, measures }: Task): Generator<Progress, LevelResult> {
  const lawsBySpecies = new Map(together.map((one) => [one, recognised(model, speciesOf(model, one)).laws]));
  const laws = [...lawsBySpecies.values()].flat();
  if (solves.some(({ kind }) => kind === "steady")) refuseUnsteady(laws);
  const whens = solves.flatMap(whensOf);
  const used = new Set<Law>();
  const warnings: string[] = [];
  const readings: Reading[] = [];
  const own = measures.filter(({ species }) => species === "" || lawsBySpecies.has(species));
  for (const [done, measure] of own.entries()) {
    for (const when of MEASURES[measure.name] === "timeless" ? (["timeless"] as const) : whens) {
      const known = lawsBySpecies.get(measure.species === "" ? name : measure.species) ?? [];
      const answer = firstAnswer(known, measure, when, warnings);
      if (answer === undefined) continue;
      used.add(answer.law);
      readings.push({ measure: measure.key, when, value: answer.value });
      yield { fraction: done / own.length, doing: measure.key };
    }
  }
  const profiles: Profile[] = [];
  for (const when of profileTimes(model, solves)) {
    for (const known of lawsBySpecies.values()) {
      const profile = firstProfile(known, when, used);
      if (profile !== undefined) profiles.push(profile);
    }
    yield { fraction: 1, doing: "profiles" };
  }
  const answering = [...used];
  return {
    level: "closed-form",
    law: lawDescribed(answering.length > 0 ? answering : laws),
    method: [...new Set(answering.map(({ name: law, formula }) => `${law}: ${formula}`))].join("; "),
    warnings,
    invariants: {},
    readings,
    profiles,
    sources: [...new Set(answering.map(({ source }) => `${source} (not opened; derived in the source code)`))],
  };
}

/** @throws NumericalFailure if a law says that there is no steady state. */
function refuseUnsteady(laws: readonly Law[]): void {
  for (const { name, noSteadyState } of laws)
    if (noSteadyState !== undefined) throw new NumericalFailure(name, noSteadyState.what, noSteadyState.advice);
}

function whensOf(solved: Solve): readonly When[] {
  return solved.kind === "transient" ? solved.times : [solved.kind];
}

function firstAnswer(
  laws: readonly Law[],
  measure: Measure,
  when: When,
  warnings: string[],
): { readonly law: Law; readonly value: number } | undefined {
  for (const law of laws) {
    try {
      const value = law.read(measure, when);
      if (value !== undefined && Number.isFinite(value)) return { law, value };
    } catch (error) {
      if (!(error instanceof Error && "kind" in error && error.kind === "numerical")) throw error;
      warnings.push(`${law.name} did not answer ${measure.key}: ${error.message}`);
    }
  }
  return undefined;
}

function firstProfile(laws: readonly Law[], when: When, used: Set<Law>): Profile | undefined {
  for (const law of laws) {
    const profile = law.profile?.(when);
    if (profile === undefined) continue;
    used.add(law);
    return profile;
  }
  return undefined;
}

/** Times at which figures want a curve: those that plots name, else the last, or all for a map; and the states without a time. */
function profileTimes(model: Model, solves: readonly Solve[]): readonly When[] {
  const plots = model.plots.flatMap((plot) =>
    plot.kind === "profile" || (plot.kind === "map" && plot.overTime) ? [plot] : [],
  );
  if (plots.length === 0) return [];
  const named = plots.flatMap((plot) => plot.at);
  return solves.flatMap((solved): readonly When[] => {
    if (solved.kind !== "transient") return [solved.kind];
    if (plots.some(({ kind }) => kind === "map")) {
      const kept = recordsWithProfile(model, solved.times);
      return solved.times.filter((_, i) => kept.has(i));
    }
    return named.length > 0 ? [...new Set(named)].sort((a, b) => a - b) : solved.times.slice(-1);
  });
}

/** The law that the readings describe. */
function lawDescribed(laws: readonly Law[]): LevelResult["law"] {
  return laws.find(({ describes }) => describes.kind === "discrete")?.describes ?? { kind: "continuum" };
}
