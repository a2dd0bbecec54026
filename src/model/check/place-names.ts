/**
 * The sides and media of a rectangle, box or finite cylinder: words that stand bare in expressions, so nothing else may
 * be named like them.
 *
 * @module
 */

import { complain, type Draft } from "#model/draft.ts";
import { type DomainDraft, sidesOf } from "./domain.ts";

/** Registers the names of places; a parameter that has one already is reported. */
export function claimPlaces(draft: Draft, domain: DomainDraft | undefined): void {
  if (domain?.kind !== "grid") return;
  const places = new Map<string, string>([...sidesOf(domain).keys()].map((side) => [side, "a side of the domain"]));
  for (const { medium } of domain.media) if (medium !== "") places.set(medium, "a medium of the domain");
  for (const [place, what] of places) {
    if (draft.names.get(place) === "a parameter")
      complain(
        draft,
        ["parameters", place],
        {
          code: "name-taken",
          found: `a parameter named ${place}, which is also ${what}`,
          expected: "a name of its own, since names stand bare in expressions",
          fix: `${place}_parameter`,
        },
        "key",
      );
    draft.names.set(place, what);
  }
}
