import { describe, expect, test } from "vitest";
import type { Expression } from "#model/expression/expression.ts";
import { ExpressionError } from "#model/expression/expression-error.ts";
import { parseExpression } from "#model/expression/parse-expression.ts";
import { callsIn, namesIn, sizeOf } from "#model/expression/walk-tree.ts";
import { DIMENSIONLESS, dimension } from "#units/dimension.ts";

/** The tree with every bracket written, so that nothing is left to precedence. */
function bracketed(e: Expression): string {
  switch (e.kind) {
    case "number":
      return `${e.value}`;
    case "name":
      return e.name;
    case "negate":
      return `(-${bracketed(e.operand)})`;
    case "not":
      return `(not ${bracketed(e.operand)})`;
    case "binary":
    case "comparison":
    case "logical":
      return `(${bracketed(e.left)} ${e.operator} ${bracketed(e.right)})`;
    case "call":
      return `${e.name}(${e.arguments.map(bracketed).join(", ")})${e.member === undefined ? "" : `.${e.member}`}`;
  }
}

function errorOf(text: string, context = {}): ExpressionError {
  try {
    parseExpression(text, context);
  } catch (error) {
    if (error instanceof ExpressionError) return error;
    throw error;
  }
  throw new Error(`"${text}" was accepted`);
}

/** What the range of an error marks in its text. */
const marked = ({ text, range }: ExpressionError) => text.slice(range.offset, range.offset + range.length);

test.each([
  ["a + b * c", "(a + (b * c))"],
  ["a * b + c", "((a * b) + c)"],
  ["a - b - c", "((a - b) - c)"],
  ["a / b / c", "((a / b) / c)"],
  ["a / b * c", "((a / b) * c)"],
  ["a ^ b ^ c", "(a ^ (b ^ c))"],
  ["-a ^ b", "(-(a ^ b))"],
  ["a ^ -b", "(a ^ (-b))"],
  ["a ^ -b ^ c", "(a ^ (-(b ^ c)))"],
  ["-a * b", "((-a) * b)"],
  ["a * -b", "(a * (-b))"],
  ["a - -b", "(a - (-b))"],
  ["--a", "(-(-a))"],
  ["(a + b) * c", "((a + b) * c)"],
  ["a + b < c * d", "((a + b) < (c * d))"],
  ["not a < b and c >= d or e != f", "(((not (a < b)) and (c >= d)) or (e != f))"],
  ["a < b or c < d and e == f", "((a < b) or ((c < d) and (e == f)))"],
  ["not not a < b", "(not (not (a < b)))"],
  ["if(x <= 0, -1, f(a, b.c))", "if((x <= 0), (-1), f(a, b.c))"],
  ["spinodal(a).high - binodal(a).low", "(spinodal(a).high - binodal(a).low)"],
  ["nothing() ^ 2", "(nothing() ^ 2)"],
  ["nothing and orwell or notable", "((nothing and orwell) or notable)"],
  [" a\n  +\tb\r\n", "(a + b)"],
])("%s means %s", (text, meaning) => {
  expect(bracketed(parseExpression(text))).toBe(meaning);
});

