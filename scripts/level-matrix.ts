/**
 * The text of docs/levels.md: what each level carries, asked of the levels themselves with one small model for each row.
 */
import { ModelError } from "#model/issue.ts";
import { parseModel } from "#model/parse-model.ts";
import { LevelRefused } from "#run/level-refused.ts";
import { acceptance, LEVELS } from "#run/level-registry.ts";
import { runModel } from "#run/run-model.ts";

/** Parts of a model file; what is absent is that of the first model. */
interface Parts {
  readonly parameters?: object;
  readonly species?: object;
  readonly domain?: object;
  readonly initial?: object;
  readonly boundary?: object | string;
  readonly field?: string;
  readonly media?: object;
  readonly carriers?: object;
  readonly sources?: readonly object[];
  readonly solve?: object | string;
  readonly outputs?: object;
}

const transient = { transient: { until: "1 s" } };
const slab = { geometry: "slab", thickness: "10 um" };
const line = { geometry: "line", resolve: ["-100 um", "100 um"] };
const plane = { geometry: "plane", resolve: ["-100 um", "100 um"] };
const space = { geometry: "space", resolve: ["-100 um", "100 um"] };
const at = (place: string | readonly string[]) => ({ s: { at: place } });
const walk = (step: object, clock: string) => ({
  s: { walk: { step: { lattice: "1 um", ...step }, clock: { [clock]: "1 ms" } } },
});
const layers = (...rest: readonly object[]) => ({
  geometry: "slab",
  layers: [{ name: "one", thickness: "5 um", medium: "water" }, ...rest],
});
const lipid = { name: "two", thickness: "5 um", medium: "lipid" };
const square = { geometry: "rectangle", size: ["10 um", "10 um"], cells: [8, 8] };
const rod = (medium: string) => [{ medium: "water" }, { medium, where: "(x - 5 um)^2 + (y - 5 um)^2 < (3 um)^2" }];
const twoMedia = { s: { in: { water: { D: "5e-10 m^2/s" }, lipid: { D: "5e-11 m^2/s", K: 0.1 } } } };
const left = (condition: unknown) => ({ left: { s: condition } });
const bath = { bath: { volume: "1 mm", concentration: "0 mM" } };

/** An ion with its counter-ion between two baths. */
const ions = (field: string) => ({
  species: { s: { charge: 1, D: "1.3e-9 m^2/s" }, other: { charge: -1, D: "2e-9 m^2/s" } },
  domain: { geometry: "slab", thickness: "10 nm", medium: "water" },
  media: { water: { permittivity: 80 } },
  field,
  initial: { s: "10 mM", other: "10 mM" },
  boundary: {
    left: { s: { concentration: "10 mM" }, other: { concentration: "10 mM" }, "electric-potential": "10 mV" },
    right: { s: { concentration: "10 mM" }, other: { concentration: "10 mM" }, "electric-potential": "0 mV" },
  },
});

/** A species of its own law between two held concentrations. */
const mixed = (s: object, [first, second] = ["1 M", "0 M"]): Parts => ({
  species: { s },
  initial: { s: second },
  boundary: { left: { s: { concentration: first } }, right: { s: { concentration: second } } },
  solve: "steady",
  outputs: { J: "flux(s, right)" },
});

const onLine = (species: object) => ({ species: { s: species }, domain: { geometry: "line" }, initial: at("0 um") });
const steps = (step: object, clock: object = { fixed: "1 ms" }) => onLine({ walk: { step, clock } });
const motion = (law: object) => onLine({ motion: law });

