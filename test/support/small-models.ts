/** Small model files for tests of the command line and the library. */

/** A slab between two reservoirs: J = D c / L = 5e-6 mol m^-2 s^-1. */
export const SLAB = `perrin: 1
title: A dye through a slab
question: How much comes through?
species:
  dye: {D: 5e-10 m^2/s}
domain: {geometry: slab, thickness: 100 um, cells: 20}
boundary:
  left: {dye: {concentration: 1 mM}}
  right: {dye: {concentration: 0 mM}}
solve: [steady, {transient: {until: 10 s, every: 2 s}}]
levels: [closed-form, master, continuum]
outputs:
  J: {of: "flux(dye, right)", unit: umol/m^2/s}
  inside: {of: "amount(dye)"}
agree: {J: {margin: 1 %, confidence: 99.9 %}}
expect:
  - {of: J, value: 5 umol/m^2/s, rel: 1e-9}
plots:
  - {series: J}
  - {profile: concentration, at: 10 s}
`;

/** A free walker: variance 2 D t = 1e-9 m² after 1 s. */
export const FREE = `perrin: 1
title: A free walker
species: {dye: {D: 5e-10 m^2/s}}
domain: {geometry: line, resolve: [-1 mm, 1 mm], cells: 100}
initial: {dye: {at: 0 um}}
solve: {transient: {until: 1 s, every: 250 ms}}
levels: [closed-form, langevin]
sampling: {walkers: 6400, seed: 3}
outputs:
  spread: {of: variance(dye), unit: um^2}
agree: {spread: {margin: 20 %, confidence: 99.9 %}}
`;

/** A text with one piece replaced. @throws if the piece does not stand there exactly once */
export function changed(text: string, piece: string, by: string): string {
  const parts = text.split(piece);
  if (parts.length !== 2) throw new Error(`${JSON.stringify(piece)} stands ${parts.length - 1} times in the model`);
  return parts.join(by);
}
