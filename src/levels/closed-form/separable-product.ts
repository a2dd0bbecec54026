/**
 * A rectangle or box whose axes are independent: the law of each axis is that of a slab, and the whole is their product,
 *
 *     c(x, y, z, t) = Σ_p a_p c_p(x, t) c_p(y, t) c_p(z, t),
 *
 * with one product for each of the start. Times of exit are integrals of the survival, S = S_x S_y S_z.
 *
 * @see H. S. Carslaw and J. C. Jaeger, Conduction of Heat in Solids, 2nd ed. (1959), section 1.15 (not opened)
 * @module
 */

import { axisModel, whyCoupled } from "#levels/axis-model.ts";
import type { When } from "#levels/contract.ts";
import type { Expression } from "#model/expression/expression.ts";
import { namesIn, substitute } from "#model/expression/walk-tree.ts";
import type { Measure, MeasureName, Place } from "#model/measure.ts";
import { type GridDomain, type Initial, type Model, SIDE_NAMES, type Species } from "#model/model.ts";
import { integrate } from "#numerics/quadrature.ts";
import { constantValue } from "#potential/constant-value.ts";
import type { Law, Recognise, Recognition } from "./law.ts";
import { ONE, productsOf, type StartProduct } from "./product-start.ts";

const FORM = "product of the laws of the axes";

/** The laws of a slab, or a factor that is 1 everywhere and at all times. */
type AxisLaws = readonly Law[] | "even";

interface Product {
  readonly coefficient: number;
  readonly axes: readonly AxisLaws[];
}

interface Separable {
  readonly species: Species;
  readonly domain: GridDomain;
  readonly partition: number;
  readonly diffusivity: number;
  readonly products: readonly Product[];
}

/** Recognises a rectangle or box in which nothing couples the axes, by the laws of a slab. */
export function recogniseSeparable(laws: readonly Recognise[]): Recognise {
  return (model, species) => {
    const { domain } = model;
    const not = (met: number, because: string): Recognition => ({
      kind: "not-this",
      form: FORM,
      met,
      because,
      change: "use the level continuum",
    });
    if (domain?.kind !== "grid" || domain.geometry === "cylinder") return not(0, "the domain is no rectangle or box");
    if (species.walk !== undefined) return not(1, "it walks by steps");
    const coupled = whyCoupled(model, species, domain);
    if (coupled !== undefined) return not(2, coupled);
    const supplied = domain.axes.map((_, axis) => isSupplied(model, species, axis));
    const starts = startsOf(species, domain, Math.max(0, supplied.indexOf(true)));
    if (starts === undefined) return not(3, "its start is no sum of products of functions of one coordinate each");
    const products: Product[] = [];
    for (const { coefficient, factors } of starts) {
      const axes: AxisLaws[] = [];
      let scale = coefficient;
      for (const [axis, initial] of factors.entries()) {
        if (isEven(model, species, domain, axis, initial)) {
          if (initial.kind === "equilibrium") scale /= domain.axes[axis].size;
          if (initial.kind === "concentration") scale *= constantValue(initial.concentration) ?? Number.NaN;
          axes.push("even");
          continue;
        }
        const own = axisModel(model, species, domain, axis, initial);
        const found = laws.map((recognise) => recognise(own, own.species[0])).filter((one) => one.kind === "law");
        if (found.length === 0) return not(4, `no law of a slab is that of its ${domain.axes[axis].name} axis`);
        axes.push(found);
      }
      // what is supplied is no product with what the other axes do
      if (supplied.some(Boolean) && axes.some((one, axis) => one !== "even" && !supplied[axis]))
        return not(4, "a side supplies, and the species is not even along the others");
      if (supplied.filter(Boolean).length > 1) return not(4, "sides of several axes supply");
      products.push({ coefficient: scale, axes });
    }
    if (supplied.some(Boolean) && products.length > 1) return not(4, "a side supplies, and the start is a sum");
    if (supplied.some(Boolean) && products[0]?.coefficient !== 1)
      return not(4, "a side supplies, and the start is uneven");
    const [medium] = species.media;
    const separable: Separable = {
      species,
      domain,
      partition: constantValue(medium.partition) ?? 1,
      diffusivity: constantValue(medium.diffusivity) ?? 1,
      products,
    };
    return {
      kind: "law",
      name: FORM,
      formula: "c = sum_p a_p c_p(x, t) c_p(y, t) ...",
      source: "H. S. Carslaw and J. C. Jaeger, Conduction of Heat in Solids, 2nd ed. (1959), section 1.15",
      describes: { kind: "continuum" },
      read: (measure, when) => read(separable, measure, when),
    };
  };
}

