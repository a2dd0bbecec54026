/**
 * A checked model: what a model file declares, in coherent SI numbers and parsed expressions.
 *
 * Every record here is readonly and structured-cloneable, so a model can be hashed, posted to a worker or sent to a
 * cluster. Expressions stand where the file may write a function of position; a constant is a one-node expression.
 *
 * @module
 */

import type { Electrolyte } from "#physics/activity/electrolyte.ts";
import type { PolymerSolution } from "#physics/activity/flory-huggins.ts";
import type { MargulesParameters } from "#physics/activity/margules.ts";
import type { PitzerParameters } from "#physics/activity/pitzer.ts";
import type { PitzerSalt } from "#physics/activity/pitzer-table.ts";
import type { Dimension } from "#units/dimension.ts";
import type { Length, Mass, Temperature, Time, Velocity } from "#units/flavour.ts";
import type { ParsedUnit } from "#units/parse-unit.ts";
import type { Domain, End, Side } from "./domain.ts";
import type { Experiment } from "./experiment.ts";
import type { Expression } from "./expression/expression.ts";
import type { Fit, MeasuredTable } from "./fit.ts";
import type { MotionLaw } from "./motion-law.ts";
import type { PorousMedium, Uptake } from "./uptake.ts";

export type { Compartment, CompartmentDomain, Membrane, Pathway, Pump, SolutePassage } from "./compartments.ts";
export type {
  Domain,
  End,
  FreeDomain,
  GridAxis,
  GridDomain,
  LatticeDomain,
  Layer,
  LayeredDomain,
  PaintedMedium,
  Side,
  SpatialDomain,
} from "./domain.ts";
export { END_NAMES, SIDE_NAMES } from "./domain.ts";

/** The levels of description, in the order in which they are printed. */
export const LEVEL_NAMES = ["closed-form", "walk", "master", "langevin", "continuum", "compartments"] as const;
export type LevelName = (typeof LEVEL_NAMES)[number];

/** What a model file declares. */
export interface Model {
  readonly title?: string;
  readonly question?: string;
  readonly source?: string;
  /** Absolute temperature T [K]; needed by kT, Stokes-Einstein and potentials. */
  readonly temperature?: Temperature;
  readonly parameters: readonly Parameter[];
  readonly species: readonly Species[];
  /** Where the species live; a model that is only a formula has none. */
  readonly domain?: Domain;
  /** Compartments at the ends of the domain, where the file names them. */
  readonly attached?: { readonly [E in End]?: string };
  readonly boundaries: readonly Boundary[];
  readonly sources: readonly Source[];
  /** Carriers that take species up, where the file places any. */
  readonly uptakes?: readonly Uptake[];
  /** Media of which only a part is fluid, by name. */
  readonly porousMedia?: Readonly<Record<string, PorousMedium>>;
  /** What makes the electric field; always there if a species has a charge. */
  readonly field?: FieldClosure;
  /** Relative permittivity ε/ε₀ by medium, where the file gives it. */
  readonly permittivities?: Readonly<Record<string, number>>;
  /** Electric potential at the ends [V], where the file gives it. */
  readonly electricPotentials?: { readonly [E in End]?: number };
  /** Whether to say where a mixture is stable, metastable or unstable (`solve: stability`). */
  readonly stability?: true;
  /** Whether to keep the field of a mean gradient over a periodic grid (`solve: effective-diffusivity`). */
  readonly cellProblem?: true;
  readonly solves: readonly Solve[];
  /** Levels that the file lists; absent: all that can carry the model. */
  readonly levels?: readonly LevelName[];
  readonly sampling: Sampling;
  readonly agree: readonly AgreeRule[];
  readonly outputs: readonly Output[];
  readonly expectations: readonly Expectation[];
  readonly measurements: readonly Measurement[];
  /** Tables of measured values, where the file gives any. */
  readonly tables?: readonly MeasuredTable[];
  /** Fits to their columns, where the file asks for any. */
  readonly fits?: readonly Fit[];
  /** An assay on a membrane, if the file has one. */
  readonly experiment?: Experiment;
  readonly plots: readonly Plot[];
  readonly sweeps: readonly Sweep[];
  /** The model with something changed, beside which it is reported, where the file compares it. */
  readonly variants?: readonly Variant[];
  /** Sources of the numbers, for `perrin cite`. */
  readonly references: readonly string[];
}

/** The model with something changed; it has outputs, and neither expectations nor figures of its own. */
export interface Variant {
  readonly name: string;
  readonly model: Model;
}