describe("a number keeps its unit", () => {
  test.each([
    ["3", 3, "1"],
    [".5", 0.5, "1"],
    ["1e-3", 1e-3, "1"],
    ["2.5E+2", 250, "1"],
    ["40 nm", 4e-8, "m"],
    ["40nm", 4e-8, "m"],
    ["450 nm", 4.5e-7, "m"],
    ["1e-18 m^2", 1e-18, "m^2"],
    ["10 nm/us", 0.01, "m s^-1"],
    ["10 nm*us", 1e-14, "m s"],
    ["10 nm·us", 1e-14, "m s"],
    ["2e-9 m^2 s^-1", 2e-9, "m^2 s^-1"],
    ["2e-9 m²/s", 2e-9, "m^2 s^-1"],
    ["0.89 mPa s", 0.89e-3, "Pa s"],
    ["5 µm", 5e-6, "m"],
    ["3 mol/(m s MPa^0.5)", 3e-3, "mol m^-1 s^-1 Pa^-0.5"],
    ["2 nmol/cm^2/s", 2e-5, "mol m^-2 s^-1"],
    ["2.5e7 1/m", 2.5e7, "m^-1"],
    ["50 %", 0.5, "1"],
    ["37 degC", 310.15, "K"],
    ["-5 degC", 268.15, "K"],
    ["25 °C", 298.15, "K"],
    ["-3 log10(cm/s)", 1e-5, "m s^-1"],
  ])("%s is %d %s", (text, value, si) => {
    const e = parseExpression(text);
    expect(e).toMatchObject({ kind: "number", dimension: dimension(si) });
    expect((e as Extract<Expression, { kind: "number" }>).value).toBeNear(value, { rel: 2 ** -52 });
    expect(e.range).toEqual({ offset: 0, length: text.length });
  });

  test("5 kT is 5 k_B T where T is known, and an error where it is not", () => {
    const e = parseExpression("5 kT", { temperature: 300 }) as Extract<Expression, { kind: "number" }>;
    expect(e.value).toBeNear(5 * 1.380649e-23 * 300, { rel: 4 * 2 ** -53 });
    expect(errorOf("1 + 5 kT").range).toEqual({ offset: 6, length: 2 });
  });

  test.each([
    ["40 nm * x", "(4e-8 * x)"],
    ["40 nm*x", "(4e-8 * x)"],
    ["x/(40 nm)", "(x / 4e-8)"],
    ["3 nm / 2", "(3e-9 / 2)"],
    ["3 nm/2", "(3e-9 / 2)"],
    ["3 nm / s", "(3e-9 / s)"],
    ["3 m/(s + t)", "(3 / (s + t))"],
    ["3 m/min(s, t)", "(3 / min(s, t))"],
    ["3 m*h.left", "(3 * h.left)"],
    ["4*m", "(4 * m)"],
    ["1/s", "(1 / s)"],
    ["(1 um)^2", "(0.000001 ^ 2)"],
    ["x < 3 min and y > 2 h", "((x < 180) and (y > 7200))"],
    ["min(3 min, t)", "min(180, t)"],
    ["3 m-2 m", "(3 - 2)"],
    ["-2 m", "(-2)"],
    ["2^3 m", "(2 ^ 3)"],
  ])("but in %s the operator is arithmetic: %s", (text, meaning) => {
    expect(bracketed(parseExpression(text))).toBe(meaning);
  });

  test.each([
    "2 nm^x",
    "2 nm ^ 2",
    "2 nm^(2)",
    "2 nm^2^3",
  ])("%s is refused: it could be a unit or a quantity that is raised", (text) => {
    expect(errorOf(text)).toMatchObject({ found: expect.stringContaining('"^" behind 2 nm'), fix: expect.any(String) });
  });

  test.each([
    "20 degC + 5 degC",
    "2 * 20 degC",
    "T - 20 degC",
    "-(20 degC)",
    "x / 3 log10(m)",
    "(20 degC)^2",
  ])("%s is refused: a point on a scale is not a difference", (text) => {
    expect(errorOf(text).found).toContain("point on a scale");
  });

  test("points on a scale may be compared, chosen and passed on", () => {
    expect(bracketed(parseExpression("if(T < 0 degC, 20 degC, f(-1 degC))"))).toBe(
      "if((T < 273.15), 293.15, f(272.15))",
    );
  });
});

test("every node knows its place in the text, brackets included", () => {
  const text = "1 + (a * 2 nm) ^ 2 < flux(drug, right).high";
  const seen: string[] = [];
  const see = (e: Expression): void => {
    seen.push(text.slice(e.range.offset, e.range.offset + e.range.length));
    if ("left" in e) [e.left, e.right].forEach(see);
    if ("operand" in e) see(e.operand);
    if ("arguments" in e) e.arguments.forEach(see);
  };
  see(parseExpression(text));
  expect(seen).toEqual([
    text,
    "1 + (a * 2 nm) ^ 2",
    "1",
    "(a * 2 nm) ^ 2",
    "a * 2 nm",
    "a",
    "2 nm",
    "2",
    "flux(drug, right).high",
    "drug",
    "right",
  ]);
});

describe("an error says where, what, and how to mend it", () => {
  test.each([
    ["", "", "nothing"],
    ["a +", "", "nothing"],
    ["a + * b", "*", '"*"'],
    ["a b", "b", '"b" behind "a"'],
    ["2 x", "x", '"x" behind "2"'],
    ["3 m^2x", "x", '"x" behind "3 m^2"'],
    ["2 (x)", "(", '"(" behind "2"'],
    ["a (b", "(", "never closed"],
    ["(a + b", "(", "never closed"],
    ["a + b)", ")", '")"'],
    ["f(a,)", ")", '")"'],
    ["f(,a)", ",", '","'],
    ["f(a b)", "b", '"b" behind "a"'],
    ["a ? b", "?", '"?"'],
    ["a = b", "=", '"="'],
    ["'text'", "'", '"\'"'],
    ["a[0]", "[", '"["'],
    ["a < b < c", "<", "two comparisons in a row"],
    ["spinodal(a).", "", "nothing"],
    ["spinodal(a).high.low", "high.low", '"high.low"'],
    ["(a).b", ".", '"."'],
    ["a.b(c)", "a.b", "a call of a.b"],
    ["and", "and", '"and"'],
    ["1e999", "1e999", "1e999"],
    ["2 + 3 mol/m s", "s", "s"],
    ["3 cm/s + 1 J/degC", "degC", "degC"],
    ["a = = b", "=", '"="'],
    ["1 + 3 um2/s", "um2", '"um2" behind "3"'],
    ["\u{1F600}", "\u{1F600}", "\u{1F600}"],
  ])("%j: marks %j and speaks of %s", (text, mark, found) => {
    const error = errorOf(text);
    expect(marked(error)).toBe(mark);
    expect(error.found).toContain(found);
    expect(error.message).toContain(error.expected);
    expect(error.text).toBe(text);
  });

  test.each([
    ["2 x", "2 * x"],
    ["a = b", "=="],
    ["a ** b", "^"],
    ["a && b", "and"],
    ["3 um2/s", "3 um^2/s"],
    ["0 < x < 1", "0 < x and x < 1"],
    ["x²", "^2"],
    ["π", "pi"],
    ["2 nm ^ 2", "(2 nm)^2"],
  ])("%s: proposes %s", (text, fix) => {
    expect(errorOf(text).fix).toContain(fix);
  });
});

