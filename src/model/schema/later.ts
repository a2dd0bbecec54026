/**
 * Parts of the grammar that are designed but not in this version: asked for, they are refused with a clear word and
 * what to use meanwhile, instead of "unknown key".
 *
 * @module
 */

/** Where a later part is written: a key or a kind under a path, in which * stands for any name or index. */
interface LaterPart {
  readonly path: string;
  readonly words: readonly string[];
  readonly instead: string;
}

const LATER: readonly LaterPart[] = [
  {
    path: "",
    words: ["compartments", "membranes"],
    instead: "Stirred baths at the ends of a domain and membrane layers are there.",
  },
  { path: "", words: ["compare"], instead: "Run a second file, or use --set." },
  { path: "", words: ["experiment"], instead: "Use sweep: or data:." },
  { path: "species.*", words: ["sigma"], instead: "No solvent drag yet." },
  {
    path: "species.*.mu.*",
    words: ["phi", "electric"],
    instead: "Charges feel the field that field: names; ln-gamma takes an expression.",
  },
  {
    path: "species.*.in.*",
    words: ["hindrance", "porosity", "tortuosity"],
    instead: "Write the effective D of the medium.",
  },
  {
    path: "species.*.walk.clock",
    words: ["weibull", "deterministic"],
    instead: "The clocks of this version are fixed, poisson, gamma, pareto and mittag-leffler.",
  },
  {
    path: "species.*.walk.step",
    words: ["isotropic"],
    instead: "The steps of this version are lattice, gaussian, uniform, laplace, table, stable and zipf.",
  },
  { path: "domain.layers.*", words: ["porosity"], instead: "Give the effective D of the medium." },
  { path: "boundary.*.*", words: ["reaction", "partition"], instead: "Use robin or absorbing." },
  { path: "sources.*", words: ["carrier", "area"], instead: "The laws of this version are zero-order and linear." },
  {
    path: "sources.*.law",
    words: ["michaelis-menten", "pump"],
    instead: "The laws of this version are zero-order and linear.",
  },
  {
    path: "plots.*",
    words: ["xy"],
    instead: "The figures of this version are profile, map, series, bar, histogram and curve.",
  },
];

/** Measures of later versions. */
export const LATER_MEASURES: ReadonlySet<string> = new Set(
  ("volume volume_flux osmotic_pressure free_energy_rate " + "porosity").split(" "),
);

/** What to use instead of a part that comes with a later version; undefined if it is not planned either. */
export function laterPart(path: readonly (string | number)[], word: string): string | undefined {
  return LATER.find(({ path: pattern, words }) => words.includes(word) && matches(pattern, path))?.instead;
}

function matches(pattern: string, path: readonly (string | number)[]): boolean {
  const parts = pattern === "" ? [] : pattern.split(".");
  return parts.length === path.length && parts.every((part, i) => part === "*" || part === path[i]);
}