/** A named constant of the file. */
export interface Parameter {
  readonly name: string;
  readonly value: number;
  readonly dimension: Dimension;
}

/**
 * What makes the electric field that charged species feel.
 *
 * none: there is none (tracers). constant-field: it is the same everywhere between the ends (Goldman). electroneutral:
 * whatever keeps the charge density zero (Planck). poisson: that of the charges themselves.
 */
export const FIELD_CLOSURES = ["none", "constant-field", "electroneutral", "poisson"] as const;
export type FieldClosure = (typeof FIELD_CLOSURES)[number];

/**
 * A diffusing species. Whether its amount is counted in moles or as a probability follows from how it starts: a point
 * start without an amount is one walker, and its concentration is a probability density. A mole fraction is the share
 * of one of two components whose concentrations add up to `total`. Energy is counted in joules: its K is the heat
 * capacity of a medium by that of a reference, its activity the temperature times the latter.
 */
export interface Species {
  readonly name: string;
  readonly measure: "amount" | "probability" | "mole-fraction" | "volume-fraction" | "molality" | "energy";
  /** Concentration of both components together, of a mole fraction; of the pure solute, of a volume fraction [mol m^-3]. */
  readonly total?: number;
  /** Mass of solvent in a volume of solution, of a molality [kg m^-3]. */
  readonly solventDensity?: number;
  /** Charge number z; absent: neutral. */
  readonly charge?: number;
  /** Hydrodynamic radius [m]. */
  readonly radius?: Length;
  readonly mass?: Mass;
  /** Viscosity of the solvent if D came from Stokes-Einstein [Pa s]. */
  readonly viscosity?: number;
  /** One entry per medium in which the species lives; a medium that is not listed is impenetrable. */
  readonly media: readonly SpeciesInMedium[];
  /** Terms of the chemical potential beyond the ideal one that depend on the place alone. */
  readonly terms: readonly PotentialTerm[];
  /** How the activity depends on the composition: ln γ is the sum of these. Absent: ideal. */
  readonly activity?: readonly ActivityLaw[];
  /** What it adds to the osmotic pressure of a compartment [Pa], an expression of its own name; absent: R T c, or that of its activity. */
  readonly osmoticPressure?: Expression;
  /** Free energy f(a)/RT of a mole of mixture as the file writes it, an expression of the species' own name, in place of all terms. */
  readonly freeEnergy?: Expression;
  /** Gradient-energy coefficient κ of μ = ... - RT κ ∇²a [m^2]. */
  readonly gradientEnergy?: number;
  /**
   * Mobility of J = -c M ∇μ, as the file gives it [mol m^2 J^-1 s^-1]: an expression of the species' own composition, D
   * and T. Absent: D / RT; of a mole fraction a, for which J = -c_t M ∇(μ_1 - μ_2), D a (1 - a) / RT.
   */
  readonly mobility?: Expression;
  /** Velocity v(x) of the medium that carries the species [m s^-1]. */
  readonly drift?: Expression;
  /** Velocity of the medium along the second and third axis of a grid [m s^-1], where the file gives them. */
  readonly driftAlong?: readonly Expression[];
  /** The microscopic law of one step on a lattice, if the file gives it instead of D. */
  readonly walk?: WalkLaw;
  /** Any other law of its own, if the file gives it instead of D. */
  readonly motion?: MotionLaw;
  /** Present if the particle keeps its velocity for the time m D / kT (underdamped). */
  readonly inertia?: true;
  readonly initial: Initial;
}

export interface SpeciesInMedium {
  /** "" stands for the only medium of a file that names none. */
  readonly medium: string;
  /** Diffusion coefficient D(x) [m^2 s^-1]; it may name the species itself, and then means its local concentration. */
  readonly diffusivity: Expression;
  /** Partition coefficient K(x) = c_medium / c_reference at equilibrium [1]. */
  readonly partition: Expression;
}

/** A term of the reduced chemical potential. `energy` is that of one molecule, a function of x, y, z or r [J]. */
export type PotentialTerm = { readonly kind: "potential"; readonly energy: Expression };

