/**
 * `membranes:`: the ways from one compartment to another.
 *
 * @module
 */

import type { Carrier } from "#model/carrier.ts";
import type { Compartment, Membrane, Pathway, Pump, SolutePassage } from "#model/compartments.ts";
import { complain, type Draft, listed } from "#model/draft.ts";
import { nearestName } from "#model/expression/nearest-name.ts";
import type { Species } from "#model/model.ts";
import type { ModelFile } from "#model/schema/model-file.ts";
import type { Path } from "#model/yaml-node.ts";
import { DIMENSIONLESS, dimension, sameDimension } from "#units/dimension.ts";
import { carrierNamed } from "./carriers.ts";
import { everPresent } from "./joined-compartments.ts";
import { claimName } from "./names.ts";
import { dimensionAt, fieldAt, positiveAt, quantityAt, quantityWithin } from "./quantity.ts";
import { readPassage } from "./solute-passage.ts";
import { refuseUnknownSpecies } from "./species.ts";

type MembraneFile = NonNullable<ModelFile["membranes"]>[string];
type PathwayFile = Pick<MembraneFile, "Lp" | "solutes">;

/** What membranes lie between, and what passes them. */
export interface Surroundings {
  readonly species: readonly Species[];
  readonly compartments: readonly Compartment[];
  readonly carriers: readonly Carrier[];
}

/** With the species that come to be in each compartment, and the names of all compartments, also of those refused. */
interface Beside extends Surroundings {
  readonly present: ReadonlyMap<string, ReadonlySet<string>>;
  readonly names: readonly string[];
}

/** The membranes that are right; the names of the others are tainted. */
export function readMembranes(draft: Draft, file: ModelFile, around: Surroundings): readonly Membrane[] {
  const read: Membrane[] = [];
  const names = Object.keys(file.compartments ?? {});
  const present = everPresent(file, around.compartments);
  for (const [name, value] of Object.entries(file.membranes ?? {})) {
    const path = ["membranes", name];
    const before = draft.issues.length;
    const claimed = claimName(draft, path, name, "a membrane", "key");
    const one = claimed ? readOne(draft, path, name, value, { ...around, present, names }) : undefined;
    if (one === undefined || draft.issues.length > before) draft.tainted.add(name);
    else read.push(one);
  }
  return read;
}

function readOne(draft: Draft, path: Path, name: string, value: MembraneFile, around: Beside): Membrane | undefined {
  const between = readSides(draft, [...path, "between"], value.between, around);
  const area = positiveAt(draft, [...path, "area"], value.area, dimension("m^2"), "an area");
  const pathways = readPathways(draft, path, value, around);
  if (between !== undefined) {
    const beside = around.species.filter(({ name }) => between.some((side) => around.present.get(side)?.has(name)));
    refuseUnlisted(
      draft,
      path,
      value,
      beside.map(({ name }) => name),
    );
    refuseEmptySides(draft, path, pathways, between, around);
  }
  const dragged = pathways.some(({ conductivity, solutes }) =>
    Object.values(solutes).some(({ filtration }) => conductivity > 0 && filtration !== 1),
  );
  const solventDrag = value["solvent-drag"];
  const needsDrag = solventDrag === undefined && (dragged || givesSigma(value));
  if (needsDrag)
    complain(
      draft,
      path,
      {
        code: "missing-key",
        found: "a reflection coefficient without solvent-drag",
        expected: "solvent-drag: patlak, kk-log-mean or kk-arithmetic",
        because:
          "Texts write (1 - sigma) c J_v without saying which mean of c. patlak is exact for a membrane of uniform properties; kk-log-mean and kk-arithmetic are the readings of Kedem and Katchalsky, good for |Pe| below 1.",
        fix: "solvent-drag: patlak",
      },
      "key",
    );
  const capacitance =
    value.capacitance === undefined
      ? undefined
      : positiveAt(draft, [...path, "capacitance"], value.capacitance, dimension("F m^-2"), "a capacitance");
  const carriers = (value.carriers ?? []).map((one, i) => readCarrier(draft, [...path, "carriers", i], one, around));
  const pumps = (value.pumps ?? []).map((one, i) =>
    readPump(draft, [...path, "pumps", i], one, { ...around, sides: between ?? [] }),
  );
  if (between === undefined || area === undefined) return undefined;
  return {
    name,
    between,
    area,
    pathways,
    ...(solventDrag === undefined ? {} : { solventDrag }),
    carriers: carriers.filter((one) => one !== undefined),
    pumps: pumps.filter((one) => one !== undefined),
    ...(capacitance === undefined ? {} : { capacitance }),
  };
}

