/**
 * A chain of two-ports between two ends, solved exactly for the activities at its nodes and the currents between them.
 *
 * The chain is folded from left to right into what it looks like from the right: a current source behind an
 * admittance,
 *
 *     I = source - admittance a,    admittance' = leakRight + backward (admittance + leakLeft) / (admittance + leakLeft + forward)
 *
 * Nothing is subtracted from admittances, so a film of nanometres between layers of millimetres costs no digits. A
 * current is source - admittance a as well, seen from the left or from the right, whichever subtracts less: between the
 * activities on the two sides of a film the difference would be lost.
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

/** A chain solved. */
export interface NodeStates {
  /** At the nodes, from the left end to the right. */
  readonly activities: readonly Complex[];
  /** Current along +x into each element at its left side. */
  readonly entering: readonly Complex[];
  /** Current along +x out of each element at its right side. */
  readonly leaving: readonly Complex[];
}

/** A chain, and what is released at each node. */
export interface Chain {
  readonly elements: readonly ElementLaw[];
  /** Amount released at each node at the start; one more than there are elements. */
  readonly released: readonly number[];
}

/** Activities and currents; NaN where nothing determines them. */
export function nodeStates(
  { elements, released }: Chain,
  drive: Drive,
  left: Termination,
  right: Termination,
): NodeStates {
  const ports = elements.map((element) => element.twoPort(drive));
  const amounts = released.map((amount) => amount * drive.content);
  const toLeft = looking(left, ports, amounts);
  const toRight = looking(right, ports.map(mirrored).reverse(), amounts.toReversed()).reverse();
  const activities = amounts.map((amount, j) => activityBetween(withRelease(toLeft[j], amount), toRight[j]));
  return {
    activities,
    entering: ports.map((_, j) => currentBetween(withRelease(toLeft[j], amounts[j]), toRight[j], activities[j])),
    leaving: ports.map((_, j) =>
      currentBetween(toLeft[j + 1], withRelease(toRight[j + 1], amounts[j + 1]), activities[j + 1]),
    ),
  };
}

/** What each node sees on the side of an end, from that end on; what is released at the node itself is not in it. */
function looking(end: Termination, ports: readonly TwoPort[], amounts: readonly number[]): Termination[] {
  const seen = [end];
  for (let j = 0; j < ports.length; j++) seen.push(behind(withRelease(seen[j], amounts[j]), ports[j]));
  return seen;
}

function withRelease(seen: Termination, amount: number): Termination {
  return seen.kind === "fixed" || amount === 0 ? seen : { ...seen, source: plus(seen.source, real(amount)) };
}

function behind(seen: Termination, port: TwoPort): Termination {
  const { forward, backward, leakLeft, leakRight, fixedLeft, fixedRight } = port;
  if (seen.kind === "fixed") {
    const source = plus(times(forward, seen.activity), fixedRight);
    return { kind: "open", source, admittance: plus(leakRight, backward) };
  }
  const shunt = plus(seen.admittance, leakLeft);
  const all = plus(shunt, forward);
  if (modulus(all) === 0) return { kind: "open", source: fixedRight, admittance: leakRight };
  return {
    kind: "open",
    source: plus(over(times(forward, minus(seen.source, fixedLeft)), all), fixedRight),
    admittance: plus(leakRight, over(times(backward, shunt), all)),
  };
}

/** The same element with its sides exchanged. */
function mirrored({ forward, backward, leakLeft, leakRight, fixedLeft, fixedRight }: TwoPort): TwoPort {
  return {
    forward: backward,
    backward: forward,
    leakLeft: leakRight,
    leakRight: leakLeft,
    fixedLeft: scaled(fixedRight, -1),
    fixedRight: scaled(fixedLeft, -1),
  };
}

function activityBetween(before: Termination, beyond: Termination): Complex {
  if (before.kind === "fixed") return before.activity;
  if (beyond.kind === "fixed") return beyond.activity;
  return over(plus(before.source, beyond.source), plus(before.admittance, beyond.admittance));
}

/** The current along +x at a node, from the side on which the smaller numbers are subtracted. */
function currentBetween(before: Termination, beyond: Termination, activity: Complex): Complex {
  const [back, ahead] = [flowFrom(before, activity), flowFrom(beyond, activity)];
  return back.size <= ahead.size ? back.current : scaled(ahead.current, -1);
}

/** The current out of a side towards a node, and the size of what is subtracted to find it. */
function flowFrom(side: Termination, activity: Complex): { readonly current: Complex; readonly size: number } {
  if (side.kind === "fixed") return { current: real(Number.NaN), size: Number.POSITIVE_INFINITY };
  const drawn = times(side.admittance, activity);
  return { current: minus(side.source, drawn), size: modulus(side.source) + modulus(drawn) };
}

/** A termination with a film of conductance G towards a bath of activity b, or a given current. */
export function openTermination(conductance: number, activity: Complex, current: Complex = ZERO): Termination {
  return { kind: "open", source: plus(scaled(activity, conductance), current), admittance: scaled(ONE, conductance) };
}