/** A law of the activity coefficient γ on the scale of the species' own measure: concentration, fraction or molality. */
export type ActivityLaw =
  /** ln γ = 2 B c + 3/2 C c² ...: coefficients B [m^3 mol^-1], C [m^6 mol^-2] ... of Z = 1 + B c + C c² ... */
  | { readonly kind: "virial"; readonly coefficients: readonly number[] }
  /** Symmetric regular solution, ln γ = A (1 - a)²; exchange potential RT [ln(a / (1 - a)) + A (1 - 2a)]. */
  | { readonly kind: "margules"; readonly parameter: number | MargulesParameters }
  /** Hard spheres of molar volume v [m^3 mol^-1], φ = v c. */
  | { readonly kind: "carnahan-starling"; readonly molarVolume: number }
  /** Chains of so many segments in a solvent, by their volume fraction. */
  | ({ readonly kind: "flory-huggins" } & PolymerSolution)
  /** Mean ions of a salt by its molality: a salt of the table, or its parameters. */
  | { readonly kind: "pitzer"; readonly salt: PitzerSalt | PitzerParameters }
  /** Mean ions of a salt by its molality; `slope` is A_φ [kg^1/2 mol^-1/2]. */
  | ({ readonly kind: "davies"; readonly slope: number } & Electrolyte)
  /** The same; `approach` is b [kg^1/2 mol^-1/2], 0 for the limiting law. */
  | ({ readonly kind: "debye-hueckel"; readonly slope: number; readonly approach: number } & Electrolyte)
  /** ln γ(c) as the file writes it, an expression of the species' own name. */
  | { readonly kind: "expression"; readonly lnGamma: Expression };

/** Law of one step on a lattice, and the clock that sets when a step is taken. */
export interface WalkLaw {
  /** Lattice spacing l [m]. */
  readonly spacing: Length;
  readonly dimensions: 1 | 2 | 3;
  /** Probability of a step to the right along x in one dimension; ½ unless biased. In more dimensions all 2d neighbours are equally likely. */
  readonly right: number;
  /** Probability that a step goes nowhere [1]; the rest is shared as above. */
  readonly stay: number;
  readonly clock: Clock;
}

/** fixed: one step every `interval`. poisson: waits are exponential with mean `interval`. */
export type Clock = { readonly kind: "fixed" | "poisson"; readonly interval: Time };

export type Initial =
  /** Concentration c(x) [mol m^-3], or probability density. */
  | {
      readonly kind: "concentration";
      readonly concentration: Expression;
      /** Each cell differs by an even draw between -noise and noise, less the mean of all draws. */
      readonly noise?: number;
    }
  /** All at one point; amount in moles (per area in a slab, per length in a plane), 1 for a probability. */
  | { readonly kind: "point"; readonly at: readonly number[]; readonly amount: number }
  /** The Boltzmann distribution; amount as above. */
  | { readonly kind: "equilibrium"; readonly amount: number };

export interface Boundary {
  /** An end of a line, layers or sites, or a side of a grid. */
  readonly end: Side;
  readonly species: string;
  readonly condition: BoundaryCondition;
}

export type BoundaryCondition =
  | { readonly kind: "no-flux" }
  /** Concentration in the medium at the wall [mol m^-3]. */
  | { readonly kind: "concentration"; readonly concentration: number }
  /** Flux into the domain [mol m^-2 s^-1]. */
  | { readonly kind: "flux"; readonly flux: number }
  | { readonly kind: "absorbing" }
  /** A solid of that density whose surface recedes as it dissolves; the liquid at it is saturated [mol m^-3, mol m^-3]. */
  | { readonly kind: "dissolving"; readonly solubility: number; readonly density: number }
  /** Permeability P to a bath of concentration c in the reference phase: J_in = P (c - a_wall). */
  | { readonly kind: "robin"; readonly permeability: Velocity; readonly concentration: number }
  /** Stirred finite bath in the reference phase; volume per area [m] for a slab, per length [m^2] for a cylinder, [m^3] for a sphere. */
  | { readonly kind: "bath"; readonly volume: number; readonly concentration: number }
  | { readonly kind: "periodic" };

/** A volume source of one species in one layer, or one medium of a grid ("" = everywhere). */
export interface Source {
  readonly name: string;
  readonly species: string;
  readonly layer: string;
  readonly law: /** Production k0 [mol m^-3 s^-1]; negative consumes, and stops where nothing is left. */
    | { readonly kind: "zero-order"; readonly rate: number }
    /** Production k1 c, k1 [s^-1]; negative consumes. */
    | { readonly kind: "linear"; readonly rate: number };
}

export type Solve =
  | { readonly kind: "steady" }
  | { readonly kind: "equilibrium" }
  /** Record times, increasing, from 0 to `until` inclusive [s]. */
  | {
      readonly kind: "transient";
      readonly times: readonly Time[];
      /** How grids take their steps; absent: whichever is less work. */
      readonly steps?: "implicit" | "explicit";
    };

