/**
 * A model file, from text to a checked {@link Model}: YAML, structure, then meaning, with every mistake reported at once.
 *
 * @module
 */

import type { Temperature } from "#units/flavour.ts";
import { readAttached, withoutMembranesOfDomain } from "./check/attached-compartments.ts";
import { readBoundaries } from "./check/boundary.ts";
import { readCarriers } from "./check/carriers.ts";
import { refusePartitionedBaths } from "./check/charged-ends.ts";
import { type DomainDraft, readDomain } from "./check/domain.ts";
import { inConstantField, readElectric } from "./check/electric.ts";
import { readAgreeRules, readExpectations, wantedTimes } from "./check/expectations.ts";
import { readExperiment } from "./check/experiment.ts";
import { fitTimes, readFits } from "./check/fits.ts";
import { readMeasurements } from "./check/measurements.ts";
import { readPorousMedia } from "./check/media.ts";
import { refuseUnstableMixtures } from "./check/mixture-stability.ts";
import { refuseTwoMotions } from "./check/one-motion.ts";
import { readOutputs } from "./check/outputs.ts";
import { physicalConstants, readParameters, readTemperature } from "./check/parameters.ts";
import { claimPlaces } from "./check/place-names.ts";
import { readPlots } from "./check/plots.ts";
import { readSampling, readSweeps } from "./check/presentation.ts";
import { refuseSiteBias } from "./check/site-bias.ts";
import { asksCellProblem, asksStability, readSolves } from "./check/solve.ts";
import { readSources } from "./check/sources.ts";
import { readSpecies, refuseUnknownSpecies } from "./check/species.ts";
import { isStirred, readStirred } from "./check/stirred.ts";
import { readTables } from "./check/tables.ts";
import { complain, type Draft } from "./draft.ts";
import { type Issue, ModelError, placeOf } from "./issue.ts";
import type { Model, SpatialDomain, Species, Variant } from "./model.ts";
import { withOverrides } from "./override.ts";
import { readYaml } from "./read-yaml.ts";
import type { ModelFile } from "./schema/model-file.ts";
import { checkStructure, describeNode, type Structure } from "./structure.ts";
import { taintedBy } from "./tainted-by.ts";
import { variantNames, variantTree } from "./variant-tree.ts";
import type { YamlNode } from "./yaml-node.ts";

