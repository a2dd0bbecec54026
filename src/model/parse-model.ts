/**
 * A model file, from text to a checked {@link Model}: YAML, structure, then meaning, with every mistake reported at once.
 *
 * @module
 */

import type { Temperature } from "#units/flavour.ts";
import { readBoundaries } from "./check/boundary.ts";
import { type DomainDraft, readDomain } from "./check/domain.ts";
import { readAgreeRules, readExpectations, wantedTimes } from "./check/expectations.ts";
import { readMeasurements } from "./check/measurements.ts";
import { readOutputs } from "./check/outputs.ts";
import { physicalConstants, readParameters, readTemperature } from "./check/parameters.ts";
import { readPlots, readSampling, readSweeps } from "./check/presentation.ts";
import { readSolves } from "./check/solve.ts";
import { readSources } from "./check/sources.ts";
import { readSpecies, refuseUnknownSpecies } from "./check/species.ts";
import { complain, type Draft } from "./draft.ts";
import { type Issue, ModelError, placeOf } from "./issue.ts";
import type { Domain, Model, Species } from "./model.ts";
import { withOverrides } from "./override.ts";
import { readYaml } from "./read-yaml.ts";
import { checkStructure, describeNode, type Structure } from "./structure.ts";
import { childOf, type YamlNode } from "./yaml-node.ts";

/** What parsing may use beside the text. */
export interface ParseOptions {
  /** Name of the file, for messages. */
  readonly file?: string;
  /** Reads a file in the folder of the model, for `data:`. */
  readonly readFile?: (path: string) => string;
  /** Overrides by path: {"species.drug.D": "1e-10 m^2/s", "V": "10 mV"}. */
  readonly set?: Readonly<Record<string, string>>;
}

/**
 * The model that a text declares.
 *
 * @throws ModelError with all that is wrong, and nothing else.
 *
 * @example
 * ```ts
 * parseModel("perrin: 1\nspecies: {dye: {D: 5e-10 m^2/s}}").species[0].name; // "dye"
 * ```
 */
export function parseModel(text: string, { file = "model.yaml", readFile, set = {} }: ParseOptions = {}): Model {
  const issues: Issue[] = [];
  const refused = () => new ModelError(inOrder(issues), file, text);
  const tree = readYaml(text, (range, path, { code, found, expected, because, fix }) =>
    issues.push({
      code,
      path,
      range: placeOf(text, range),
      found,
      expected,
      ...(because === undefined ? {} : { because }),
      ...(fix === undefined ? {} : { fix }),
    }),
  );
  // A tree read from broken YAML would only make more noise.
  if (tree === undefined || issues.some(({ code }) => code === "yaml-syntax" || code === "too-deep")) throw refused();
  if (tree.kind !== "map") {
    complain({ text, root: tree, issues }, [], {
      code: "wrong-type",
      found: describeNode(tree),
      expected: "a model: keys and values, starting with perrin: 1",
    });
    throw refused();
  }
  const root = withOverrides({ text, root: tree, issues }, set);
  const structure = checkStructure({ text, root, issues });
  const model = structure === undefined ? undefined : readModel(text, structure, root, issues, readFile);
  if (model === undefined || issues.length > 0) throw refused();
  return model;
}

function inOrder(issues: readonly Issue[]): readonly Issue[] {
  return [...issues].sort((a, b) => a.range.offset - b.range.offset);
}

/** What each section declares, so that what depends on a refused part is passed over. */
function taintedBy({ cut }: Structure, whole: YamlNode): Set<string> {
  const tainted = new Set<string>();
  for (const [section, name] of cut) {
    if (section === "domain" || section === "solve") tainted.add(section);
    if (name === undefined) for (const child of namesUnder(whole, String(section))) tainted.add(child);
    if (section === "temperature") tainted.add("T");
    if (
      name !== undefined &&
      (section === "species" || section === "parameters" || section === "outputs" || section === "initial")
    )
      tainted.add(String(name));
  }
  return tainted;
}

/** The names that a section gives. */
function namesUnder(root: YamlNode, section: string): readonly string[] {
  const node = childOf(root, section);
  const named = section === "species" || section === "parameters" || section === "outputs";
  return named && node?.kind === "map" ? [...node.entries.keys()] : [];
}

