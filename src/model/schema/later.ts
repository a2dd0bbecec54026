/**
 * Parts of the grammar that stand elsewhere, or are designed but not in this version: asked for, they are refused with a
 * clear word and what to use instead.
 *
 * @module
 */

/** A key or a kind under a path, in which * stands for any name or index. */
interface MeantPart {
  readonly path: string;
  readonly words: readonly string[];
  readonly instead: string;
}

/** What is written for the logarithm of a partition coefficient. */
const LOG_PARTITION = ["logP", "log P", "log_P", "log-P", "logp", "clogP", "logK", "logD"];

/** What this version has, in another place. */
const ELSEWHERE: readonly MeantPart[] = [
  ...["species.*", "species.*.in.*"].map((path) => ({
    path,
    words: LOG_PARTITION,
    instead:
      "The logarithm of a partition coefficient is spelled as one: K: 10^2 for log P = 2, in the medium that it is of. An octanol-water P is not the K of a membrane.",
  })),
  ...["membranes.*.solutes.*", "membranes.*.pathways.*.solutes.*"].map((path) => ({
    path,
    words: LOG_PARTITION,
    instead:
      "log P is the logarithm of a partition coefficient, and P here a permeability [m s^-1]: that of a layer of lipid is K D / thickness, K = 10^(log P).",
  })),
  ...["membranes.*.solutes.*", "membranes.*.pathways.*.solutes.*"].map((path) => ({
    path,
    words: ["Lp", "L_p"],
    instead: "Water passes the membrane, or each pathway, whatever is dissolved: Lp: stands beside solutes:.",
  })),
  ...["membranes.*", "membranes.*.pathways.*"].map((path) => ({
    path,
    words: ["Pf", "P_f", "Posm"],
    instead: "A permeability to water P_f is Lp R T / V_w: write Lp: 1e-3 cm/s * 18 cm^3/mol / (R * T).",
  })),
  {
    path: "species.*.in.*",
    words: LOG_PARTITION,
    instead: "log P is the logarithm of K: write K: 10^2 for log P = 2, where the medium dissolves as octanol does.",
  },
  { path: "species.*", words: ["sigma"], instead: "A reflection coefficient stands in solutes: of a membrane." },
  {
    path: "species.*.in.*",
    words: ["porosity", "tortuosity"],
    instead: "They are properties of the medium: media: {pore: {porosity: 0.4, tortuosity: 1.5}}.",
  },
  {
    path: "domain.layers.*",
    words: ["porosity"],
    instead: "Give the layer a medium: and the medium a porosity under media:.",
  },
  {
    path: "sources.*.law",
    words: ["michaelis-menten", "facilitated", "pump"],
    instead: "They are laws of carriers: name one under carriers:, and give the source carrier: and at: LAYER.walls.",
  },
];

/** What comes with a later version. */
const LATER: readonly MeantPart[] = [
  {
    path: "species.*.mu.*",
    words: ["electric"],
    instead: "Charges feel the field that field: names; ln-gamma takes an expression.",
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
  { path: "boundary.*.*", words: ["reaction", "partition"], instead: "Use robin or absorbing." },
];

/** What to use instead of a part that comes with a later version; undefined if it is not planned either. */
export function laterPart(path: readonly (string | number)[], word: string): string | undefined {
  return meant(LATER, path, word);
}

/** Where a part stands that is written in another place; undefined for what is nowhere. */
export function partElsewhere(path: readonly (string | number)[], word: string): string | undefined {
  return meant(ELSEWHERE, path, word);
}

function meant(parts: readonly MeantPart[], path: readonly (string | number)[], word: string): string | undefined {
  return parts.find(({ path: pattern, words }) => words.includes(word) && matches(pattern, path))?.instead;
}

function matches(pattern: string, path: readonly (string | number)[]): boolean {
  const parts = pattern === "" ? [] : pattern.split(".");
  return parts.length === path.length && parts.every((part, i) => part === "*" || part === path[i]);
}