/** What parsing may use beside the text. */
export interface ParseOptions {
  /** Name of the file, for messages. */
  readonly file?: string;
  /** Reads a file in the folder of the model, for `data:`. */
  readonly readFile?: (path: string) => string;
  /** Overrides by path: {"species.drug.D": "1e-10 m^2/s", "V": "10 mV"}. */
  readonly set?: Readonly<Record<string, string>>;
  /**
   * Paths of what is not asked for, such as "expect" or "outputs.J": what is wrong there, or below, is no mistake, and
   * the model lacks it.
   */
  readonly aside?: readonly string[];
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
export function parseModel(text: string, options: ParseOptions = {}): Model {
  try {
    return parseOnce(text, options);
  } catch (error) {
    const { file = "model.yaml", set = {} } = options;
    if (!(error instanceof ModelError) || Object.keys(set).length === 0) throw error;
    throw new ModelError(withCause(error.issues, issuesWithout(text, options), set), file, text);
  }
}

/** What is wrong with the file itself, without overrides. */
function issuesWithout(text: string, options: ParseOptions): readonly Issue[] {
  try {
    parseOnce(text, { ...options, set: {} });
  } catch (error) {
    if (error instanceof ModelError) return error.issues;
    throw error;
  }
  return [];
}

/** Issues that the file alone does not have say that they come from the overrides. */
function withCause(
  issues: readonly Issue[],
  before: readonly Issue[],
  set: Readonly<Record<string, string>>,
): readonly Issue[] {
  const known = new Set(before.map(({ code, path, found }) => `${code} ${path} ${found}`));
  const typed = Object.entries(set).map(([field, value]) => `--set "${field}=${value}"`);
  return issues.map((issue) => {
    const { code, path, found, because = "" } = issue;
    if (known.has(`${code} ${path} ${found}`) || `${found} ${because}`.includes("--set ")) return issue;
    return { ...issue, because: `${because} It follows from what was set by ${typed.join(" and ")}.`.trim() };
  });
}

function parseOnce(text: string, { file = "model.yaml", readFile, set = {}, aside = [] }: ParseOptions): Model {
  const issues: Issue[] = [];
  const asked = () => issues.filter(({ path }) => !aside.some((part) => isWithin(path, part)));
  const refused = (wrong = asked()) => new ModelError(inOrder(wrong), file, text);
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
  if (tree === undefined || issues.some(({ code }) => code === "yaml-syntax" || code === "too-deep"))
    throw refused(issues);
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
  const variants = structure === undefined ? NO_VARIANTS : readVariants(text, root, issues, readFile);
  const model = structure === undefined ? undefined : readModel(text, structure, issues, readFile, variants);
  if (model === undefined || asked().length > 0) throw refused();
  return model;
}

/** Whether a path, as it is printed, is that of a part of the file or of something in it. */
function isWithin(path: string, part: string): boolean {
  return path === part || path.startsWith(`${part}.`) || path.startsWith(`${part}[`);
}

/** In the order of the file. That there is no temperature is one mistake, however many parts need it. */
function inOrder(issues: readonly Issue[]): readonly Issue[] {
  const ordered = [...issues].sort((a, b) => a.range.offset - b.range.offset);
  const first = ordered.find(({ code }) => code === "needs-temperature");
  return ordered.filter((issue) => issue === first || issue.code !== "needs-temperature");
}

/**
 * The variants, each read as a model of its own. An output that a variant cannot have, such as one at a layer that it
 * leaves out, it has not; all else that is wrong is reported, but for what is wrong with the file itself.
 */
function readVariants(text: string, root: YamlNode, issues: Issue[], readFile: ParseOptions["readFile"]): ReadVariants {
  const names = variantNames(root);
  if (names.length === 0) return { variants: [], incomplete: [] };
  const ofFile: Issue[] = [];
  const file = checkStructure({ text, root, issues: [] });
  if (file !== undefined) readModel(text, file, ofFile, readFile, NO_VARIANTS);
  const key = ({ code, range, found }: Issue): string => `${code} ${range.offset} ${found}`;
  const known = new Set([...issues, ...ofFile].map(key));
  const incomplete: string[] = [];
  const variants = names.flatMap((name): Variant[] => {
    const own: Issue[] = [];
    const structure = checkStructure({ text, root: variantTree({ text, root, issues: own }, name), issues: own });
    const model = structure === undefined ? undefined : readModel(text, structure, own, readFile, NO_VARIANTS);
    for (const issue of own) {
      if (known.has(key(issue)) || issue.path.startsWith("outputs.")) continue;
      known.add(key(issue));
      issues.push({ ...issue, because: `${issue.because ?? ""} It is so in the variant ${name} of compare:.`.trim() });
    }
    if (own.some(({ path }) => !path.startsWith("outputs."))) incomplete.push(name);
    return model === undefined ? [] : [{ name, model }];
  });
  return { variants, incomplete };
}

/** The variants, and the names of those in which something is wrong, so that what they lack is no second mistake. */
interface ReadVariants {
  readonly variants: readonly Variant[];
  readonly incomplete: readonly string[];
}

const NO_VARIANTS: ReadVariants = { variants: [], incomplete: [] };

function readModel(
  text: string,
  structure: Structure,
  issues: Issue[],
  readFile: ParseOptions["readFile"],
  { variants, incomplete }: ReadVariants,
): Model {
  const { root } = structure;
  const start: Draft = {
    text,
    root,
    issues,
    temperature: undefined,
    constants: physicalConstants(),
    tainted: taintedBy(structure),
    names: new Map(),
  };
  const file = withoutMembranesOfDomain(start, structure.file);
  for (const name of incomplete)
    for (const output of Object.keys(file.outputs ?? {})) start.tainted.add(`${name}.${output}`);
  const temperature = readTemperature(start, file);
  const draft: Draft = { ...start, temperature };
  const parameters = readParameters(draft, file);
  const tables = readTables(draft, file, readFile);
  const drafted = readDomain(draft, file);
  if (drafted === undefined && (file.domain !== undefined || draft.tainted.has("domain"))) draft.tainted.add("domain");
  claimPlaces(draft, drafted);
  refuseLoneDomain(draft, file);
  const porousMedia = readPorousMedia(draft, file, drafted);
  const read = readSpecies(draft, file, drafted, porousMedia);
  const spatial = withSpacing(draft, drafted, read);
  refuseUnknownMembraneSpecies(draft, drafted);
  refuseLoneSpecies(draft, file);
  const carriers = readCarriers(draft, file);
  const attached = readAttached(draft, file, drafted);
  const boundaries = readBoundaries(draft, file, drafted, read);
  const pores = Object.keys(porousMedia).length === 0 ? {} : { porousMedia };
  const { sources, uptakes } = readSources(draft, file, drafted, {
    declarations: { species: read, ...(spatial === undefined ? {} : { domain: spatial }), ...pores },
    boundaries,
    carriers,
    ...(attached === undefined ? {} : { attached }),
  });
  const electric = readElectric(draft, file, drafted, read, boundaries);
  const species = inConstantField(read, drafted, electric);
  const domain = readStirred(draft, file, species, { ...electric, carriers }) ?? spatial;
  const solves = readSolves(draft, file, [...wantedTimes(draft, file), ...fitTimes(file, tables)]);
  refuseSiteBias(draft, species, drafted, solves);
  refusePartitionedBaths(draft, drafted, { ...electric, species, boundaries });
  refuseTwoMotions(draft, { ...electric, species, boundaries, ...(domain === undefined ? {} : { domain }) });
  refuseUnstableMixtures(draft, species, { domain, boundaries, solves });
  const declarations = {
    ...electric,
    ...pores,
    ...(uptakes === undefined ? {} : { uptakes }),
    species,
    boundaries,
    temperature,
    ...(domain === undefined ? {} : { domain }),
    ...(attached === undefined ? {} : { attached }),
  };
  const isTable = (name: string) => tables.some((table) => table.name === name);
  const experiment = readExperiment(draft, file, { species, ...(domain === undefined ? {} : { domain }) });
  const context = {
    declarations,
    measurements: Object.keys(file.data ?? {}).filter((name) => !isTable(name)),
    hasExperiment: file.experiment !== undefined,
    variants,
  };
  const outputs = readOutputs(draft, file, context);
  const expectations = readExpectations(draft, file, { ...context, outputs, parameters, solves });
  const measurements = readMeasurements(draft, file, { species, outputs, domain: drafted, readFile });
  const fits = readFits(draft, file, { tables, parameters, outputs });
  const { title, question, source, levels, references = [] } = file;
  return {
    ...(title === undefined ? {} : { title }),
    ...(question === undefined ? {} : { question }),
    ...(source === undefined ? {} : { source }),
    ...(temperature === undefined ? {} : { temperature: temperature satisfies Temperature }),
    parameters,
    species,
    ...(domain === undefined ? {} : { domain }),
    ...(attached === undefined ? {} : { attached }),
    boundaries,
    sources,
    ...(uptakes === undefined ? {} : { uptakes }),
    ...pores,
    ...electric,
    ...(asksStability(file) ? { stability: true } : {}),
    ...(asksCellProblem(draft, file, { boundaries, ...(domain === undefined ? {} : { domain }) })
      ? { cellProblem: true }
      : {}),
    solves,
    ...(levels === undefined ? {} : { levels }),
    sampling: readSampling(draft, file),
    agree: readAgreeRules(draft, file, outputs),
    ...(experiment === undefined ? {} : { experiment }),
    outputs,
    expectations,
    measurements,
    ...(tables.length > 0 ? { tables } : {}),
    ...(fits.length > 0 ? { fits } : {}),
    plots: readPlots(draft, file, { outputs, species, domain, measurements, temperature, uptakes }),
    sweeps: readSweeps(draft, file, outputs, variantNames(root)),
    ...(variants.length === 0 ? {} : { variants }),
    references,
  };
}

function spacingOf({ walk, motion }: Species): number | undefined {
  if (walk !== undefined) return walk.spacing;
  if (motion?.kind === "persistent" || motion?.kind === "site-walk") return motion.spacing;
  return motion?.kind === "renewal" && motion.step.kind === "lattice" ? motion.step.spacing : undefined;
}

/** The lattice takes its spacing from the walk law, which must be the same for all species. */
function withSpacing(
  draft: Draft,
  domain: DomainDraft | undefined,
  species: readonly Species[],
): SpatialDomain | undefined {
  if (domain?.kind !== "lattice") return domain;
  const spacings = [...new Set(species.flatMap((one) => spacingOf(one) ?? []))];
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

/** A domain needs species; a model that is only a formula has neither. */
function refuseLoneDomain(draft: Draft, { domain, species = {} }: ModelFile): void {
  if (domain === undefined || Object.keys(species).length > 0 || draft.tainted.has("species")) return;
  if (draft.tainted.size === 0)
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
  draft.tainted.add("species");
}

/** Species that are solved for need a domain. */
function refuseLoneSpecies(draft: Draft, file: ModelFile): void {
  const { domain, species = {}, solve } = file;
  if (
    domain === undefined &&
    !isStirred(file) &&
    Object.keys(species).length > 0 &&
    solve !== undefined &&
    !draft.tainted.has("domain")
  )
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
