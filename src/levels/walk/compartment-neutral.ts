/**
 * Charge that goes round: a passage that leaves a compartment charged is answered by others at once, until all are
 * neutral.
 *
 *     k -> j with probability r(k -> j) / sum of r(k -> .),    from any compartment k whose charge is positive
 *
 * Events that carry positive charge out of where the potential is given begin at their rates r; from then on it is
 * carried from compartment to compartment by events drawn in proportion to their rates (a cation out, an anion in)
 * until it is back. At potentials at which no mean current charges anything the rates are a circulation, z r in = z r
 * out at each compartment; for the mean numbers N = α r(k -> j) of the draws that is met by one α for all, and α = 1
 * where they begin: each event happens as often as its rate says. A draw of an ion of charge 2 takes two charges, and
 * may call for one from where the potential is given to make up for it: those are set off against the next that would
 * begin there.
 *
 * @module
 */

/** What charges act on. */
export interface ChargeTraffic {
  /** Charge that each event carries [parcels of charge 1], below zero from its second side to the first: by passage. */
  readonly charged: readonly number[];
  /** Numbers of the compartments on both sides of each passage. */
  readonly ends: readonly (readonly [number, number])[];
  /** By compartment: whether its potential follows from its charge. */
  readonly isElectric: readonly boolean[];
  /** Forward at 2 p, backward at 2 p + 1 [s^-1]; they must stay what they are until all is neutral. */
  readonly rates: Float64Array;
  /** How many times an event can happen. */
  available(event: number): number;
  /** Move what an event moves, so many times. */
  carry(event: number, times: number): void;
}

/** Numbers drawn at random. */
export interface Chance {
  uniform(): number;
  /** Of n, those that a fate of probability p takes. */
  share(n: number, p: number): number;
}

/** Charges that go round. */
export interface ChargeRounds {
  /** Whether each event begins by itself; the others answer. */
  readonly begins: readonly boolean[];
  /** Whether each event carries charge to or from a compartment whose potential follows. */
  readonly carries: readonly boolean[];
  /** An event that begins, and all that answer it; the number of passages. */
  round(event: number, chance: Chance): number;
  /** All at once that a number of events which begin and carry charge lead to; the number of passages. */
  rounds(number: number, chance: Chance): number;
}

/** Most draws until all is neutral: ions of charge 1 take a few. */
const MOST = 10_000;
/** Charges in one compartment from which draws are shared out at once. */
const MANY = 16;

/** Charges that go round in a model of compartments. */
export function makeChargeRounds({ charged, ends, isElectric, rates, available, carry }: ChargeTraffic): ChargeRounds {
  // the compartments whose potential is given are one place, 0
  let places = 0;
  const placeOf = isElectric.map((follows) => (follows ? ++places : 0));
  const events = rates.length;
  const [source, target, size] = [new Int32Array(events), new Int32Array(events), new Int32Array(events)];
  for (let e = 0; e < events; e++) {
    const [a, b] = (ends[e >> 1] as readonly number[]).map((k) => placeOf[k] as number) as [number, number];
    const charge = (e % 2 === 0 ? 1 : -1) * (charged[e >> 1] as number);
    source[e] = charge > 0 ? a : b;
    target[e] = charge > 0 ? b : a;
    size[e] = a === b ? 0 : Math.abs(charge);
  }
  const leaving = Array.from({ length: places + 1 }, (_, place) =>
    Array.from({ length: events }, (_, e) => e).filter((e) => source[e] === place && size[e] > 0),
  );
  const carries = Array.from(size, (one) => one > 0);
  const begins = Array.from(size, (one, e) => one === 0 || source[e] === 0);
  /** Charge beyond that at the start, by place. */
  const charge = new Float64Array(places + 1);
  /** Draws that answered from where the potential is given. */
  let owed = 0;
  return { begins, carries, round, rounds };

  function round(event: number, chance: Chance): number {
    if (size[event] === 0) {
      carry(event, 1);
      return 1;
    }
    if (owed > 0) {
      owed--;
      return 0;
    }
    take(event, 1);
    return 1 + settle(chance);
  }

  function rounds(number: number, chance: Chance): number {
    const set = Math.min(number, owed);
    owed -= set;
    return shareOut(0, number - set, chance) + settle(chance);
  }

  function take(event: number, times: number): void {
    carry(event, times);
    charge[source[event]] -= times * size[event];
    charge[target[event]] += times * size[event];
  }

  /** Draws until all is neutral, or nothing can move; the number of passages. */
  function settle(chance: Chance): number {
    let passages = 0;
    for (let turn = 0; turn < MOST; turn++) {
      const place = chargedPlace();
      if (place < 0) break;
      let largest = 1;
      for (const e of leaving[place] as number[]) if (rates[e] > 0) largest = Math.max(largest, size[e]);
      const draws = shareOut(place, charge[place] < MANY * largest ? 1 : Math.floor(charge[place] / largest), chance);
      if (place === 0) owed += draws;
      passages += draws;
    }
    return passages;
  }

  /** A place of positive charge that something can leave, the given ones last; -1 if there is none. */
  function chargedPlace(): number {
    for (let place = places; place >= 0; place--)
      if (charge[place] > 0 && (leaving[place] as number[]).some((e) => rates[e] > 0 && available(e) > 0)) return place;
    return -1;
  }

  /** So many draws of what carries charge out of a place; those that could happen. */
  function shareOut(place: number, number: number, chance: Chance): number {
    const out = leaving[place] as number[];
    let [sum, last] = [0, -1];
    for (const e of out)
      if (rates[e] > 0 && available(e) > 0) {
        sum += rates[e];
        last = e;
      }
    if (last < 0 || number === 0) return 0;
    if (number === 1) {
      let rest = chance.uniform() * sum;
      for (const e of out) {
        if (!(rates[e] > 0 && available(e) > 0)) continue;
        rest -= rates[e];
        if (rest >= 0 && e !== last) continue;
        take(e, 1);
        return 1;
      }
    }
    let [left, done] = [number, 0];
    for (const e of out) {
      const most = available(e);
      if (!(rates[e] > 0 && most > 0)) continue;
      const fated = e === last ? left : chance.share(left, Math.min(1, rates[e] / sum));
      sum -= rates[e];
      left -= fated;
      const times = Math.min(fated, most);
      if (times > 0) take(e, times);
      done += times;
    }
    return done;
  }
}
