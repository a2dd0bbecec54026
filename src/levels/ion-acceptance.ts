/**
 * Whether the levels that solve for ions and their field can carry a model: layers between ends that hold or pass ions.
 *
 * @module
 */

import { whyNoMesh } from "#generator/motion.ts";
import { END_NAMES, type End, type Model, type Species } from "#model/model.ts";
import type { Acceptance } from "./contract.ts";
import { whyNotPlainIon } from "./plain-ion.ts";

/** The acceptance of a model of species that feel one field. */
export function acceptsIons(model: Model): Acceptance {
  const why = whyNoIons(model);
  return why === undefined ? { accepts: true } : { accepts: false, ...why };
}

interface Why {
  readonly because: string;
  readonly change: string;
}

function whyNoIons(model: Model): Why | undefined {
  const { domain, sources, solves, species } = model;
  if (domain?.kind !== "layers")
    return { because: "ions and their field need a slab or shell of layers", change: "use geometry: slab" };
  if (domain.geometry !== "slab" && domain.start === 0)
    return { because: "a field that all charges make is not yet followed to the centre", change: "give inner-radius:" };
  const face = domain.layers.find(({ thickness }) => thickness === 0);
  if (face !== undefined)
    return {
      because: `the membrane ${face.name} has no thickness, over which the potential could fall`,
      change: "give it a thickness and a medium",
    };
  if (sources.length > 0) return { because: "sources of ions are not carried yet", change: "leave sources: out" };
  const unlike = species.flatMap((one) => whyNotIon(model, one) ?? [])[0];
  if (unlike !== undefined) return unlike;
  if (model.field === "electroneutral" && !END_NAMES.some((end) => saysZero(model, end)))
    return {
      because: "no bath that holds all ions has an electric potential, so that nothing says where zero is",
      change: "give electric-potential: to an end at which every ion has a concentration",
    };
  if (solves.some(({ kind }) => kind !== "transient")) {
    const free = species.find(({ name }) => !isHeld(model, name));
    if (free !== undefined)
      return {
        because: `no end holds a concentration of ${free.name}, so that its steady amount is open`,
        change: "give it a concentration at an end, or ask for a transient alone",
      };
  }
  return undefined;
}

function whyNotIon(model: Model, species: Species): Why | undefined {
  const unlike = whyNotPlainIon(species);
  if (unlike !== undefined) return unlike;
  const { name } = species;
  for (const end of END_NAMES) {
    const kind = model.boundaries.find((one) => one.end === end && one.species === name)?.condition.kind;
    if (kind === "robin" || kind === "bath" || kind === "periodic")
      return {
        because: `${name} meets a condition of the kind ${kind}`,
        change: "use concentration, absorbing, flux or no-flux; a film or membrane can be a layer",
      };
  }
  return whyNoMesh(model, species);
}

/** Whether an end is a bath of all ions whose potential is given. */
function saysZero({ species, boundaries, electricPotentials = {} }: Model, end: End): boolean {
  return electricPotentials[end] !== undefined && holdsAll({ species, boundaries }, end);
}

/** Whether an end holds every ion: a bath; an electrode or a wall does not. */
function holdsAll({ species, boundaries }: Pick<Model, "species" | "boundaries">, end: End): boolean {
  return species.every(({ name, charge }) => {
    const kind = boundaries.find((one) => one.end === end && one.species === name)?.condition.kind;
    return charge === undefined || kind === "concentration" || kind === "absorbing";
  });
}

/** What a file says of a potential that neutrality sets by itself. */
export function unusedPotentials(model: Model): readonly string[] {
  const { field, electricPotentials = {} } = model;
  if (field !== "electroneutral") return [];
  return END_NAMES.flatMap((end) =>
    electricPotentials[end] === undefined || holdsAll(model, end)
      ? []
      : [`the electric potential of the ${end} end is not used: where not all ions are held, neutrality sets it`],
  );
}

function isHeld({ boundaries }: Model, name: string): boolean {
  return boundaries.some(
    ({ species, condition }) =>
      species === name && (condition.kind === "concentration" || condition.kind === "absorbing"),
  );
}
