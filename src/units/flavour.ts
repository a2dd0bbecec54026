/**
 * Unit flavours: a number that remembers, for the compiler only, the SI unit it is measured in.
 *
 * Literals and arithmetic flow in without casts; a swapped argument is a type error that names both units. They
 * catch swaps, not algebra: D t is just a number. The same trick says where an array lives, so that a cell field is
 * not read as a face field.
 *
 * @module
 */

declare const unit: unique symbol;
declare const place: unique symbol;

/** A number measured in the SI unit U; free at run time. */
export type Unit<U extends string> = number & { readonly [unit]?: U };

/** Length [m]. */
export type Length = Unit<"m">;
/** Time [s]. */
export type Time = Unit<"s">;
/** Absolute temperature T [K]. */
export type Temperature = Unit<"K">;
/** Diffusion coefficient D [m^2 s^-1]. */
export type Diffusivity = Unit<"m^2 s^-1">;
/** Dynamic viscosity η [Pa s]. */
export type DynamicViscosity = Unit<"Pa s">;
/** Velocity v, or permeability P [m s^-1]. */
export type Velocity = Unit<"m s^-1">;
/** Concentration c [mol m^-3]. */
export type Concentration = Unit<"mol m^-3">;
/** Amount of substance [mol]. */
export type Amount = Unit<"mol">;
/** Molar flux J [mol m^-2 s^-1]. */
export type Flux = Unit<"mol m^-2 s^-1">;
/** Area [m^2]. */
export type Area = Unit<"m^2">;
/** Volume [m^3]. */
export type Volume = Unit<"m^3">;
/** Rate constant [s^-1]. */
export type Rate = Unit<"s^-1">;
/** Energy [J]. */
export type Energy = Unit<"J">;
/** Molar energy [J mol^-1]. */
export type MolarEnergy = Unit<"J mol^-1">;
/** Mass [kg]. */
export type Mass = Unit<"kg">;

/** An array that may be read but not written. */
export interface ReadonlyFloat64Array {
  readonly length: number;
  readonly [index: number]: number;
}

/** One value for each node of a mesh. */
export type CellField = Float64Array & { readonly [place]?: "cell" };
/** One value for each face (edge) of a mesh. */
export type FaceField = Float64Array & { readonly [place]?: "face" };
/** A {@link CellField} that may only be read. */
export type ReadonlyCellField = ReadonlyFloat64Array & { readonly [place]?: "cell" };
/** A {@link FaceField} that may only be read. */
export type ReadonlyFaceField = ReadonlyFloat64Array & { readonly [place]?: "face" };