function readSides(
  draft: Draft,
  path: Path,
  between: readonly string[],
  { compartments, names }: Beside,
): readonly [string, string] | undefined {
  const [from, to] = between;
  if (from === undefined || to === undefined || between.length > 2 || from === to) {
    complain(draft, path, {
      code: "one-of",
      found: from !== undefined && from === to ? `${from} on both sides` : `${between.length} compartments`,
      expected: `two compartments: ${listed(names)}`,
    });
    return undefined;
  }
  let isKnown = true;
  for (const [i, one] of between.entries()) {
    if (compartments.some(({ name }) => name === one)) continue;
    isKnown = false;
    if (names.includes(one) || draft.tainted.has(one)) continue;
    complain(draft, [...path, i], {
      code: "unknown-compartment",
      found: `"${one}", which is no compartment`,
      expected: listed(names),
      fix: nearestName(one, names),
    });
  }
  return isKnown ? [from, to] : undefined;
}

/** A membrane says of every species beside it, there from the start or arriving later, how it passes each way. */
function refuseUnlisted(draft: Draft, path: Path, value: MembraneFile, passing: readonly string[]): void {
  const { pathways = [], solutes, carriers = [], pumps = [] } = value;
  const written = [solutes ?? {}, ...pathways.map((one) => one.solutes ?? {})];
  const inWays = new Set(written.flatMap((one) => Object.keys(one)));
  const carried = new Set([
    ...carriers.map(({ species }) => species),
    ...pumps.flatMap(({ moves }) => Object.keys(moves)),
  ]);
  const nowhere = passing.filter((name) => !inWays.has(name) && !carried.has(name));
  complainOfMissing(draft, solutes === undefined ? path : [...path, "solutes"], nowhere);
  for (const [i, way] of pathways.entries()) {
    const missing = passing.filter((name) => inWays.has(name) && way.solutes?.[name] === undefined);
    complainOfMissing(draft, [...path, "pathways", i], missing, way.name);
  }
}

function complainOfMissing(draft: Draft, path: Path, missing: readonly string[], way?: string): void {
  if (missing.length === 0) return;
  complain(
    draft,
    path,
    {
      code: "missing-key",
      found: `nothing about ${missing.join(" and ")}${way === undefined ? "" : ` in the pathway ${way}`}`,
      expected: `how ${missing.length > 1 ? "they pass" : "it passes"}: a permeability, or impermeant`,
      fix: `solutes: {${missing.map((name) => `${name}: impermeant`).join(", ")}}`,
    },
    "key",
  );
}

/** A conductance works against a Nernst potential, which an empty side does not have. */
function refuseEmptySides(
  draft: Draft,
  path: Path,
  pathways: readonly Pathway[],
  between: readonly [string, string],
  { compartments }: Surroundings,
): void {
  for (const { solutes } of pathways)
    for (const [name, { conductance }] of Object.entries(solutes)) {
      const empty = compartments.find((one) => between.includes(one.name) && isEmptyOf(one, name));
      if (conductance === undefined || empty === undefined) continue;
      complain(
        draft,
        path,
        {
          code: "out-of-range",
          found: `a conductance of ${name}, of which there is none in ${empty.name}`,
          expected: `some ${name} on both sides, or P: in place of g:`,
          because: "I = g (V - E), and the Nernst potential E of an empty side is infinite.",
        },
        "key",
      );
    }
}

function isEmptyOf({ contains, extent }: Compartment, species: string): boolean {
  const held = contains[species];
  return extent.kind !== "filtrate" && (held === undefined || (held.kind === "number" && held.value === 0));
}

function givesSigma(value: MembraneFile): boolean {
  const all = [value.solutes ?? {}, ...(value.pathways ?? []).map(({ solutes = {} }) => solutes)];
  return all.some((solutes) =>
    Object.values(solutes).some((solute) => typeof solute === "object" && solute.sigma !== undefined),
  );
}

