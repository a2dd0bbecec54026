import { expect, test } from "vitest";
import { citationsOf, citationText } from "#report/citations.ts";

const PATLAK = "C. S. Patlak et al., J. Theor. Biol. 5, 426 (1963), doi:10.1016/0022-5193(63)90088-2.";

test("a source used twice is named once, with all who use it", () => {
  const [one, ...rest] = citationsOf([
    { text: PATLAK, usedBy: "walk" },
    { text: PATLAK, usedBy: "master" },
    { text: PATLAK, usedBy: "walk" },
  ]);
  expect(rest).toEqual([]);
  expect(one?.usedBy).toEqual(["walk", "master"]);
});

test("an identifier is found whole, and the year is not taken from it", () => {
  const [one] = citationsOf([{ text: PATLAK, usedBy: "walk" }]);
  expect(one?.doi).toBe("10.1016/0022-5193(63)90088-2");
  expect(one?.year).toBe("1963");
  const [other] = citationsOf([{ text: "Someone, doi:10.1021/j1994.2001", usedBy: "walk" }]);
  expect(other?.year).toBeUndefined();
});

test("only a source with an identifier becomes BibTeX", () => {
  const text = citationText(
    citationsOf([
      { text: "Kahn and Harris 1951", usedBy: "walk" },
      { text: PATLAK, usedBy: "walk" },
    ]),
  );
  expect(text.match(/@misc/g)).toHaveLength(1);
  expect(text).toContain("@misc{patlak1963-1,");
});
