/**
 * `sampling:` and `sweep:`.
 *
 * @module
 */

import { complain, type Draft, listed } from "#model/draft.ts";
import { nearestName } from "#model/expression/nearest-name.ts";
import { FIELD_CLOSURES, type FieldClosure, type Output, type Sampling, type Sweep } from "#model/model.ts";
import { resolveField } from "#model/override.ts";
import type { ModelFile } from "#model/schema/model-file.ts";
import { nodeAt, type Path } from "#model/yaml-node.ts";
import { exp, log } from "#numerics/elementary.ts";
import type { Dimension } from "#units/dimension.ts";
import { dimensionAt, quantityAt } from "./quantity.ts";

/** Walkers where the file says nothing. */
const DEFAULT_WALKERS = 100_000;

/** How much is sampled: walkers, or parcels in each run where there are compartments alone. */
export function readSampling(draft: Draft, { sampling = {}, compartments, domain }: ModelFile): Sampling {
  const { walkers, parcels, seed = 1, method = "automatic", tracks } = sampling;
  const [wrong, right] =
    compartments !== undefined && domain === undefined ? ["walkers", "parcels"] : ["parcels", "walkers"];
  // --walkers says how many of what is counted, whatever the file is about
  if (walkers !== undefined && nodeAt(draft.root, ["sampling", "walkers"])?.setBy !== undefined)
    return { walkers, seed, method, ...(tracks !== undefined && { tracks }) };
  if (walkers === undefined || parcels === undefined)
    if (sampling[wrong as "walkers" | "parcels"] !== undefined)
      complain(
        draft,
        ["sampling", wrong as string],
        {
          code: "one-of",
          found: wrong,
          expected: `${right}: ${wrong === "walkers" ? "what compartments hold is counted in parcels" : "parcels are of compartments"}`,
          fix: right,
        },
        "key",
      );
  if (walkers !== undefined && parcels !== undefined)
    complain(
      draft,
      ["sampling", "parcels"],
      { code: "one-of", found: "both walkers and parcels", expected: "one of them" },
      "key",
    );
  return { walkers: walkers ?? parcels ?? DEFAULT_WALKERS, seed, method, ...(tracks !== undefined && { tracks }) };
}

function wordsOf(value: string | readonly string[] | undefined): readonly string[] {
  return value === undefined ? [] : typeof value === "string" ? [value] : value;
}

/** Reports a name that is no output. */
export function refuseUnknownOutput(draft: Draft, path: Path, name: string, outputs: readonly Output[]): boolean {
  const names = outputs.map((output) => output.name);
  if (names.includes(name) || draft.tainted.has(name)) return false;
  complain(draft, path, {
    code: "unknown-output",
    found: `"${name}", which is no output`,
    expected: names.length === 0 ? "an output; the file has none" : listed(names),
    fix: nearestName(name, names),
  });
  return true;
}

type SweepFile = NonNullable<ModelFile["sweep"]>[string];

/** The sweeps. */
export function readSweeps(
  draft: Draft,
  file: ModelFile,
  outputs: readonly Output[],
  variants: readonly string[],
): readonly Sweep[] {
  return Object.entries(file.sweep ?? {}).flatMap(
    ([name, sweep]) => readSweep(draft, name, sweep, { outputs, variants }) ?? [],
  );
}

function readSweep(
  draft: Draft,
  name: string,
  sweep: SweepFile,
  { outputs, variants }: { readonly outputs: readonly Output[]; readonly variants: readonly string[] },
): Sweep | undefined {
  const path: Path = ["sweep", name];
  const before = draft.issues.length;
  refuseUnknownOutput(draft, [...path, "plot"], sweep.plot, outputs);
  const beside = companionsOf(draft, [...path, "beside"], sweep.beside, variants);
  const vary = wordsOf(sweep.vary);
  const dimensions = vary.map((field, i) =>
    fieldDimension(draft, Array.isArray(sweep.vary) ? [...path, "vary", i] : [...path, "vary"], field),
  );
  const [of] = dimensions;
  if (of === undefined) return undefined;
  const values =
    sweep.among === undefined
      ? steppedValues(draft, path, sweep, of)
      : sweep.among.map((value, i) => quantityAt(draft, [...path, "among", i], value, of));
  if (values === undefined || draft.issues.length > before) return undefined;
  return {
    name,
    vary,
    values: values.filter((value) => value !== undefined),
    dimension: of,
    plot: sweep.plot,
    ...beside,
  };
}