function readPathways(draft: Draft, path: Path, value: MembraneFile, around: Surroundings): readonly Pathway[] {
  const { pathways } = value;
  if (pathways === undefined) return [{ name: "", ...readPathway(draft, path, value, around) }];
  for (const key of ["Lp", "solutes"] as const)
    if (value[key] !== undefined)
      complain(
        draft,
        [...path, key],
        { code: "one-of", found: `${key} beside pathways`, expected: `${key} in each of the pathways` },
        "key",
      );
  for (const [i, { name }] of pathways.entries())
    if (pathways.findIndex((one) => one.name === name) < i)
      complain(draft, [...path, "pathways", i, "name"], {
        code: "one-of",
        found: `${name} for the second time`,
        expected: "a name of its own for each pathway",
      });
  return pathways.map((one, i) => ({
    name: one.name,
    ...readPathway(draft, [...path, "pathways", i], one, around),
  }));
}

function readPathway(
  draft: Draft,
  path: Path,
  { Lp, solutes = {} }: PathwayFile,
  { species }: Surroundings,
): Omit<Pathway, "name"> {
  const conductivity =
    Lp === undefined || refuseVelocity(draft, [...path, "Lp"], Lp)
      ? 0
      : (quantityWithin(draft, [...path, "Lp"], Lp, {
          of: dimension("m s^-1 Pa^-1"),
          holds: (x) => x >= 0,
          expected: "a hydraulic conductivity of zero or more",
        }) ?? 0);
  if (conductivity > 0 && draft.temperature === undefined)
    complain(
      draft,
      [...path, "Lp"],
      {
        code: "needs-temperature",
        found: "a flow of water without a temperature",
        expected: "temperature: in the file, since the osmotic pressure is R T c",
        fix: "temperature: 25 degC",
      },
      "key",
    );
  refuseUnknownSpecies(draft, [...path, "solutes"], Object.keys(solutes));
  const read: Record<string, SolutePassage> = {};
  for (const [name, solute] of Object.entries(solutes)) {
    const one = species.find((each) => each.name === name);
    if (one === undefined || solute === "impermeant") continue;
    const passage = readPassage(draft, [...path, "solutes", name], solute, one, conductivity > 0);
    if (passage !== undefined) read[name] = passage;
  }
  return { conductivity, solutes: read };
}

/** Physiologists give a permeability to water P_f [m s^-1]; true, and reported, where it stands for L_p. */
function refuseVelocity(draft: Draft, path: Path, Lp: string | number): boolean {
  const given = dimensionAt({ ...draft, issues: [] }, path, Lp);
  if (given === undefined || !sameDimension(given, dimension("m s^-1"))) return false;
  complain(draft, path, {
    code: "wrong-dimension",
    found: `"${Lp}", a permeability to water P_f [m s^-1]`,
    expected: "a hydraulic conductivity, a permeability to water per pressure [m s^-1 Pa^-1]",
    because: `Lp = P_f V_w / (R T), with the molar volume of water V_w${draft.temperature === undefined ? " and temperature: in the file" : ""}.`,
    fix: `${/^[-+\w.^/ ]*$/.test(String(Lp)) ? Lp : `(${Lp})`} * 18 cm^3/mol / (R * T)`,
  });
  return true;
}

function readCarrier(
  draft: Draft,
  path: Path,
  { carrier, species, area }: NonNullable<MembraneFile["carriers"]>[number],
  { carriers }: Surroundings,
): Membrane["carriers"][number] | undefined {
  refuseUnknownSpecies(draft, path, [species]);
  const law = carrierNamed(draft, [...path, "carrier"], carrier, carriers)?.law;
  const amplification =
    area === undefined
      ? 1
      : positiveAt(draft, [...path, "area"], area, DIMENSIONLESS, "an area over that of the membrane");
  if (law === undefined || amplification === undefined) return undefined;
  return { name: carrier, species, law, amplification };
}

function readPump(
  draft: Draft,
  path: Path,
  { name, rate, moves }: NonNullable<MembraneFile["pumps"]>[number],
  { species, sides }: Surroundings & { readonly sides: readonly string[] },
): Pump | undefined {
  refuseUnknownSpecies(draft, [...path, "moves"], Object.keys(moves));
  const names = new Map([["t", dimension("s")]]);
  for (const side of sides) for (const one of species) names.set(`${side}.${one.name}`, dimension("mol m^-3"));
  const read = fieldAt(draft, [...path, "rate"], rate, { dimensions: [dimension("mol m^-2 s^-1")], names });
  const turns: Record<string, number> = {};
  for (const [one, value] of Object.entries(moves)) {
    const number = quantityAt(draft, [...path, "moves", one], value, DIMENSIONLESS);
    if (number !== undefined) turns[one] = number;
  }
  return read === undefined ? undefined : { name, rate: read.expression, turns };
}