function readModel(
  text: string,
  structure: Structure,
  whole: YamlNode,
  issues: Issue[],
  readFile: ParseOptions["readFile"],
): Model {
  const { file, root } = structure;
  const start: Draft = {
    text,
    root,
    issues,
    temperature: undefined,
    constants: physicalConstants(),
    tainted: taintedBy(structure, whole),
    names: new Map(),
  };
  const temperature = readTemperature(start, file);
  const draft: Draft = { ...start, temperature };
  const parameters = readParameters(draft, file);
  const drafted = readDomain(draft, file);
  if (drafted === undefined && (file.domain !== undefined || draft.tainted.has("domain"))) draft.tainted.add("domain");
  const species = readSpecies(draft, file, drafted);
  const domain = withSpacing(draft, drafted, species);
  refuseUnknownMembraneSpecies(draft, drafted);
  refuseLoneParts(draft, structure);
  const boundaries = readBoundaries(draft, file, drafted, species);
  const sources = readSources(draft, file, drafted, species);
  const solves = readSolves(draft, file, wantedTimes(draft, file));
  const declarations = { species, boundaries, temperature, ...(domain === undefined ? {} : { domain }) };
  const context = { declarations, measurements: Object.keys(file.data ?? {}) };
  const outputs = readOutputs(draft, file, context);
  const expectations = readExpectations(draft, file, { ...context, outputs, parameters, solves });
  const { title, question, source, levels, references = [] } = file;
  return {
    ...(title === undefined ? {} : { title }),
    ...(question === undefined ? {} : { question }),
    ...(source === undefined ? {} : { source }),
    ...(temperature === undefined ? {} : { temperature: temperature satisfies Temperature }),
    parameters,
    species,
    ...(domain === undefined ? {} : { domain }),
    boundaries,
    sources,
    solves,
    ...(levels === undefined ? {} : { levels }),
    sampling: readSampling(draft, file),
    agree: readAgreeRules(draft, file, outputs),
    outputs,
    expectations,
    measurements: readMeasurements(draft, file, { species, outputs, domain: drafted, readFile }),
    plots: readPlots(draft, file, outputs),
    sweeps: readSweeps(draft, file, outputs),
    references,
  };
}

/** The lattice takes its spacing from the walk law, which must be the same for all species. */
function withSpacing(draft: Draft, domain: DomainDraft | undefined, species: readonly Species[]): Domain | undefined {
  if (domain?.kind !== "lattice") return domain;
  const spacings = [...new Set(species.flatMap(({ walk }) => (walk === undefined ? [] : [walk.spacing])))];
  if (spacings.length > 1)
    complain(
      draft,
      ["domain"],
      {
        code: "one-of",
        found: `lattice spacings of ${spacings.join(" m and ")} m`,
        expected: "one spacing for all species",
      },
      "key",
    );
  const [spacing] = spacings;
  return spacing === undefined ? undefined : { ...domain, spacing };
}

function refuseUnknownMembraneSpecies(draft: Draft, domain: DomainDraft | undefined): void {
  if (domain?.kind !== "layers") return;
  for (const [i, { membrane }] of domain.layers.entries())
    if (membrane !== undefined) refuseUnknownSpecies(draft, ["domain", "layers", i, "membrane"], Object.keys(membrane));
}

/** Species need a domain, and a domain species; a model that is only a formula has neither. */
function refuseLoneParts(draft: Draft, { file }: Structure): void {
  const speciesCount = Object.keys(file.species ?? {}).length;
  if (file.domain !== undefined && speciesCount === 0 && draft.tainted.size === 0)
    complain(
      draft,
      ["domain"],
      {
        code: "missing-key",
        found: "a domain without species",
        expected: "species: in the file",
        fix: "species: {dye: {D: 5e-10 m^2/s}}",
      },
      "key",
    );
  if (file.domain === undefined && speciesCount > 0 && file.solve !== undefined && !draft.tainted.has("domain"))
    complain(
      draft,
      ["solve"],
      {
        code: "missing-key",
        found: "species without a domain",
        expected: "domain: in the file",
        fix: "domain: {geometry: line}",
      },
      "key",
    );
}
