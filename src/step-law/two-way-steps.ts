/**
 * Probabilities of walkers on a line of sites by the direction of their last step, and the exact recursion of them.
 *
 *     R_i(n+1) = p R_{i-1}(n) + q L_{i-1}(n)        repeat with p, turn round with q = 1 - p
 *     L_i(n+1) = p L_{i+1}(n) + q R_{i+1}(n)
 *
 * This is the master equation of the persistent walk, and the right scheme for the telegrapher equation: positive,
 * causal (nothing is ahead of the front), and its total is 1 to rounding. Half of the walkers start in each direction.
 *
 * @module
 */

/** The two populations. Sites are counted from `origin`; every other site from `low` to `high` is occupied. */
export interface TwoWay {
  readonly origin: number;
  right: Float64Array;
  left: Float64Array;
  nextRight: Float64Array;
  nextLeft: Float64Array;
  /** First and last occupied index. */
  low: number;
  high: number;
}

/** Probabilities below this are set to zero, so that no time is lost in subnormal numbers. */
export const FLOOR = 1e-290;

/** All walkers at the origin, half of them in each direction, with room for that many steps. */
export function makeTwoWay(steps: number): TwoWay {
  const size = 2 * steps + 7;
  const origin = steps + 3;
  const sites = () => new Float64Array(size);
  const both: TwoWay = {
    origin,
    right: sites(),
    left: sites(),
    nextRight: sites(),
    nextLeft: sites(),
    low: 0,
    high: 0,
  };
  both.low = both.high = origin;
  both.right[origin] = both.left[origin] = 0.5;
  return both;
}

/** Takes steps with the probability p of repeating the last one. */
export function advanceTwoWay(both: TwoWay, steps: number, persistence: number): void {
  const p = persistence;
  const q = 1 - p;
  for (let n = 0; n < steps; n++) {
    const { right, left, nextRight, nextLeft } = both;
    let [low, high] = [both.low - 1, both.high + 1];
    for (let i = low; i <= high; i += 2) {
      const toRight = p * right[i - 1] + q * left[i - 1];
      const toLeft = p * left[i + 1] + q * right[i + 1];
      nextRight[i] = toRight < FLOOR ? 0 : toRight;
      nextLeft[i] = toLeft < FLOOR ? 0 : toLeft;
    }
    // What an earlier step left beside the window is not read again.
    for (const beside of [low - 2, high + 2]) nextRight[beside] = nextLeft[beside] = 0;
    while (low < high && nextRight[low] === 0 && nextLeft[low] === 0) low += 2;
    while (low < high && nextRight[high] === 0 && nextLeft[high] === 0) high -= 2;
    both.right = nextRight;
    both.left = nextLeft;
    both.nextRight = right;
    both.nextLeft = left;
    both.low = low;
    both.high = high;
  }
}
