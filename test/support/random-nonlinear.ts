/** Families of mixtures that feel themselves: activities, D(c), jumps of K, and fronts. */

import type { Solve, Species } from "#model/model.ts";
import { held, type LayerOf, textOf } from "./closed-form.ts";
import { cut, mixture } from "./mixtures.ts";
import type { Drawn, Family, Random } from "./random-models.ts";

const GRIDS = ["continuum", "master"] as const;
const STEADY: Solve = { kind: "steady" };

/** An activity with Γ > 0 up to the concentration C, or a D that depends on the concentration, or both. */
function law({ evenly }: Random, C: number, D: number): { readonly fields: Partial<Species>; readonly D: string } {
  const kind = Math.floor(evenly(0, 5));
  const activity = ((): Species["activity"] => {
    if (kind === 0) return [{ kind: "virial", coefficients: [evenly(-0.35, 1.5) / C, evenly(0, 0.5) / (C * C)] }];
    if (kind === 1) return [{ kind: "carnahan-starling", molarVolume: evenly(0.05, 0.3) / C }];
    if (kind === 2) return [{ kind: "expression", lnGamma: textOf(`${evenly(-0.5, 1)} * drug / (${C} + drug)`) }];
    return undefined;
  })();
  const variable = kind === 3 || evenly(0, 1) < 0.4;
  const text = variable ? `${D} * (1 + ${evenly(0.1, 3)} * (drug / ${C})^2)` : String(D);
  return {
    fields: activity === undefined ? {} : { activity },
    D: activity === undefined && !variable ? `${D} * exp(drug / ${C})` : text,
  };
}

function units({ decades }: Random) {
  const [L, T, C] = [decades(1e-9, 1), decades(1e-6, 1e3), decades(1e-3, 1e3)];
  return { L, T, C, D: (L * L) / T };
}

function steadyLayers(random: Random): Drawn {
  const { L, C, D } = units(random);
  const { evenly } = random;
  const count = Math.floor(evenly(1, 4));
  const { fields, D: text } = law(random, C, D * evenly(0.5, 2));
  const first = L * evenly(0.5, 1.5);
  const layers: LayerOf[] = Array.from({ length: count }, (_, i) => ({
    l: i === 0 ? first : L * evenly(0.5, 1.5),
    D: text,
    K: evenly(0.6, 1.2),
  }));
  if (evenly(0, 1) < 0.3 && count > 1) layers.splice(1, 0, { P: (D / L) * evenly(0.5, 3) });
  const geometry = (["slab", "cylinder", "sphere"] as const)[Math.floor(evenly(0, 3))] ?? "slab";
  const start = geometry === "slab" ? evenly(-1, 1) * L : evenly(0.5, 2) * L;
  const film = evenly(0, 1) < 0.3;
  const left = film
    ? { kind: "robin" as const, permeability: (D / L) * evenly(0.5, 3), concentration: C * evenly(0.5, 0.8) }
    : held(C * evenly(0.4, 0.8));
  const model = mixture(
    { layers, geometry, start, left, right: held(C * evenly(0.02, 0.3)), fields: { solves: [STEADY] } },
    fields,
  );
  return {
    model: cut(model, 16),
    texts: [
      "flux(drug, right)",
      "c(drug, a.right)",
      `c(drug, ${start + 0.5 * first})`,
      "permeance(drug, all)",
      "amount(drug, all)",
    ],
  };
}

function mixed(random: Random): Drawn {
  const { L, D } = units(random);
  const { evenly } = random;
  const [A, start] = [evenly(-3, 1.8), evenly(-1, 1) * L];
  const total = random.decades(1, 1e5);
  const fields = { measure: "mole-fraction" as const, total, activity: [{ kind: "margules" as const, parameter: A }] };
  const [left, right] = [evenly(0.55, 0.95), evenly(0.05, 0.45)];
  const swapped = evenly(0, 1) < 0.5;
  const stack = {
    layers: [{ l: L, D: D * evenly(0.5, 2) }],
    start,
    left: held(swapped ? right : left),
    right: held(swapped ? left : right),
    fields: { solves: [STEADY] },
  };
  return {
    model: cut(mixture(stack, fields), 24),
    texts: ["flux(drug, left)", `c(drug, ${start + 0.5 * L})`, "amount(drug, all)"],
  };
}

