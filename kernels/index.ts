/** What the compiled kernel set exports; src/numerics/compiled-kernels.ts calls it. */
export { cahnHilliardSteps } from "./cahn-hilliard-steps";
export { coinSteps } from "./coin-steps";
export { diffuseSlab, diffuseSquare } from "./diffuse-square";
export { fillGridImage, fillGridResidual } from "./grid-stencil";
export { ascendGrid, descendGrid, sweepGrid } from "./grid-sweep";
export { linearSteps } from "./linear-steps";
export { fillNormals } from "./normals";
export { persistentSites, persistentSteps } from "./persistent-steps";
export { phaseSteps } from "./phase-steps";
export { stableSteps } from "./stable-steps";
export { sumOfSquares } from "./sum-of-squares";
export { solveTridiagonalEights } from "./tridiagonal-eights";
