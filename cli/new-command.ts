/**
 * `perrin new`: a first model to start from.
 *
 * @module
 */

import { writeFileSync } from "node:fs";
import { CommandError, EXIT, type ExitStatus } from "./exit-status.ts";
import { environmentMessage } from "./failure.ts";

/** Writes NAME.yaml and says what to do with it. */
export function newCommand(name: string): ExitStatus {
  const stem = name.replace(/\.ya?ml$/, "");
  if (!/^[\w][\w.-]*$/.test(stem))
    throw new CommandError(
      EXIT.input,
      `"${name}" is not a name for a model. Letters, digits, "_", "-" and "." may stand in it.`,
    );
  const file = `${stem}.yaml`;
  try {
    writeFileSync(file, STARTER, { flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST")
      throw new CommandError(EXIT.input, `${file} is there already, and stays as it is. Try: perrin new another_name`);
    const because = error instanceof Error ? environmentMessage(error) : undefined;
    if (because === undefined) throw error;
    throw new CommandError(EXIT.environment, `${file} cannot be written. ${because}`);
  }
  process.stdout.write(`${file} is a first model: a dye that diffuses through a gel. Next:

  perrin check ${file}                  what it says, in SI
  perrin run ${file}                    every level of description, side by side
  perrin run ${file} --out ${stem}-out      tables, figures and a report to open in a browser
  perrin run ${file} --set species.dye.D="1e-10 m^2/s"
`);
  return EXIT.well;
}

/** The first model. */
export const STARTER = `# A first model. Everything after a # is a remark.
perrin: 1
title: A dye through a gel
question: How fast does the dye come through, and how long until the flow is steady?

species:
  dye: {D: 4e-10 m^2/s}              # every quantity carries its unit

domain:
  geometry: slab                     # one coordinate x, from left (0) to right
  thickness: 1 mm

initial: {dye: 0 mM}                 # empty at the start
boundary:
  left:  {dye: {concentration: 1 mM}}
  right: {dye: {concentration: 0 mM}}

solve:
  - steady
  - transient: {until: 1 h, every: 1 min}

# The same model as an exact formula, as random walkers, as probabilities and as a diffusion equation.
levels: [closed-form, walk, master, continuum]
sampling: {walkers: 1e5, seed: 1}

outputs:
  J:         {of: "flux(dye, right)", unit: nmol/cm^2/s}
  lag:       {of: "time_lag(dye, right)", unit: min}
  permeated: {of: "amount_permeated(dye, right)", unit: nmol/cm^2}

# How far levels may differ before the run fails, and how sure one wants to be.
agree: {permeated: {margin: 5 %, confidence: 99 %}}

# What must come out: D c / L, and L^2/6D.
expect:
  - {of: J,   value: 0.04 nmol/cm^2/s, rel: 1e-8}
  - {of: lag, value: 6.944444444 min,  rel: 1e-4}

plots:
  - {series: permeated}
  - {profile: concentration, at: [1 min, 5 min, 1 h]}
`;