/** A polymer below its critical interaction, or a salt, which also meets pure solvent. */
function solution(random: Random): Drawn {
  const { L, D } = units(random);
  const { evenly } = random;
  const isSalt = evenly(0, 1) < 0.5;
  const segments = Math.floor(evenly(1, 200));
  const critical = 0.5 * (1 + 1 / Math.sqrt(segments)) ** 2;
  const ions = { cationCharge: Math.floor(evenly(1, 3)), anionCharge: -1, slope: evenly(0.3, 0.5) };
  const salts: NonNullable<Species["activity"]> = [
    { kind: "pitzer", salt: "CaCl2" },
    { kind: "davies", ...ions },
    { kind: "debye-hueckel", ...ions, approach: evenly(0.8, 1.6) },
    { kind: "pitzer", salt: { ...ions, beta0: evenly(0, 0.2), beta1: evenly(0, 0.5), cPhi: evenly(0, 0.005) } },
  ];
  const salt = salts[Math.floor(evenly(0, 4))] ?? { kind: "pitzer", salt: "NaCl" };
  const fields: Partial<Species> = isSalt
    ? { measure: "molality", solventDensity: evenly(800, 1200), activity: [salt] }
    : {
        measure: "volume-fraction",
        total: random.decades(1, 1e4),
        activity: [{ kind: "flory-huggins", segments, interaction: critical * evenly(-0.5, 0.9) }],
      };
  const most = isSalt ? 0.5 : 0.3;
  const [left, right] = [most * evenly(0.6, 1), evenly(0, 1) < 0.3 ? 0 : most * evenly(0.05, 0.4)];
  const stack = {
    layers: [1, 2].map(() => ({ l: L * evenly(0.5, 1.5), D: D * evenly(0.5, 2), K: evenly(0.8, 1.2) })),
    left: held(left),
    right: held(right),
    fields: { solves: [STEADY], temperature: 298.15 },
  };
  // towards pure solvent the potential has no bound
  const isOpen = right === 0;
  return {
    model: cut(mixture(stack, fields), 16),
    texts: ["flux(drug, right)", "c(drug, a.right)", "amount(drug, all)", ...(isOpen ? [] : ["dissipation(drug)"])],
  };
}

function closed(random: Random): Drawn {
  const { L, C, D, T } = units(random);
  const { evenly } = random;
  const { fields, D: text } = law(random, C, D * evenly(0.5, 2));
  const layers = [1, 2].map(() => ({ l: L * evenly(0.5, 1.5), D: text, K: evenly(0.5, 2) }));
  const stack = { layers, initial: `${C * evenly(0.2, 0.5)} * (1 + ${evenly(-1, 1) / (3 * L)} * x)` };
  const solves: Solve[] = [{ kind: "equilibrium" }, { kind: "transient", times: [0.02 * T] }];
  return {
    model: cut(mixture({ ...stack, fields: { solves } }, fields), 8),
    texts: ["c(drug, a.left)", "c(drug, b.right)", "activity(drug, a.right)", "amount(drug, b)"],
  };
}

function front(random: Random): Drawn {
  const { L, C, D, T } = units(random);
  const { evenly } = random;
  const strength = evenly(0.3, 3);
  const slab = {
    layers: [{ l: L, D: `${strength * D} * drug / ${C}` }],
    left: held(C),
    fields: { solves: [{ kind: "transient" as const, times: [(0.05 / strength) * T] }] },
  };
  return {
    model: cut(mixture(slab, {}), 16),
    texts: ["flux(drug, left)", "amount(drug, all)", "amount_permeated(drug, left)"],
  };
}

export const NONLINEAR: Readonly<Record<string, Family>> = {
  "a mixture in layers between two ends": { levels: GRIDS, draw: steadyLayers },
  "a regular solution between two ends": { levels: GRIDS, draw: mixed },
  "a polymer or a salt between two ends": { levels: GRIDS, draw: solution },
  "a mixture in two closed layers": { levels: GRIDS, draw: closed },
  "a front of D that grows with c": { levels: GRIDS, draw: front },
};
