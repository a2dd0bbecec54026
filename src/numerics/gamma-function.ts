/**
 * The gamma function and its logarithm, the incomplete gamma and beta functions, and the tails of the chi-square,
 * Fisher and Student laws that are made of them.
 *
 * @module
 */

export { logBinomial } from "./gamma-function/binomial-coefficient.ts";
export { gamma, logGamma } from "./gamma-function/gamma.ts";
export { fisherTail, regularisedBeta } from "./gamma-function/incomplete-beta.ts";
export { chiSquareTail, regularisedGammaP, regularisedGammaQ } from "./gamma-function/incomplete-gamma.ts";
export { studentQuantile } from "./gamma-function/student-quantile.ts";