/** Rows of the matrix, by what varies. */
const FAMILY: Readonly<Record<string, Readonly<Record<string, Parts>>>> = {
  "Where it moves": {
    "line, from a point": { domain: line, initial: at("0 um") },
    "half-line, reflecting": {
      domain: { geometry: "line", from: "0 um", resolve: ["0 um", "100 um"] },
      initial: at("5 um"),
    },
    "half-line, absorbing": {
      domain: { geometry: "line", from: "0 um", resolve: ["0 um", "100 um"] },
      initial: at("5 um"),
      boundary: left("absorbing"),
    },
    "plane, from a point": { domain: plane, initial: at(["0 um", "0 um"]) },
    "space, from a point": { domain: space, initial: at(["0 um", "0 um", "0 um"]) },
    slab: {},
    cylinder: { domain: { geometry: "cylinder", radius: "10 um" } },
    sphere: { domain: { geometry: "sphere", radius: "10 um" } },
    "shell of a sphere": { domain: { geometry: "sphere", radius: "10 um", "inner-radius": "5 um" } },
    "layers of two media, K jumps": { species: twoMedia, domain: layers(lipid) },
    "layers with a membrane": {
      domain: {
        geometry: "slab",
        layers: [
          { name: "one", thickness: "5 um" },
          { name: "wall", membrane: { s: { P: "1e-6 m/s" } } },
          { name: "two", thickness: "5 um" },
        ],
      },
    },
  },
  "In two and three dimensions": {
    rectangle: { domain: square },
    box: { domain: { geometry: "box", size: ["10 um", "10 um", "10 um"], cells: [6, 6, 6] } },
    "cylinder with a length": {
      domain: { geometry: "cylinder", radius: "10 um", length: "10 um", cells: [6, 6] },
    },
    "rectangle, from a point, out by a side": {
      domain: square,
      initial: at(["5 um", "5 um"]),
      boundary: left("absorbing"),
    },
    "rectangle, a side supplies": { domain: square, boundary: left({ concentration: "1 mM" }) },
    "rectangle, a potential along each axis": {
      species: {
        s: {
          D: "5e-10 m^2/s",
          mu: ["ideal", { potential: "kB * T * x / 10 um" }, { potential: "kB * T * y / 10 um" }],
        },
      },
      domain: square,
    },
    "rectangle, a potential of x and y": {
      species: { s: { D: "5e-10 m^2/s", mu: ["ideal", { potential: "kB * T * x * y / (10 um)^2" }] } },
      domain: square,
    },
    "rectangle with a rod of K = 2": { species: twoMedia, domain: { ...square, media: rod("lipid") } },
    "rectangle with an impenetrable rod": {
      species: { s: { in: { water: { D: "5e-10 m^2/s" }, rock: "impenetrable" } } },
      domain: { ...square, media: rod("rock") },
    },
  },
  "What moves it": {
    "constant D": {},
    "D depends on x": { species: { s: { D: "5e-10 m^2/s * (1 + x / 10 um)" } } },
    "K depends on x": { species: { s: { D: "5e-10 m^2/s", K: "1 + x / 10 um" } } },
    "harmonic potential on a line": {
      parameters: { kappa: "1 uN/m" },
      species: { s: { D: "5e-13 m^2/s", mu: ["ideal", { potential: "kappa * x^2 / 2" }] } },
      domain: { geometry: "line", resolve: ["-1 um", "1 um"] },
      initial: at("0.1 um"),
    },
    "linear potential": { species: { s: { D: "5e-10 m^2/s", mu: ["ideal", { potential: "kB * T * x / 10 um" }] } } },
    "another potential": {
      species: { s: { D: "5e-10 m^2/s", mu: ["ideal", { potential: "kB * T * cos(x / 1 um)" }] } },
    },
    "constant drift": { species: { s: { D: "5e-10 m^2/s", drift: "2 um/s" } } },
    "drift that depends on x": { species: { s: { D: "5e-10 m^2/s", drift: "2 um/s * (1 + x / 10 um)" } } },
  },
  "A mixture that feels itself": {
    "activity, between two ends": mixed({ D: "1e-10 m^2/s", mu: ["ideal", { virial: "0.1 L/mol" }] }),
    "D depends on c, between two ends": mixed({ D: "1e-10 m^2/s * (1 + s / 1 M)" }),
    "mole fraction, regular solution": mixed(
      { measure: "mole-fraction", total: "55 M", D: "1e-10 m^2/s", mu: ["ideal", { margules: 1.5 }] },
      ["0.9", "0.1"],
    ),
    "activity, closed": {
      species: { s: { D: "1e-10 m^2/s", mu: ["ideal", { virial: "0.1 L/mol" }] } },
      solve: "equilibrium",
    },
    "D in proportion to c: a front": {
      species: { s: { D: "1e-10 m^2/s * s / 1 M" } },
      boundary: left({ concentration: "1 M" }),
      initial: { s: "0 M" },
      outputs: { depth: "front_depth(s)" },
    },
    heat: { species: { s: { measure: "energy", D: "1e-7 m^2/s" } }, initial: { s: "1 MJ/m^3" } },
  },
  "The field of charges": {
    "none: charges ignored": ions("none"),
    "constant between the ends": ions("constant-field"),
    "that keeps everything neutral": ions("electroneutral"),
    "that of the charges (Poisson)": ions("poisson"),
  },
  "A walk by steps": {
    "on a line, fixed clock": { species: walk({}, "fixed"), domain: { geometry: "line" }, initial: at("0 um") },
    "on a line, Poisson clock": { species: walk({}, "poisson"), domain: { geometry: "line" }, initial: at("0 um") },
    "with a bias": { species: walk({ right: 0.7 }, "fixed"), domain: { geometry: "line" }, initial: at("0 um") },
    "that may stay": { species: walk({ stay: 0.5 }, "fixed"), domain: { geometry: "line" }, initial: at("0 um") },
    "on the square lattice": {
      species: walk({ dimensions: 2 }, "fixed"),
      domain: { geometry: "plane" },
      initial: at(["0 um", "0 um"]),
    },
    "on the cubic lattice": {
      species: walk({ dimensions: 3 }, "fixed"),
      domain: { geometry: "space" },
      initial: at(["0 um", "0 um", "0 um"]),
    },
    "in a row of sites": {
      species: walk({}, "poisson"),
      domain: { geometry: "lattice", sites: 20 },
      initial: at("5 um"),
    },
  },
  "A micro model of another kind": {
    "normal steps, fixed clock": steps({ gaussian: "1 um" }),
    "even steps, Poisson clock": steps({ uniform: "1 um" }, { poisson: "1 ms" }),
    "steps of a table, gamma clock": steps(
      {
        table: [
          { by: "2 um", probability: "1/3" },
          { by: "-1 um", probability: "2/3" },
        ],
      },
      { gamma: { mean: "1 ms", shape: 4 } },
    ),
    "normal steps, waits without a mean": steps(
      { gaussian: "1 um" },
      { "mittag-leffler": { scale: "1 ms", index: 0.5 } },
    ),
    "power-law steps": steps({ zipf: "1 um", index: 1.5 }),
    "steps that remember the last": steps({ lattice: "1 um", persistence: 0.9 }),
    "a bias that depends on the place": steps({ lattice: "1 um", right: "0.5 - x / 200 um" }),
    "runs that turn round": motion({ run: { speed: "20 um/s", reversals: "1 1/s" } }),
    "runs and tumbles in a plane": {
      ...motion({ run: { speed: "20 um/s", tumbles: "1 1/s" } }),
      domain: { geometry: "plane" },
      initial: at(["0 um", "0 um"]),
    },
    "a Lévy flight": motion({ flight: { index: 1.5, K: "1 um^1.5/s" } }),
    subdiffusion: motion({ subdiffusion: { index: 0.5, K: "1 um^2/s^0.5" } }),
    "fractional Brownian motion": motion({ "fractional-brownian": { hurst: 0.3, K: "1 um^2/s^0.6" } }),
    "a molecular motor": motion({ motor: { step: "8 nm", forward: ["150 1/s", "300 1/s"] } }),
    "a particle with inertia": onLine({ D: "2 um^2/s", mass: "4e-18 kg", inertia: true }),
  },
  "How it starts": {
    uniform: {},
    "concentration depends on x": { initial: { s: "1 mM * x / 10 um" } },
    "a point of probability": { initial: at("5 um") },
    "a point with an amount": { initial: { s: { at: "5 um", amount: "1 nmol/cm^2" } } },
    "at equilibrium": { initial: { s: { equilibrium: true } } },
  },
  "What happens at the ends": {
    "no flux": {},
    concentration: { boundary: left({ concentration: "1 mM" }) },
    flux: { boundary: left({ flux: "1 nmol/cm^2/s" }) },
    absorbing: { boundary: left("absorbing") },
    "permeability to an empty bath": { boundary: left({ robin: { P: "1 um/s", concentration: "0 mM" } }) },
    "permeability to a bath": { boundary: left({ robin: { P: "1 um/s", concentration: "1 mM" } }) },
    "stirred bath of finite volume": { boundary: left(bath) },
    periodic: { boundary: "periodic" },
  },
  "What makes and consumes it": {
    "linear decay": { sources: [{ name: "decay", species: "s", law: "linear", rate: "-1 1/s" }] },
    "zero-order supply": { sources: [{ name: "supply", species: "s", law: "zero-order", rate: "1 uM/s" }] },
    "linear carriers at a face": {
      boundary: left({ concentration: "1 mM" }),
      carriers: { channel: { law: "linear", P: "1 um/s" } },
      sources: [{ name: "wall", carrier: "channel", species: "s", at: "domain.right", area: 1 }],
      solve: "steady",
    },
    "carriers that fill up at a face": {
      boundary: left({ concentration: "1 mM" }),
      carriers: { sglt: { law: "michaelis-menten", Vmax: "1 nmol/cm^2/s", Km: "1 mM" } },
      sources: [{ name: "wall", carrier: "sglt", species: "s", at: "domain.right", area: 1 }],
      solve: "steady",
    },
    "carriers that fill up on walls of pores": {
      domain: { geometry: "slab", layers: [{ name: "brush", thickness: "10 um", medium: "pores" }] },
      media: { pores: { porosity: 0.4, "wall-area": "1e6 1/m" } },
      boundary: left({ concentration: "1 mM" }),
      carriers: { sglt: { law: "michaelis-menten", Vmax: "1 nmol/cm^2/s", Km: "1 mM" } },
      sources: [{ name: "wall", carrier: "sglt", species: "s", at: "brush.walls" }],
      solve: "steady",
    },
  },
};