/** The start as products of one start along each axis. */
function startsOf(
  { initial }: Species,
  { axes }: GridDomain,
  carrier: number,
): readonly { readonly coefficient: number; readonly factors: readonly Initial[] }[] | undefined {
  const names = axes.map(({ name }) => name);
  switch (initial.kind) {
    case "point":
      return [
        {
          coefficient: initial.amount,
          factors: axes.map((_, i) => ({ kind: "point", at: [initial.at[i]], amount: 1 })),
        },
      ];
    case "equilibrium":
      return [{ coefficient: initial.amount, factors: axes.map(() => ({ kind: "equilibrium", amount: 1 })) }];
    case "concentration": {
      const products = productsOf(initial.concentration, names);
      return products?.map((product) => inOneFactor(product, names, names[carrier]));
    }
    default:
      return initial satisfies never;
  }
}

/** A lone factor, or that of the carrier, has the coefficient in it, so that a start along one axis is that of a slab. */
function inOneFactor({ coefficient, factors }: StartProduct, names: readonly string[], carrier: string) {
  const range = { offset: 0, length: 0 };
  const lone = factors.size === 1 ? names.find((name) => factors.has(name)) : factors.size === 0 ? carrier : undefined;
  const number: Expression = { ...ONE, value: coefficient } as Expression;
  return {
    coefficient: lone === undefined ? coefficient : 1,
    factors: names.map((name): Initial => {
      const own = factors.get(name) ?? ONE;
      const whole: Expression =
        name !== lone ? own : own === ONE ? number : { kind: "binary", operator: "*", left: number, right: own, range };
      return { kind: "concentration", concentration: whole };
    }),
  };
}

function conditionsAlong({ boundaries }: Model, { name }: Species, axis: number) {
  const sides = SIDE_NAMES.slice(2 * axis, 2 * axis + 2);
  return boundaries
    .filter(({ species, end }) => species === name && sides.includes(end))
    .map(({ condition }) => condition);
}

function isSupplied(model: Model, species: Species, axis: number): boolean {
  return conditionsAlong(model, species, axis).some(
    (condition) =>
      (condition.kind === "flux" && condition.flux !== 0) ||
      ("concentration" in condition && condition.concentration !== 0),
  );
}

/** Whether nothing ever changes along an axis: no way out, no force, and a start that does not depend on it. */
function isEven(model: Model, species: Species, { axes }: GridDomain, axis: number, initial: Initial): boolean {
  const { name } = axes[axis];
  const drift = axis === 0 ? species.drift : species.driftAlong?.[axis - 1];
  const isConstant =
    initial.kind === "equilibrium" ||
    (initial.kind === "concentration" && constantValue(initial.concentration) !== undefined);
  return (
    isConstant &&
    (drift === undefined || constantValue(drift) === 0) &&
    !species.terms.some(({ energy }) => namesIn(energy).has(name)) &&
    !(axis === 0 && model.sources.some((source) => source.species === species.name)) &&
    conditionsAlong(model, species, axis).every(
      (condition) =>
        condition.kind === "no-flux" ||
        condition.kind === "periodic" ||
        (condition.kind === "flux" && condition.flux === 0),
    )
  );
}

