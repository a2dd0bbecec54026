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

const bibtex = (...texts: string[]): string =>
  citationText(citationsOf(texts.map((text) => ({ text, usedBy: "walk" }))));

test("an article has its journal, volume, page and identifier as fields", () => {
  expect(bibtex(PATLAK)).toContain(
    "@article{patlak1963,\n  author = {C. S. Patlak and others},\n  journal = {J. Theor. Biol.},\n  volume = {5},\n" +
      "  pages = {426},\n  year = {1963},\n  doi = {10.1016/0022-5193(63)90088-2}\n}",
  );
});

test("two parts of one book are one entry", () => {
  const crank = "J. Crank, The Mathematics of Diffusion, 2nd ed., Oxford (1975)";
  const text = bibtex(`${crank}, chapters 2 and 4 (not opened; derived here)`, `${crank}, section 12.2 (not opened)`);
  expect(text.match(/@/g)).toHaveLength(1);
  expect(text).toContain(
    "@book{crank1975,\n  author = {J. Crank},\n  title = {The Mathematics of Diffusion},\n  edition = {2nd},\n" +
      "  publisher = {Oxford},\n  year = {1975},\n  note = {chapters 2 and 4; section 12.2}\n}",
  );
  expect(text).toContain("chapters 2 and 4 (not opened)\n");
});

test("surnames and a year are an entry without more, and a text of no known form is none", () => {
  expect(bibtex("Kahn and Harris 1951")).toContain(
    "@misc{kahn1951,\n  author = {Kahn and Harris},\n  year = {1951}\n}",
  );
  expect(bibtex("Grassmann, Taksar and Heyman 1985")).toContain("{Grassmann and Taksar and Heyman}");
  expect(bibtex("Bank et al. 1985", "Bank et al. 1985, doi:10.1000/x")).toMatch(
    /@misc\{bank1985,[\s\S]*@misc\{bank1985-2,/,
  );
  expect(bibtex("J. Perrin, Mouvement brownien (1909)")).toContain(
    "  title = {Mouvement brownien},\n  year = {1909}\n}",
  );
  expect(bibtex("notes of 1998 on this slab")).not.toContain("@");
});

test("levels with several sources are named once", () => {
  expect(bibtex("Kahn and Harris 1951", PATLAK).match(/walk:/g)).toHaveLength(1);
});
