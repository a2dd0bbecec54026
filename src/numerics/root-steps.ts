/**
 * A root between two points, asked for step by step: for functions that take so long that whoever computes them wants to
 * be asked, not called.
 *
 * Inverse quadratic interpolation where the last three points are trusted, bisection where not (Chandrupatla).
 *
 * @see T. R. Chandrupatla, Adv. Eng. Softw. 28, 145 (1997), doi:10.1016/S0965-9978(96)00051-8 (not opened)
 * @module
 */

/** A point and what the function is there. */
export interface RootPoint {
  readonly x: number;
  readonly f: number;
}

/**
 * Yields the next x, is answered f(x), and returns the root: the better end of a bracket narrower than `width`.
 * The function has opposite signs at the two points.
 */
export function* rootSteps(first: RootPoint, second: RootPoint, width: number): Generator<number, number, number> {
  let [a, b] = [second, first];
  let c = a;
  let share = 0.5;
  for (let count = 0; count < 200; count++) {
    const x = a.x + share * (b.x - a.x);
    const f = yield x;
    if (f > 0 === a.f > 0) {
      c = a;
    } else {
      c = b;
      b = a;
    }
    a = { x, f };
    const best = Math.abs(a.f) < Math.abs(b.f) ? a : b;
    const least = (0.5 * width) / Math.abs(b.x - a.x);
    if (best.f === 0 || !(least < 0.5)) return best.x;
    const xi = (a.x - b.x) / (c.x - b.x);
    const phi = (a.f - b.f) / (c.f - b.f);
    const trusted = phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi;
    share = trusted
      ? (a.f / (b.f - a.f)) * (c.f / (b.f - c.f)) +
        ((c.x - a.x) / (b.x - a.x)) * (a.f / (c.f - a.f)) * (b.f / (c.f - b.f))
      : 0.5;
    share = Math.min(1 - least, Math.max(least, share));
  }
  return Math.abs(a.f) < Math.abs(b.f) ? a.x : b.x;
}
