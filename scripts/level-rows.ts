/**
 * The rows of docs/levels.md: one small model for each, by what it changes of the first one.
 */

/** Parts of a model file; what is absent is that of the first model. */
export interface Parts {
  readonly parameters?: object;
  readonly species?: object;
  readonly domain?: object;
  /** In place of the domain. */
  readonly compartments?: object;
  readonly membranes?: object;
  readonly initial?: object;
  readonly boundary?: object | string;
  readonly field?: string;
  readonly media?: object;
  readonly carriers?: object;
  readonly sources?: readonly object[];
  readonly solve?: object | string;
  readonly outputs?: object;
}

/** What is solved where a row does not say. */
export const transient = { transient: { until: "1 s" } };
/** Where it moves where a row does not say. */
export const slab = { geometry: "slab", thickness: "10 um" };
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

/** A compartment beside a bath, through one membrane. */
const stirred = (
  cell: object,
  membrane: object,
  { bath = { s: "1 mM" }, species = { s: {} }, ...rest }: Parts & { readonly bath?: object } = {},
): Parts => ({
  species,
  compartments: {
    cell: { volume: "1 nL", wall: "rigid", contains: { s: "2 mM" }, ...cell },
    bath: { volume: "infinite", contains: bath },
  },
  membranes: { wall: { between: ["cell", "bath"], area: "1 mm^2", ...membrane } },
  ...rest,
});
const solute = { solutes: { s: { P: "1e-6 m/s" } } };
const leaky = { Lp: "1e-12 m/s/Pa", "solvent-drag": "patlak", solutes: { s: { P: "1e-6 m/s", sigma: 0.5 } } };
const salt = { species: { s: { charge: 1 }, other: { charge: -1 } }, bath: { s: "1 mM", other: "1 mM" } };
const ionsThrough = { solutes: { s: { P: "1e-6 m/s" }, other: { P: "2e-6 m/s" } } };

const onLine = (species: object) => ({ species: { s: species }, domain: { geometry: "line" }, initial: at("0 um") });
const steps = (step: object, clock: object = { fixed: "1 ms" }) => onLine({ walk: { step, clock } });
const motion = (law: object) => onLine({ motion: law });

/** Rows of the matrix, by what varies. */
export const FAMILY: Readonly<Record<string, Readonly<Record<string, Parts>>>> = {
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
  "Stirred compartments": {
    "a solute through a membrane": stirred({}, solute),
    "water after the solute, a wall that gives way": stirred({ wall: "flexible" }, leaky),
    "a pressure that follows": stirred({}, leaky),
    "a solute that is bound": stirred({ binding: { s: "1 mM * s / (s + 1 mM)" } }, solute),
    "a carrier in the membrane": stirred(
      {},
      { carriers: [{ carrier: "glut", species: "s", area: 1 }] },
      { carriers: { glut: { law: "michaelis-menten", Vmax: "1 nmol/cm^2/s", Km: "1 mM" } } },
    ),
    "a pump": stirred({}, { ...solute, pumps: [{ name: "pump", rate: "1e-9 mol/m^2/s", moves: { s: 1 } }] }),
    "ions, neutral everywhere": stirred({ contains: { s: "2 mM", other: "2 mM" } }, ionsThrough, {
      ...salt,
      field: "electroneutral",
    }),
    "ions that load the membrane": stirred(
      { contains: { s: "2 mM", other: "2 mM" } },
      { ...ionsThrough, capacitance: "1 uF/cm^2" },
      { ...salt, field: "poisson" },
    ),
  },
};