/** A measure of the slab along one axis. */
function ofAxis(
  laws: AxisLaws,
  name: MeasureName,
  when: When,
  place?: Place,
  condition?: Expression,
): number | undefined {
  if (laws === "even") return undefined;
  for (const law of laws) {
    const value = law.read(
      { key: name, name, species: "", ...(place && { place }), ...(condition && { condition }) },
      when,
    );
    if (value !== undefined && Number.isFinite(value)) return value;
  }
  return undefined;
}

/** Π of a factor of each axis; undefined if one is not known. */
function productOf(product: Product, of: (laws: AxisLaws, axis: number) => number | undefined): number | undefined {
  let value = 1;
  for (const [axis, laws] of product.axes.entries()) {
    const factor = of(laws, axis);
    if (factor === undefined) return undefined;
    value *= factor;
  }
  return value;
}

function read(separable: Separable, measure: Measure, when: When): number | undefined {
  const { domain, products, species } = separable;
  const { place } = measure;
  const total = (of: (product: Product) => number | undefined): number | undefined => {
    let sum = 0;
    for (const product of products) {
      const value = of(product);
      if (value === undefined) return undefined;
      sum += product.coefficient * value;
    }
    return sum;
  };
  const amountAlong = (at: When) => (laws: AxisLaws, axis: number) =>
    laws === "even" ? domain.axes[axis].size : ofAxis(laws, "amount", at, { kind: "all" });
  const amount = (at: When) => total((product) => productOf(product, amountAlong(at)));
  switch (measure.name) {
    case "c":
    case "activity": {
      if (place?.kind !== "point" || (measure.name === "activity" && species.terms.length > 0)) return undefined;
      const c = total((product) =>
        productOf(product, (laws, axis) =>
          laws === "even" ? 1 : ofAxis(laws, "c", when, { kind: "point", at: [place.at[axis]] }),
        ),
      );
      return c === undefined || measure.name === "c" ? c : c / separable.partition;
    }
    case "amount":
      return place === undefined || place.kind === "all" || place.kind === "layer" ? amount(when) : undefined;
    case "flux": {
      if (place?.kind !== "side") return undefined;
      const side = SIDE_NAMES.indexOf(place.side);
      const across = Math.floor(side / 2);
      const area = domain.axes.reduce((product, { size }, axis) => (axis === across ? product : product * size), 1);
      const flow = total((product) =>
        productOf(product, (laws, axis) =>
          axis === across
            ? laws === "even"
              ? 0
              : ofAxis(laws, "flux", when, { kind: "end", end: side % 2 === 0 ? "left" : "right" })
            : amountAlong(when)(laws, axis),
        ),
      );
      return flow === undefined ? undefined : flow / area;
    }
    case "survival":
      return products.length === 1 ? survival(products[0], when) : undefined;
    case "mean":
    case "variance": {
      const axis = place?.kind === "axis" ? place.axis : 0;
      const held = amount(when);
      const first = total((product) => weighted(separable, product, when, axis, 1));
      if (held === undefined || first === undefined) return undefined;
      if (measure.name === "mean") return first / held;
      const second = total((product) => weighted(separable, product, when, axis, 2));
      return second === undefined ? undefined : second / held - (first / held) * (first / held);
    }
    case "msd":
      return msd(separable, when);
    case "probability":
      return measure.condition && products.length === 1
        ? probability(separable, products[0], measure.condition, when)
        : undefined;
    case "mean_exit_time":
    case "exit_time_variance":
    case "exit_probability":
      return products.length === 1 ? exit(separable, products[0], measure) : undefined;
    default:
      return undefined;
  }
}

function survival(product: Product, when: When): number | undefined {
  return productOf(product, (laws) => (laws === "even" ? 1 : ofAxis(laws, "survival", when)));
}