/** The electric fields in whose place those of the model are also taken, and variants of the model. */
function companionsOf(
  draft: Draft,
  path: Path,
  given: SweepFile["beside"],
  variants: readonly string[],
): Pick<Sweep, "beside" | "variants"> {
  if (given === undefined) return {};
  const words = wordsOf(given);
  const known = [...FIELD_CLOSURES, ...variants];
  for (const [i, word] of words.entries())
    if (!known.includes(word))
      complain(draft, Array.isArray(given) ? [...path, i] : path, {
        code: "unknown-kind",
        found: `"${word}", which is no electric field${variants.length > 0 ? " and no variant" : ""}`,
        expected: listed(known),
        fix: nearestName(word, known),
      });
  const asked = words.filter((word) => variants.includes(word));
  const fields = words.filter((word) => !variants.includes(word)) as readonly FieldClosure[];
  return {
    ...(fields.length === 0 ? {} : { beside: fields }),
    ...(asked.length === 0 ? {} : { variants: asked }),
  };
}

/** Dimension of what a sweep varies. */
function fieldDimension(draft: Draft, path: Path, field: string): Dimension | undefined {
  const place = resolveField(draft.root, field);
  if ("unknown" in place) {
    complain(draft, path, {
      code: "unknown-path",
      found: `"${field}", which the file does not have`,
      expected: place.expected,
      fix: place.fix,
    });
    return undefined;
  }
  const node = nodeAt(draft.root, place.path);
  const value =
    node?.kind === "scalar" && (typeof node.value === "string" || typeof node.value === "number")
      ? node.value
      : undefined;
  if (value !== undefined) return dimensionAt({ ...draft, issues: [] }, place.path, value);
  const parent = nodeAt(draft.root, place.path.slice(0, -1));
  if (node === undefined && parent?.kind === "map") {
    const known = [...parent.entries.keys()];
    const near = nearestName(String(place.path.at(-1)), known);
    const fix = near === undefined ? undefined : [...field.split(".").slice(0, -1), near].join(".");
    complain(draft, path, {
      code: "unknown-path",
      found: `"${field}", which the file does not have`,
      expected: listed(known),
      fix,
    });
    return undefined;
  }
  complain(draft, path, {
    code: "unknown-path",
    found: `"${field}", which is no single quantity`,
    expected: "a parameter or a field with one value, such as bilayer.thickness",
  });
  return undefined;
}

function steppedValues(
  draft: Draft,
  path: Path,
  { from, to, points = 11, scale = "linear" }: SweepFile,
  of: Dimension,
): readonly (number | undefined)[] | undefined {
  if (from === undefined || to === undefined) {
    complain(
      draft,
      path,
      {
        code: "one-of",
        found: "a sweep without values",
        expected: "from: and to: (with points: and scale:), or among: [...]",
      },
      "key",
    );
    return undefined;
  }
  const [a, b] = [quantityAt(draft, [...path, "from"], from, of), quantityAt(draft, [...path, "to"], to, of)];
  if (a === undefined || b === undefined) return undefined;
  if (scale === "log" && !(a > 0 && b > 0)) {
    complain(draft, [...path, "scale"], {
      code: "out-of-range",
      found: `a logarithmic scale from ${from} to ${to}`,
      expected: "values above zero, or scale: linear",
    });
    return undefined;
  }
  return Array.from({ length: points }, (_, i) => {
    if (i === 0) return a;
    if (i === points - 1) return b;
    const part = i / (points - 1);
    return scale === "log" ? exp(log(a) + part * (log(b) - log(a))) : a + part * (b - a);
  });
}
