#!/usr/bin/env node
/**
 * The command line. Everything but the reading of arguments is loaded when a command needs it, so that `--help` is quick.
 *
 * @module
 */

import { Command, CommanderError } from "commander";
import { EXIT, type ExitStatus } from "./exit-status.ts";
import type { Failure } from "./failure.ts";
import { readCount, readDoubling, readLevels, readSetting } from "./option-values.ts";
import { packageVersion } from "./package-root.ts";

const FIRST_STEPS = `Perrin runs one model of diffusion at every level of description, and says how well the levels agree.

Try first:
  perrin run 301                 a drug through a bilayer: formula, walkers, probabilities, diffusion equation
  perrin check 301               what that model says, in SI, and which levels can carry it
  perrin new my_model            a first model of your own
  perrin --help                  all commands
`;

/** Commands of later versions. */
const LATER: Readonly<Record<string, string>> = {
  tracks: "diffusion coefficients from recorded tracks",
  fit: "fits a model to data",
  sweep: "varies what a model holds fixed",
  studio: "a model live in the browser",
  worker: "computes for another machine",
};

async function main(argv: readonly string[]): Promise<ExitStatus> {
  if (argv.length === 0) {
    process.stdout.write(FIRST_STEPS);
    return EXIT.well;
  }
  let status: ExitStatus = EXIT.well;
  const program = makeProgram((found) => {
    status = found;
  });
  try {
    await program.parseAsync([...argv], { from: "user" });
    return status;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.well : EXIT.input;
    return await reportFailure(error, argv.includes("--json"));
  }
}

function makeProgram(end: (status: ExitStatus) => void): Command {
  const program = new Command("perrin")
    .description("One model file, run at every level of description of diffusion, with a verdict on their agreement.")
    .version(packageVersion(), "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .exitOverride()
    .showHelpAfterError("Try perrin --help.")
    .addHelpText(
      "after",
      `
MODEL is a file, or the number or name of a packaged example: perrin run 301

Exit codes: 0 all well; 1 an expectation, an agreement or binding data failed; 2 the input is wrong;
3 a numerical failure; 4 the environment failed; 70 a bug of this program; 130 interrupted.`,
    );
  program
    .command("run")
    .description("run a model at all its levels, compare, judge")
    .argument("<model>", "model file or example")
    .option("-l, --level <names>", "only these levels (may be repeated)", readLevels, [])
    .option("-s, --set <path=value>", "replace a field or parameter (may be repeated)", readSetting, {})
    .option("--seed <n>", "seed of the random numbers", readCount(0, Number.MAX_SAFE_INTEGER))
    .option("--walkers <n>", "number of walkers", readCount(64, 1e12))
    .option("--threads <n>", "threads for walkers; the result is the same with any number", readCount(1, 1024))
    .option("--steps <n>", "take n steps from record to record where walkers would jump at once", readCount(1, 1e9))
    .option("--resume", "go on with a run that was interrupted here")
    .option(
      "--refine <n>",
      "levels without noise on 1, 2, 4 ... n times finer grids (n a power of two), with errors and orders",
      readDoubling(64),
    )
    .option("-o, --out <folder>", "write tables, figures and a report into a new folder")
    .option("--json", "print one JSON document instead of the report")
    .action(async (model, options) => {
      const { runCommand } = await import("./run-command.ts");
      end(await runCommand(model, options));
    });
  program
    .command("check")
    .description("explain a model in SI, and which levels can carry it")
    .argument("<model>", "model file or example")
    .option("-s, --set <path=value>", "replace a field or parameter (may be repeated)", readSetting, {})
    .option("--walkers <n>", "number of walkers", readCount(64, 1e12))
    .option("--json", "print one JSON document")
    .action(async (model, options) => {
      const { checkCommand } = await import("./check-command.ts");
      end(checkCommand(model, options));
    });
  program
    .command("new")
    .description("write a first model to start from")
    .argument("[name]", "name of the model", "my_model")
    .action(async (name) => {
      const { newCommand } = await import("./new-command.ts");
      end(newCommand(name));
    });
  program
    .command("cite")
    .description("sources of the laws, methods and data of a model")
    .argument("<model>", "model file or example")
    .action(async (model) => {
      const { citeCommand } = await import("./cite-command.ts");
      end(await citeCommand(model));
    });
  for (const [name, what] of Object.entries(LATER))
    program
      .command(name)
      .description(`(not there yet) ${what}`)
      .helpGroup("Of later versions:")
      .argument("[arguments...]")
      .helpOption(false)
      .allowUnknownOption()
      .action(() => {
        process.stderr.write(`perrin ${name} is not there yet. This version has run, check, new and cite.\n`);
        end(EXIT.input);
      });
  return program;
}

async function reportFailure(error: unknown, json: boolean): Promise<ExitStatus> {
  const { failureOf } = await import("./failure.ts");
  const failure: Failure = error instanceof Error && "failure" in error ? (error.failure as Failure) : failureOf(error);
  const { status, kind, message, issues, stack } = failure;
  process.stderr.write(`${message}\n`);
  if (process.env.PERRIN_DEBUG === "1" && stack !== undefined) process.stderr.write(`${stack}\n`);
  if (json) {
    const document = { perrin: packageVersion(), error: { kind, status, message, ...(issues ? { issues } : {}) } };
    process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
  }
  return status;
}

/** A reader that went away (as in `| head`) ends the program quietly; a full disk under standard output does not. */
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(process.exitCode ?? EXIT.well);
  process.stderr.write(`Standard output cannot be written (${error.code ?? error.message}).\n`);
  process.exit(EXIT.environment);
});

process.exitCode = await main(process.argv.slice(2));
