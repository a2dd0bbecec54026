/**
 * The document that a run ends in: what each level found, how well the levels agree, which expectations were met, and
 * how the model stands beside measurements. It is what `--json` prints and what a report is made of.
 *
 * @module
 */

import type { AgreementVerdict, Verdict } from "#agreement/judge.ts";
import type { LevelName } from "#model/model.ts";
import type { LastState } from "#numerics/numerical-failure.ts";
import type { FitReport, TableReport } from "./fit-report.ts";
import type { ExperimentReport } from "./run-experiment.ts";
import type { SensitivityReport } from "./run-sensitivity.ts";
import type { UnstatedOutput } from "./unstated-output.ts";

export type { AgreementVerdict, Verdict } from "#agreement/judge.ts";
export type { FitLawReport, FitReport, TableReport } from "./fit-report.ts";
export type { UnstatedOutput } from "./unstated-output.ts";

export interface RunResult {
  /** Version of the program. */
  readonly perrin: string;
  /** Name of the model: its file name without ending, or its title. */
  readonly model: string;
  readonly title?: string;
  readonly question?: string;
  /** "sha256:..." of the model text and of what was set on it. */
  readonly hash: string;
  readonly seed: number;
  readonly walkers: number;
  /** Where what compartments hold is sampled, `walkers` are parcels, as many in each of the parts of the sample. */
  readonly sampled?: "parcels";
  readonly levels: Readonly<Partial<Record<LevelName, LevelReport>>>;
  /** Levels that were not listed and cannot carry the model, and why. */
  readonly refused: readonly Refusal[];
  /** Outputs that no level states, and why, where there are any. */
  readonly unstated?: readonly UnstatedOutput[];
  /** What has to be said beside the numbers: where a common formula is imprecise, and by how much. */
  readonly notes: readonly string[];
  readonly sweeps: readonly SweepReport[];
  readonly agreement: readonly AgreementVerdict[];
  readonly expect: readonly ExpectVerdict[];
  readonly data: readonly DataVerdict[];
  /** The experiment of the model, if it has one. */
  readonly experiment?: ExperimentReport;
  /** How outputs answer to parameters, where the figures of the model ask. */
  readonly sensitivities?: readonly SensitivityReport[];
  /** Tables of measured values as the file gives them, where there are any. */
  readonly tables?: readonly TableReport[];
  /** Fits to their columns, where the file asks for any. */
  readonly fits?: readonly FitReport[];
}

/** An output over a parameter or field that was varied, as one exact or deterministic level states it. */
export interface SweepReport {
  readonly name: string;
  readonly level: LevelName;
  /** What was varied, as the user writes it. */
  readonly vary: readonly string[];
  readonly axis: { readonly unit: string; readonly values: readonly number[] };
  readonly output: string;
  readonly unit: string;
  /** null where the level did not state the output. */
  readonly values: readonly (number | null)[];
  /** The last record time [s], where the output has no steady value: the values are those then. */
  readonly at?: number;
  /**
   * Why values are null, where there is a reason to tell: a solver failed, the file has no meaning with what was set, or no level
   * takes a variant; absent if there is none.
   */
  readonly failures?: readonly SweepFailure[];
  /** The same with another electric field, such as a limit of it, by the same level. */
  readonly beside?: readonly { readonly field: string; readonly values: readonly (number | null)[] }[];
  /** The same of variants of the model. */
  readonly variants?: readonly { readonly name: string; readonly values: readonly (number | null)[] }[];
}

/** A point of a sweep that has no value, and why: a solver failed, or the file has no meaning with it, or the like. */
export interface SweepFailure {
  /** What was varied, in the unit of the axis. */
  readonly at: number;
  readonly because: string;
  /** What stands beside the sweep and has no value there; absent for the sweep itself. */
  readonly field?: string;
  readonly variant?: string;
}

/** A level that cannot carry the model, why, and what to change. */
export interface Refusal {
  readonly level: LevelName;
  readonly because: string;
  readonly change: string;
}