/** The page. */
export function levelsPage(): string {
  const names = LEVELS.map(({ name }) => name);
  const reasons: string[] = [];
  const sections = Object.entries(FAMILY).map(([title, rows]) => {
    const lines = Object.entries(rows).map(
      ([what, parts]) => `| ${what} | ${answers(what, parts, reasons).join(" | ")} |`,
    );
    return `| **${title}** | ${names.map(() => "").join(" | ")} |\n${lines.join("\n")}`;
  });
  const notes = reasons.map((reason, i) => `${i + 1}. ${reason}`).join("\n");
  return `# What each level carries

Asked of the levels themselves, with one small model for each row; generated by \`npm run levels\`. Each row changes one
thing of a species of constant D that starts uniform in a closed slab; \`perrin check MODEL\` gives the answer for a model
of your own. A number points to the reason below. A level that carries a model states the outputs that it can, and
leaves out the others. For closed forms the table says which solutions have one; langevin states no steady flow, since it
follows a fixed number of walkers.

| | ${names.join(" | ")} |
|---|${names.map(() => "---|").join("")}
${sections.join("\n")}

${notes}
`;
}

/** yes, or no with the number of the reason; of formulas also which kinds of solution they state. */
function answers(what: string, parts: Parts, reasons: string[]): string[] {
  const model = parseModel(textOf(parts), { file: what });
  return LEVELS.map((level) => {
    const answer = acceptance(level, model);
    if (answer.accepts) return level.name === "closed-form" ? formulasOf(what, parts) : "yes";
    const reason = `${level.name}: ${answer.because}. To mend it: ${answer.change}.`;
    if (!reasons.includes(reason)) reasons.push(reason);
    return `no ${reasons.indexOf(reason) + 1}`;
  });
}

