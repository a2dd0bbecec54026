/**
 * Levels that refuse a model for one reason, said once.
 *
 * @module
 */

/** Why levels cannot carry a model, and what would let them. */
export interface SharedRefusal {
  readonly levels: readonly string[];
  readonly because: string;
  readonly change: string;
}

/** Refusals with those of one reason together, in the order of the first of each. */
export function sameRefusals(
  refused: readonly { readonly level: string; readonly because: string; readonly change: string }[],
): readonly SharedRefusal[] {
  const shared = new Map<string, SharedRefusal>();
  for (const { level, because, change } of refused) {
    const key = `${because}\n${change}`;
    shared.set(key, { levels: [...(shared.get(key)?.levels ?? []), level], because, change });
  }
  return [...shared.values()];
}