describe("reading is bounded", () => {
  test("a text of 2000 characters is read, and has at most that many nodes", () => {
    const text = `1${"+1".repeat(999)} `;
    expect(sizeOf(parseExpression(text))).toBe(1999);
    expect(errorOf(`${text} `).expected).toContain("2000 characters");
  });

  test.each([
    ["brackets", (n: number) => `${"(".repeat(n)}x${")".repeat(n)}`],
    ["signs", (n: number) => `${"-".repeat(n)}x`],
    ["exponents", (n: number) => `${"x^".repeat(n)}x`],
    ["calls", (n: number) => `${"f(".repeat(n)}x${")".repeat(n)}`],
    ["negations", (n: number) => `${"not ".repeat(n)}x`],
  ])("%s may nest 60 deep, not 61", (_, nested) => {
    expect(() => parseExpression(nested(60))).not.toThrow();
    expect(errorOf(nested(61)).expected).toBe("at most 60");
  });
});

test.each(["__proto__", "constructor", "toString", "hasOwnProperty"])("%s is a name like any other", (name) => {
  expect(parseExpression(name)).toMatchObject({ kind: "name", name });
  expect(parseExpression(`${name}(x)`)).toMatchObject({ kind: "call", name });
});

test.each([
  ["flux(drug, right)", ["drug", "right"], ["flux"]],
  ["J / (c(drug, left) - c(drug, right))", ["J", "drug", "left", "right"], ["c", "c"]],
  [
    "(resistance(drug, donor_usl) + resistance(drug, acceptor_usl)) / resistance(drug, all)",
    ["drug", "donor_usl", "acceptor_usl", "all"],
    ["resistance", "resistance", "resistance"],
  ],
  ["c(drug, donor_usl.right)", ["drug", "donor_usl.right"], ["c"]],
  [
    "electric_potential(plasma) - electric_potential(saline)",
    ["plasma", "saline"],
    ["electric_potential", "electric_potential"],
  ],
  ["(x - 0.5 um)^2 + (y - 0.5 um)^2 < 0.3 / pi * (1 um)^2", ["x", "y", "pi"], []],
  ["D_effective(tracer) / D(tracer, water)", ["tracer", "water"], ["D_effective", "D"]],
  ["amount(urea, all)", ["urea", "all"], ["amount"]],
  ["I_potassium / I", ["I_potassium", "I"], []],
  ["zero_of(I, V)", ["I", "V"], ["zero_of"]],
  ["D * a * (1 - a) / (R * T)", ["D", "a", "R", "T"], []],
  ["0.5 + 1e-3 * cos(2 * pi * 4 * x / (40 nm))", ["pi", "x"], ["cos"]],
  ["thermodynamic_factor(a, 0.5)", ["a"], ["thermodynamic_factor"]],
  ["spinodal(a).high", ["a"], ["spinodal"]],
  ["growth_rate(a, 10 nm)", ["a"], ["growth_rate"]],
  ["free_energy(all) / (R * T * total(a))", ["all", "R", "T", "a"], ["free_energy", "total"]],
  ["max(a)", ["a"], ["max"]],
  ["1 - porosity(brush)", ["brush"], ["porosity"]],
  ["J / flat.J", ["J", "flat.J"], []],
  [
    "1 - base_sink.J / (D(glucose, usl) * cb / thickness(usl))",
    ["base_sink.J", "glucose", "usl", "cb"],
    ["D", "thickness"],
  ],
  ["probability(walker, x > 449 nm)", ["walker", "x"], ["probability"]],
  ["kappa * x^2 / 2", ["kappa", "x"], []],
  ["drag(bead) / kappa", ["bead", "kappa"], ["drag"]],
  ["sqrt(variance(bead))", ["bead"], ["sqrt", "variance"]],
  ["diffusivity(data.positions)", ["data.positions"], ["diffusivity"]],
  [
    "R * T / (6 * pi * viscosity(grain) * radius(grain) * D_measured)",
    ["R", "T", "pi", "grain", "D_measured"],
    ["viscosity", "radius"],
  ],
  ["amount(drug, outer.bath) / amount(drug, all)", ["drug", "outer.bath", "all"], ["amount", "amount"]],
])("%s names %j and calls %j", (text, names, calls) => {
  const e = parseExpression(text);
  expect([...namesIn(e)]).toEqual(names);
  expect(callsIn(e).map((call) => call.name)).toEqual(calls);
});

test("a bare number is dimensionless", () => {
  expect(parseExpression("3")).toMatchObject({ dimension: DIMENSIONLESS });
});
