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
  { path: "species.*", words: ["sigma"], instead: "A reflection coefficient stands in solutes: of a membrane." },
  {
    path: "species.*.mu.*",
    words: ["electric"],
    instead: "Charges feel the field that field: names; ln-gamma takes an expression.",
  },
  {
    path: "species.*.in.*",
    words: ["porosity", "tortuosity"],
    instead: "They are properties of the medium: media: {pore: {porosity: 0.4, tortuosity: 1.5}}.",
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
  {
    path: "domain.layers.*",
    words: ["porosity"],
    instead: "Give the layer a medium: and the medium a porosity under media:.",
  },
  { path: "boundary.*.*", words: ["reaction", "partition"], instead: "Use robin or absorbing." },
  {
    path: "sources.*.law",
    words: ["michaelis-menten", "facilitated", "pump"],
    instead: "They are laws of carriers: name one under carriers:, and give the source carrier: and at: LAYER.walls.",
  },
];

/** Measures of later versions. */
export const LATER_MEASURES: ReadonlySet<string> = new Set();

/** What to use instead of a part that comes with a later version; undefined if it is not planned either. */
export function laterPart(path: readonly (string | number)[], word: string): string | undefined {
  return LATER.find(({ path: pattern, words }) => words.includes(word) && matches(pattern, path))?.instead;
}

function matches(pattern: string, path: readonly (string | number)[]): boolean {
  const parts = pattern === "" ? [] : pattern.split(".");
  return parts.length === path.length && parts.every((part, i) => part === "*" || part === path[i]);
}