/** ∫ x^order c over everything, of one product: its amount times the moment along the axis. */
function weighted({ domain }: Separable, product: Product, when: When, axis: number, order: 1 | 2): number | undefined {
  return productOf(product, (laws, a) => {
    const { from, size } = domain.axes[a];
    const held = laws === "even" ? size : ofAxis(laws, "amount", when, { kind: "all" });
    if (a !== axis || held === undefined) return held;
    const mean = laws === "even" ? from + size / 2 : ofAxis(laws, "mean", when);
    if (mean === undefined) return undefined;
    if (order === 1) return held * mean;
    const variance = laws === "even" ? (size * size) / 12 : ofAxis(laws, "variance", when);
    return variance === undefined ? undefined : held * (variance + mean * mean);
  });
}

function msd({ species: { initial }, products }: Separable, when: When): number | undefined {
  const [product] = products;
  if (initial.kind !== "point" || product === undefined) return undefined;
  let sum = 0;
  for (const [axis, laws] of product.axes.entries()) {
    const [mean, variance] = [ofAxis(laws, "mean", when), ofAxis(laws, "variance", when)];
    if (mean === undefined || variance === undefined) return undefined;
    sum += variance + (mean - initial.at[axis]) * (mean - initial.at[axis]);
  }
  return sum;
}

/** Of conditions joined by "and", each on one coordinate. */
function probability({ domain }: Separable, product: Product, condition: Expression, when: When): number | undefined {
  const parts = conjuncts(condition);
  const names = domain.axes.map(({ name }) => name);
  if (
    parts.some(
      (part) => [...namesIn(part)].some((name) => !names.some((own) => own === name)) || namesIn(part).size !== 1,
    )
  )
    return undefined;
  const range = { offset: 0, length: 0 };
  return productOf(product, (laws, axis) => {
    const name = names[axis];
    const own = parts.filter((part) => namesIn(part).has(name));
    if (own.length === 0) return laws === "even" ? 1 : ofAxis(laws, "survival", when);
    const whole = own.reduce((left, right) => ({ kind: "logical", operator: "and", left, right, range }));
    return ofAxis(
      laws,
      "probability",
      when,
      undefined,
      substitute(whole, new Map([[name, { kind: "name", name: "x", range }]])),
    );
  });
}

function conjuncts(e: Expression): readonly Expression[] {
  return e.kind === "logical" && e.operator === "and" ? [...conjuncts(e.left), ...conjuncts(e.right)] : [e];
}

/** Mean, variance and sides of the exit, by integrals over time in units of the slowest axis. */
function exit(
  { domain, diffusivity, species }: Separable,
  product: Product,
  { name, place }: Measure,
): number | undefined {
  const longest = Math.max(...domain.axes.map(({ size }) => size));
  const unit = (longest * longest) / (10 * diffusivity);
  let isKnown = true;
  const known = (value: number | undefined): number => {
    if (value === undefined) isKnown = false;
    return value ?? 0;
  };
  const over = (f: (t: number) => number): number | undefined => {
    const value = integrate((u) => (u === 0 ? 0 : unit * f(unit * u)), 0, Number.POSITIVE_INFINITY, {
      relative: 1e-10,
    });
    return isKnown ? value : undefined;
  };
  const S = (t: number) => known(survival(product, t));
  if (known(survival(product, 1e4 * unit)) > 1e-9) return undefined;
  if (name === "exit_probability") {
    if (place?.kind !== "side" || species.initial.kind === "concentration") return undefined;
    const side = SIDE_NAMES.indexOf(place.side);
    const across = Math.floor(side / 2);
    const sign = side % 2 === 0 ? -1 : 1;
    const end = { kind: "end", end: side % 2 === 0 ? "left" : "right" } as const;
    if (product.axes[across] === "even") return 0;
    return over(
      (t) =>
        sign *
        known(
          productOf(product, (laws, axis) =>
            axis === across ? ofAxis(laws, "flux", t, end) : laws === "even" ? 1 : ofAxis(laws, "survival", t),
          ),
        ),
    );
  }
  if (place !== undefined && place.kind !== "all") return undefined;
  const mean = over(S);
  if (name === "mean_exit_time" || mean === undefined) return mean;
  const second = over((t) => 2 * t * S(t));
  return second === undefined ? undefined : second - mean * mean;
}
