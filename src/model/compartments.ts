/**
 * Stirred compartments and the membranes between them, as a model file declares them, in coherent SI.
 *
 * The state of a compartment is what it holds (moles of each species) and its volume; concentrations follow. Everywhere
 * positive flow is from the first-named side of a membrane to the second.
 *
 * @module
 */

import type { CarrierLaw } from "./carrier.ts";
import type { Expression } from "./expression/expression.ts";

/** Stirred compartments joined by membranes. */
export interface CompartmentDomain {
  readonly kind: "compartments";
  readonly compartments: readonly Compartment[];
  readonly membranes: readonly Membrane[];
}

/** A stirred compartment, or a bath so large that nothing changes it. */
export interface Compartment {
  readonly name: string;
  readonly extent:
    | {
        readonly kind: "finite";
        /** Volume at the start [m^3]. */
        readonly volume: number;
        /** Part of it that is no solvent [m^3]. */
        readonly solids: number;
        readonly wall: Wall;
        /** Volume at which it bursts [m^3], if it does. */
        readonly bursts?: number;
      }
    | { readonly kind: "infinite" }
    /** What passes the membrane and is carried away: each concentration is that of the flow, J / J_v. */
    | { readonly kind: "filtrate" };
  /**
   * Concentration in the solvent by species [mol m^-3]: at the start, or of a bath at all times; then it may be an
   * expression of t. A species that is not listed is not there.
   */
  readonly contains: Readonly<Record<string, Expression>>;
  /**
   * Pressure [Pa]: of a bath or behind a flexible wall, where it may be an expression of t; of an elastic one at the
   * start.
   */
  readonly pressure: Expression;
  /** Of rigid ones that water joins to rigid ones alone, the one that keeps its pressure: only differences follow. */
  readonly givesPressure?: boolean;
  /** Electric potential of a compartment that is clamped [V], which may be an expression of t. */
  readonly electricPotential?: Expression;
  /** Partition coefficient K = c / c_reference by species; 1 where none is given. */
  readonly partition: Readonly<Record<string, number>>;
  /** Bound concentration by species [mol m^-3], an expression of the species' own name, its free concentration. */
  readonly binding: Readonly<Record<string, Expression>>;
}

/**
 * rigid: the volume is kept and the pressure follows. flexible: the pressure is given. elastic: P = P_0 + E (V - V_0) /
 * V_0.
 */
export type Wall =
  | { readonly kind: "rigid" }
  | { readonly kind: "flexible" }
  /** `modulus` is E [Pa]. */
  | { readonly kind: "elastic"; readonly modulus: number };

/** A membrane: pathways side by side over one area. */
export interface Membrane {
  readonly name: string;
  /** Positive flow is from the first to the second. */
  readonly between: readonly [string, string];
  /** [m^2] */
  readonly area: number;
  readonly pathways: readonly Pathway[];
  /**
   * How solvent drags solute along; always there if a species has a reflection coefficient other than 0 and 1 that
   * water could drag.
   */
  readonly solventDrag?: SolventDrag;
  readonly carriers: readonly MembraneCarrier[];
  readonly pumps: readonly Pump[];
  /** Electric capacitance per area [F m^-2]. */
  readonly capacitance?: number;
}

/** The flux of a solute beside a flux of water: the exact profile, or a mean concentration. */
export const SOLVENT_DRAGS = ["patlak", "kk-log-mean", "kk-arithmetic"] as const;
/** A law of solvent drag, in the words of a model file. */
export type SolventDrag = (typeof SOLVENT_DRAGS)[number];

/** One way through a membrane; those of one membrane are in parallel. */
export interface Pathway {
  /** "" if the membrane has one way only. */
  readonly name: string;
  /** Hydraulic conductivity [m s^-1 Pa^-1]. */
  readonly conductivity: number;
  /** By species; one that is not listed does not pass (sigma 1). */
  readonly solutes: Readonly<Record<string, SolutePassage>>;
}

/** How a species passes one way through a membrane: by itself, and with the water. */
export interface SolutePassage {
  /** Permeability P = omega R T at no volume flow [m s^-1]. */
  readonly permeability: number;
  /** Linear ionic conductance g of I = g (V - E) instead of a permeability [S m^-2]. */
  readonly conductance?: number;
  /** Reflection coefficient in J_v = L_p (ΔP - sum σ ΔΠ) [1]. */
  readonly osmotic: number;
  /**
   * Reflection coefficient in the drag (1 - σ) J_v c [1]; the same, by Onsager's relation, unless the file gives both.
   */
  readonly filtration: number;
}

/** A carrier in a membrane: its flux per area of membrane, times `amplification`. */
export interface MembraneCarrier {
  readonly name: string;
  readonly species: string;
  readonly law: CarrierLaw;
  /** Area of membrane that holds it over the area of the membrane [1]. */
  readonly amplification: number;
}

/** A pump: it moves each species by its number at every turn, from the first-named side to the second. */
export interface Pump {
  readonly name: string;
  /**
   * Turns per area [mol m^-2 s^-1]: an expression of t and of the concentrations on both sides, as compartment.species.
   */
  readonly rate: Expression;
  readonly turns: Readonly<Record<string, number>>;
}
