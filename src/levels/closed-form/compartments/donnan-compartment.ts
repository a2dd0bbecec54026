/**
 * A rigid compartment that holds back charges, in equilibrium with a bath: Donnan's equilibrium.
 *
 *     c_i = c_i,bath r^z_i,   sum of z_i c_i + X = 0,   φ - φ_bath = -(RT/F) ln r,   P - P_bath = ΔΠ
 *
 * X is the charge of all that cannot leave. Solutes without charge that pass are as in the bath. The pressure is that
 * of thermodynamics, whatever σ is: where ions pass, the field drives as much water as σ < 1 leaves undriven.
 *
 * @see F. G. Donnan, Z. Elektrochem. 17, 572 (1911), doi:10.1002/bbpc.19110171405 (not opened)
 * @module
 */

import { firstFailure, type Recognition } from "#levels/closed-form/law.ts";
import type { Compartment } from "#model/compartments.ts";
import type { Model } from "#model/model.ts";
import { donnanEquilibrium } from "#physics/electro/donnan.ts";
import { constantValue } from "#potential/constant-value.ts";
import {
  cellConditions,
  contentsOf,
  crossesAny,
  idealConditions,
  notStirred,
  type Pair,
  passiveConditions,
  reflectedConditions,
} from "./pair.ts";
import { type ByName, osmoticPressures, readStirred, type StirredState } from "./stirred-state.ts";

const NAME = "Donnan equilibrium of a compartment";

/** Recognises a rigid compartment in a bath of ions, some of which cannot pass. */
export function recogniseDonnanCompartment(model: Model): Recognition {
  const { domain, field, species, temperature } = model;
  if (domain?.kind !== "compartments") return notStirred(NAME);
  const { pair, conditions } = cellConditions(domain);
  const [cell, bath] = pair?.sides ?? [];
  const isDry = pair?.ways.every(({ conductivity }) => conductivity === 0);
  const isHeldIn = (name: string): boolean => pair !== undefined && !crossesAny(pair.ways, name);
  const failure = firstFailure(NAME, [
    ...conditions,
    ...passiveConditions(model, domain),
    ...reflectedConditions(model, pair),
    ...idealConditions(model, domain),
    [
      field === "electroneutral" && temperature !== undefined,
      "the field is not electroneutral",
      "use field: electroneutral",
    ],
    [
      isDry || (cell?.extent.kind === "finite" && cell.extent.wall.kind === "rigid"),
      "the wall gives way",
      "use wall: rigid",
    ],
    [
      pair === undefined || pair.ways.filter(({ conductivity }) => conductivity > 0).length <= 1,
      "water may circulate through several ways",
      "give Lp to one of them",
    ],
    [
      pair === undefined || conductsWithoutDrag(pair),
      "water drags an ion whose conductance is linear",
      "leave sigma: out",
    ],
    [
      cell?.electricPotential === undefined || bath?.electricPotential === undefined,
      "both potentials are clamped",
      "clamp one of them",
    ],
    [
      bath === undefined ||
        species.every(
          ({ name, charge }) => charge === undefined || !isHeldIn(name) || (contentsOf(model, bath)[name] ?? 0) === 0,
        ),
      "the bath holds an ion that cannot pass",
      "let it pass, or leave it out of the bath",
    ],
  ]);
  if (failure !== undefined || pair === undefined) return failure as Recognition;
  return {
    kind: "law",
    name: NAME,
    formula: "c = c_bath r^z with sum z c + X = 0, φ = φ_bath - (RT/F) ln r, P = P_bath + ΔΠ",
    source: "F. G. Donnan, Z. Elektrochem. 17, 572 (1911), doi:10.1002/bbpc.19110171405",
    describes: { kind: "continuum" },
    read: (measure, when) =>
      when === "steady" || when === "equilibrium"
        ? readStirred(model, domain, atEquilibrium(model, pair), measure)
        : undefined,
  };
}

function conductsWithoutDrag({ ways }: Pair): boolean {
  return ways.every(({ conductivity, solutes }) =>
    Object.values(solutes).every(
      ({ conductance, osmotic, filtration }) =>
        conductance === undefined || conductivity === 0 || (osmotic === 1 && filtration === 1),
    ),
  );
}

function atEquilibrium(model: Model, { sides: [cell, bath], ways }: Pair): StirredState {
  const { species, temperature = Number.NaN } = model;
  const [before, outside] = [contentsOf(model, cell), contentsOf(model, bath)];
  const passing = species.filter(({ name }) => crossesAny(ways, name));
  const ions = passing.flatMap(({ name, charge: valence }) =>
    valence === undefined ? [] : [{ name, valence, concentration: outside[name] ?? 0 }],
  );
  const fixedCharge = species.reduce(
    (sum, { name, charge = 0 }) => (crossesAny(ways, name) ? sum : sum + charge * (before[name] ?? 0)),
    0,
  );
  const { potential, concentrations } = donnanEquilibrium({ ions, fixedCharge, temperature });
  const inside: Record<string, number> = { ...before };
  for (const { name, charge } of passing) if (charge === undefined) inside[name] = outside[name] ?? 0;
  for (const [i, { name }] of ions.entries()) inside[name] = concentrations[i] as number;
  const isWet = ways.some(({ conductivity }) => conductivity > 0);
  const excess = osmoticPressures(model, inside).map((Pi, i) => Pi - (osmoticPressures(model, outside)[i] as number));
  const draw = isWet ? excess.reduce((sum, one) => sum + one, 0) : undefined;
  const volume = cell.extent.kind === "finite" ? cell.extent.volume : Number.NaN;
  return {
    concentrations: { [cell.name]: inside, [bath.name]: outside },
    volumes: { [cell.name]: volume },
    pressures: pressuresOf(cell, bath, draw),
    potentials: potentialsOf(cell, bath, potential),
    ...noFlow(model, ways),
  };
}

function pressuresOf(cell: Compartment, bath: Compartment, draw: number | undefined): ByName<number> {
  const outer = constantValue(bath.pressure) ?? 0;
  return {
    [bath.name]: outer,
    [cell.name]: draw === undefined ? (constantValue(cell.pressure) ?? 0) : outer + draw,
  };
}

function potentialsOf(cell: Compartment, bath: Compartment, E: number): ByName<number> {
  const held = constantValue(cell.electricPotential);
  const outer = held === undefined ? (constantValue(bath.electricPotential) ?? 0) : held - E;
  return { [bath.name]: outer, [cell.name]: outer + E };
}

/** Nothing flows. */
function noFlow({ species }: Model, ways: Pair["ways"]): Pick<StirredState, "volumeFluxes" | "fluxes"> {
  const still = Object.fromEntries(species.map(({ name }) => [name, 0]));
  return {
    volumeFluxes: Object.fromEntries(ways.map(({ membrane }) => [membrane.name, 0])),
    fluxes: Object.fromEntries(ways.map(({ membrane }) => [membrane.name, still])),
  };
}