export interface LevelReport {
  readonly law: "continuum" | "discrete";
  readonly sampled: boolean;
  readonly method: string;
  /** Where its solver failed, what was found there and what to change; absent where it ended. Then it states nothing. */
  readonly failed?: string;
  /** What its solver held when it failed, where that was kept. Documents leave it out: see `documentOf`. */
  readonly lastState?: LastState;
  readonly warnings: readonly string[];
  readonly invariants: Readonly<Record<string, number>>;
  readonly outputs: Readonly<Record<string, OutputReport>>;
  /** The same outputs of each variant of the model that the level carries. */
  readonly variants?: Readonly<Record<string, Readonly<Record<string, OutputReport>>>>;
  /** Why the level does not state a variant, by its name: it refuses it, or its solver failed. */
  readonly variantsLeftOut?: Readonly<Record<string, string>>;
  /** What the carriers of each source take at the steady state, or at the last record time [SI]. */
  readonly uptakes?: readonly UptakeReport[];
  readonly profiles: readonly ProfileReport[];
  /** Fields over a plane or over space, where there are any. Documents sum them up: see `documentOf`. */
  readonly fields?: readonly FieldReport[];
  /** Tracks of single walkers, where the model wishes to see some. */
  readonly tracks?: readonly TrackReport[];
  readonly sources: readonly string[];
}

/** What the carriers of one source take. */
export interface UptakeReport {
  readonly species: string;
  readonly source: string;
  readonly unit: string;
  readonly value: number;
}

/** What one level says of one output, in the unit that the output declares (SI where it declares none). */
export interface OutputReport {
  readonly unit: string;
  /** The headline value: independent of time, or steady, or at equilibrium, or at the last record time. */
  readonly value: number;
  /** null where there is no sampling noise. */
  readonly standardError: number | null;
  /** Where it is 0 with an error of 0, no walker was counted: that is no certainty. Absent where it is never so. */
  readonly noneCounted?: true;
  readonly when: "timeless" | "steady" | "equilibrium" | "last";
  readonly equilibrium?: number;
  readonly series?: SeriesReport;
}

/** An output over the record times. */
export interface SeriesReport {
  readonly axes: { readonly t: { readonly unit: "s"; readonly values: readonly number[] } };
  readonly values: readonly number[];
  readonly standardErrors: readonly number[] | null;
}

/** Where one walker was at the start and at each record; null after it has left. */
export interface TrackReport {
  readonly species: string;
  readonly axes: { readonly t: { readonly unit: "s"; readonly values: readonly number[] } };
  /** One list for each axis [m]. */
  readonly positions: readonly (readonly (number | null)[])[];
}

/** A curve over the coordinate. */
export interface ProfileReport {
  readonly species: string;
  readonly quantity: string;
  readonly unit: string;
  readonly when: number | "steady" | "equilibrium";
  readonly axes: { readonly x: { readonly unit: "m"; readonly values: readonly number[] } };
  readonly values: readonly number[];
}

/** A field over a plane or over space. */
export interface FieldReport {
  readonly species: string;
  readonly quantity: string;
  readonly unit: string;
  readonly when: number | "steady" | "equilibrium";
  /** Coordinates of the centres of the cells; the first axis runs fastest in `values`. */
  readonly axes: readonly { readonly name: string; readonly unit: "m"; readonly values: readonly number[] }[];
  /** NaN where the species cannot be. */
  readonly values: Float64Array;
}

/** What a document says of a field: how large it is and what lies between. */
export interface FieldSummary extends Omit<FieldReport, "axes" | "values"> {
  readonly axes: readonly {
    readonly name: string;
    readonly unit: "m";
    readonly from: number;
    readonly to: number;
    readonly cells: number;
  }[];
  readonly smallest: number;
  readonly largest: number;
}

export interface ExpectVerdict {
  readonly output: string;
  readonly level: LevelName;
  readonly at: number | "equilibrium" | null;
  readonly unit: string;
  readonly expected: number;
  readonly found: number | null;
  /** Largest allowed |found - expected|, in the unit. */
  readonly allowed: number;
  /** "cannot tell" where a level that might have stated it failed. */
  readonly verdict: "met" | "missed" | "not stated" | "cannot tell";
  /** Why it cannot be told. */
  readonly because?: string;
  readonly line: number;
}

export interface DataVerdict {
  readonly name: string;
  readonly statistic: string;
  readonly value: number;
  readonly z: number | null;
  readonly p: number | null;
  /** "cannot tell" where nothing is predicted, or the values carry no standard errors. */
  readonly verdict: Verdict;
  readonly binding: boolean;
  readonly because: string;
  /** Named results of the comparison, such as the measured D with its error, each with a unit. */
  readonly details: readonly {
    readonly name: string;
    readonly value: number;
    readonly standardError?: number;
    readonly low?: number;
    readonly high?: number;
    readonly unit: string;
    readonly note?: string;
  }[];
}
