/**
 * A chain of two-ports between two ends, solved exactly for the activities at its nodes.
 *
 * The chain is folded from left to right into what it looks like from the right: a current source behind an
 * admittance,
 *
 *     I = source - admittance a,    admittance' = leakRight + backward (admittance + leakLeft) / (admittance + leakLeft + forward)
 *
 * Nothing is subtracted from admittances, so a film of nanometres between layers of millimetres costs no digits.
 *
 * @module
 */

import { type Complex, minus, modulus, ONE, over, plus, real, scaled, times, ZERO } from "./complex.ts";
import type { Drive, ElementLaw, TwoPort } from "./two-port.ts";

/** What stands at an end of the chain. */
export type Termination =
  | { readonly kind: "fixed"; readonly activity: Complex }
  /** Current into the chain: source - admittance a. */
  | { readonly kind: "open"; readonly source: Complex; readonly admittance: Complex };

/** Activities at the nodes, from the left end to the right. */
export type NodeActivities = readonly Complex[];

/** A chain, and what is released at each node. */
export interface Chain {
  readonly elements: readonly ElementLaw[];
  /** Amount released at each node at the start; one more than there are elements. */
  readonly released: readonly number[];
}

/** A source behind an admittance, as seen from a node. */
interface Seen {
  readonly source: Complex;
  readonly admittance: Complex;
}

/** The activities at the nodes; NaN where nothing determines them. */
export function nodeActivities(
  { elements, released }: Chain,
  drive: Drive,
  left: Termination,
  right: Termination,
): NodeActivities {
  const ports = elements.map((element) => element.twoPort(drive));
  const count = ports.length;
  const seen: Seen[] = [left.kind === "open" ? left : { source: ZERO, admittance: ZERO }];
  for (let j = 0; j < count; j++) {
    const here = withRelease(seen[j], released[j] * drive.content);
    seen[j] = here;
    seen.push(j === 0 && left.kind === "fixed" ? behindFixed(left.activity, ports[0]) : behind(here, ports[j]));
  }
  const last = withRelease(seen[count], released[count] * drive.content);
  const a: Complex[] = new Array(count + 1);
  a[count] =
    right.kind === "fixed"
      ? right.activity
      : over(plus(last.source, right.source), plus(last.admittance, right.admittance));
  for (let j = count - 1; j >= 0; j--) {
    if (j === 0 && left.kind === "fixed") {
      a[0] = left.activity;
      continue;
    }
    const { forward, backward, leakLeft, fixedLeft } = ports[j];
    const { source, admittance } = seen[j];
    const onward = modulus(backward) === 0 ? ZERO : times(backward, a[j + 1]);
    a[j] = over(plus(minus(source, fixedLeft), onward), plus(plus(admittance, leakLeft), forward));
  }
  return a;
}

function withRelease({ source, admittance }: Seen, amount: number): Seen {
  return amount === 0 ? { source, admittance } : { source: plus(source, real(amount)), admittance };
}

function behindFixed(activity: Complex, { forward, backward, leakRight, fixedRight }: TwoPort): Seen {
  return { source: plus(times(forward, activity), fixedRight), admittance: plus(leakRight, backward) };
}

function behind({ source, admittance }: Seen, port: TwoPort): Seen {
  const { forward, backward, leakLeft, leakRight, fixedLeft, fixedRight } = port;
  const shunt = plus(admittance, leakLeft);
  const all = plus(shunt, forward);
  if (modulus(all) === 0) return { source: fixedRight, admittance: leakRight };
  return {
    source: plus(over(times(forward, minus(source, fixedLeft)), all), fixedRight),
    admittance: plus(leakRight, over(times(backward, shunt), all)),
  };
}

/** A termination that lets nothing through. */
export const CLOSED: Termination = { kind: "open", source: ZERO, admittance: ZERO };

/** A termination with a film of conductance G towards a bath of activity b, or a given current. */
export function openTermination(conductance: number, activity: Complex, current: Complex = ZERO): Termination {
  return { kind: "open", source: plus(scaled(activity, conductance), current), admittance: scaled(ONE, conductance) };
}