export interface Sampling {
  /** Walkers of all batches together; where there are compartments, parcels of each batch. */
  readonly walkers: number;
  readonly seed: number;
  /** walkers: one by one, hop by hop. counts: walkers per node, dealt out by exact transition probabilities. */
  readonly method: "automatic" | "walkers" | "counts";
  /** How many tracks of walkers are kept for the reader; none if absent. */
  readonly tracks?: number;
}

export interface AgreeRule {
  readonly output: string;
  /** Relative margin [1]. */
  readonly margin: number;
  /** Confidence of the two-sided interval, such as 0.999. */
  readonly confidence: number;
}

/** A named result: an expression over measures, parameters and other outputs. */
export interface Output {
  readonly name: string;
  readonly expression: Expression;
  readonly dimension: Dimension;
  /** Unit in which it is printed; absent: coherent SI. */
  readonly unit?: ParsedUnit;
}

export interface Expectation {
  /** Name of an output, or an expression over measures. */
  readonly of: string;
  readonly expression: Expression;
  readonly claim:
    | { readonly kind: "value"; readonly value: number; readonly rel?: number; readonly abs?: number }
    | { readonly kind: "conserved"; readonly rel: number };
  /** A time [s] or the equilibrium; absent: the steady value, or a value that does not depend on time. */
  readonly at?: Time | "equilibrium";
  readonly levels?: readonly LevelName[];
  /** Parameters set for this expectation alone, SI. */
  readonly with: Readonly<Record<string, number>>;
  /** Where it stands in the file. */
  readonly line: number;
}

/** Measured values beside the model. */
export interface Measurement {
  readonly name: string;
  readonly verdict: "report" | "require";
  readonly content: /** Positions of tracks in time; compared with the law of displacements over `lag`. */
    | {
        readonly kind: "tracks";
        readonly species: string;
        readonly lag: Time;
        /** Each track: times [s] and positions [m], one array per axis. */
        readonly tracks: readonly Track[];
      }
    /** Counts of displacements in rings of equal width / E, E the r.m.s. displacement (the last ring is open). */
    | {
        readonly kind: "rings";
        readonly species: string;
        readonly ringWidth: number;
        readonly counts: readonly number[];
      }
    /** Measured values of an output. */
    | {
        readonly kind: "values";
        readonly output: string;
        readonly at: readonly number[];
        readonly values: readonly number[];
        readonly standardErrors?: readonly number[];
      };
  readonly source?: string;
}

export interface Track {
  readonly name: string;
  readonly time: readonly number[];
  readonly axes: readonly (readonly number[])[];
}

/** What is drawn of a mixture. */
export type CurveName = "growth_rate" | "free_energy_density" | "thermodynamic_factor" | "phase-diagram";
/** Over what it is drawn. */
export type CurveParameter = "wavelength" | "composition" | "margules" | "temperature";
/** What is drawn along. */
export type CurveCompanion = "common-tangent" | "spinodal";

export type Plot =
  | {
      readonly kind: "profile";
      readonly of: readonly string[];
      readonly at: readonly Time[];
      readonly scale?: string;
      readonly beside?: readonly string[];
    }
  | {
      readonly kind: "series";
      readonly of: readonly string[];
      readonly scale?: string;
      readonly beside?: readonly string[];
    }
  /** A field over the plane of a grid, or over position and time where there is one coordinate. */
  | { readonly kind: "map"; readonly of: readonly string[]; readonly at: readonly Time[]; readonly overTime?: true }
  /** What a file declares of its mixtures, over what it depends on: see `mixture-curves.ts`. */
  | {
      readonly kind: "curve";
      readonly curve: CurveName;
      readonly over: CurveParameter;
      readonly beside: readonly CurveCompanion[];
    }
  /** How an output answers to each of some parameters, changed by a fraction. */
  | { readonly kind: "tornado"; readonly of: string; readonly over: readonly string[]; readonly by: number }
  /** One output over another, as time goes on. */
  | { readonly kind: "xy"; readonly x: string; readonly y: string }
  | { readonly kind: "bar"; readonly of: string; readonly by: string }
  | { readonly kind: "histogram"; readonly of: string; readonly beside?: readonly string[] };

/** One field or parameter varied; paths as the user writes them, such as "donor_usl.thickness". */
export interface Sweep {
  readonly name: string;
  readonly vary: readonly string[];
  readonly values: readonly number[];
  /** Dimension of the values, which are coherent SI. */
  readonly dimension: Dimension;
  readonly plot: string;
  /** What makes the electric field in runs that stand beside: limits of the field of the model. */
  readonly beside?: readonly FieldClosure[];
  /** Variants of the model that stand beside. */
  readonly variants?: readonly string[];
}
