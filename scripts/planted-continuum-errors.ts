/** Errors of mixtures, ions, moving surfaces and grids that somebody could make, each as one change of the source. */
import type { PlantedError } from "./planted-errors.ts";

export const PLANTED_CONTINUUM_ERRORS: readonly PlantedError[] = [
  {
    name: "regular solution: slope of ln gamma without its factor 2",
    file: "src/physics/activity/margules.ts",
    find: "const dLnGamma = (x: number): number => 2 * (1 - x)",
    by: "const dLnGamma = (x: number): number => 1 * (1 - x)",
    examples: ["221"],
  },
  {
    name: "mobility of a mixture D a instead of D a (1 - a)",
    file: "src/potential/mixing-energy.ts",
    find: "value: (a) => D * a * (1 - a), slope: (a) => D * (1 - 2 * a)",
    by: "value: (a) => D * a, slope: () => D",
    examples: ["242", "243"],
  },
  {
    name: "gradient energy with the wrong sign in the growth of waves",
    file: "src/physics/phase-separation/cahn-hilliard.ts",
    find: "return -mobility * square * (curvature + gradientEnergy * square);",
    by: "return -mobility * square * (curvature - gradientEnergy * square);",
    examples: ["240", "242"],
  },
  {
    name: "charge density with the wrong sign in Poisson's equation",
    file: "src/generator/ions/ion-system.ts",
    find: "chargeFactor: FARADAY / (VACUUM_PERMITTIVITY * thermal),",
    by: "chargeFactor: -FARADAY / (VACUUM_PERMITTIVITY * thermal),",
    examples: ["262"],
  },
  {
    name: "permittivity + 10 %",
    file: "src/generator/ions/ion-system.ts",
    find: "chargeFactor: FARADAY / (VACUUM_PERMITTIVITY * thermal),",
    by: "chargeFactor: FARADAY / (1.1 * VACUUM_PERMITTIVITY * thermal),",
    examples: ["250", "262"],
  },
  {
    name: "the liquid that a receding surface lays bare forgotten",
    file: "src/levels/continuum/dissolution/dissolution-step.ts",
    find: "  rates[last] = -flux[0] / density;",
    by: "  rates[last] = -flux[0] / (density + 300);",
    examples: ["228"],
  },
  {
    name: "Neumann's law with rho instead of rho - c_s",
    file: "src/levels/closed-form/neumann-dissolution.ts",
    find: "recession(solubility / (density - solubility))",
    by: "recession(solubility / density)",
    examples: ["228"],
  },
  {
    name: "what carriers at a face take is given",
    file: "src/generator/uptake-network.ts",
    find: "frozen.growth[before.node] -= captures.right[before.node];",
    by: "frozen.growth[before.node] += captures.right[before.node];",
    examples: ["321", "324"],
  },
  {
    name: "porosity counted twice",
    file: "src/mesh/porous-mesh.ts",
    find: "half / fluidShare[i]),\n    rightHalf",
    by: "half / fluidShare[i] / fluidShare[i]),\n    rightHalf",
    examples: ["322"],
  },
  {
    name: "area of the walls forgotten",
    file: "src/model/check/uptakes.ts",
    find: "if (wallArea !== undefined) return share * wallArea;",
    by: "if (wallArea !== undefined) return share;",
    examples: ["320", "323"],
  },
  {
    name: "walls of the fluid instead of the whole volume",
    file: "src/generator/uptake-network.ts",
    find: "const whole = mesh.volume[i] / (mesh.fluidShare?.[i] ?? 1);",
    by: "const whole = mesh.volume[i];",
    examples: ["320", "323"],
  },
  {
    name: "a fin with the porosity forgotten",
    file: "src/levels/closed-form/carrier-stack.ts",
    find: "const conductivity = (porousIn(model, medium)?.porosity ?? 1) * D * K;",
    by: "const conductivity = D * K;",
    examples: ["322", "323"],
  },
];