/** Kinds of solution whose concentration (or mean, of a walk on a lattice) a formula states. */
function formulasOf(what: string, parts: Parts): string {
  const kinds = { transient, steady: "steady", equilibrium: "equilibrium" };
  const stated = Object.entries(kinds).filter(([, solve]) => {
    const text = textOf({ ...parts, solve, outputs: { probe: probeOf(parts) } });
    try {
      const run = runModel(parseModel(text, { file: what }), {
        version: "",
        name: what,
        hash: "",
        levels: ["closed-form"],
      });
      let next = run.next();
      while (!next.done) next = run.next();
      return next.value.levels["closed-form"]?.outputs.probe !== undefined;
    } catch (error) {
      if (error instanceof ModelError || error instanceof LevelRefused) return false;
      throw error;
    }
  });
  return stated.length === 0 ? "numbers without time" : stated.map(([kind]) => kind).join(", ");
}

/** What is asked of the formula. */
function probeOf({ domain, species }: Parts): string {
  const geometry = (domain as { readonly geometry?: string } | undefined)?.geometry ?? "slab";
  const written = JSON.stringify(species ?? {});
  if (/"(?:flight|zipf)"/.test(written)) return "quantile(s, 0.75)";
  if (/"(?:walk|motion|inertia)"/.test(written)) return "mean(s)";
  if (/"charge"/.test(written)) return "flux(s, left)";
  const places: Readonly<Record<string, string>> = {
    plane: "1 um, 1 um",
    space: "1 um, 1 um, 1 um",
    rectangle: "1 um, 1 um",
    box: "1 um, 1 um, 1 um",
  };
  return `c(s, ${places[geometry] ?? (JSON.stringify(domain ?? {}).includes("-1 um") ? "0.1 um" : "6 um")})`;
}

/** JSON is YAML. */
function textOf({
  parameters,
  species,
  domain,
  initial,
  boundary,
  field,
  media,
  carriers,
  sources,
  solve,
  outputs,
}: Parts): string {
  return JSON.stringify({
    perrin: 1,
    temperature: "25 degC",
    ...(parameters ? { parameters } : {}),
    species: species ?? { s: { D: "5e-10 m^2/s" } },
    domain: domain ?? slab,
    initial: initial ?? { s: "1 mM" },
    ...(boundary ? { boundary } : {}),
    ...(field ? { field } : {}),
    ...(media ? { media } : {}),
    ...(carriers ? { carriers } : {}),
    ...(sources ? { sources } : {}),
    solve: solve ?? transient,
    ...(outputs ? { outputs } : {}),
  });
}
