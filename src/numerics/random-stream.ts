/**
 * Random streams: a seed, a purpose and a number name a sequence, whatever thread or machine draws it.
 *
 *     key      Threefry4x32-20 key (seed low, seed high, purpose, tier)
 *     block    tier 1, counter (block low, block high, 0, 0): the four words are the state of a xoshiro128++
 *     counter  tier 0, counter (entity low, entity high, step, draw): the words themselves, random access
 *     lanes    tier 2, four generators side by side for compiled loops: lane-stream.ts
 *
 * Use a block stream for a fixed group of walkers that always draws in the same order (fast); use a
 * counter stream where draws vary in number or must be found again without replaying (a reaction, a restart).
 *
 * xoshiro128++ and not xoshiro256++: plain JavaScript has no 64-bit integers, and carries cost most of the time. Its
 * period is 2^128 - 1; that two of 1e9 streams of 1e9 words meet has a chance below 1e-11.
 *
 * Every draw takes a fixed number of words: uint32 one, uniform, normal and exponential two.
 *
 * @see D. Blackman and S. Vigna, ACM Trans. Math. Softw. 47, 36 (2021), doi:10.1145/3460772 (not opened)
 * @module
 */

import { DomainError } from "#units/domain-error.ts";
import { log } from "./elementary.ts";
import { normalFromWords, normalTable } from "./normal-table.ts";
import type { Purpose } from "./purpose.ts";
import { threefry4x32 } from "./threefry.ts";

/** A source of random numbers. Drawing changes it; equal streams give equal numbers on every engine. */
export interface RandomStream {
  /** A whole number from 0 to 2^32 - 1, all equally likely. */
  uint32(): number;
  /** A uniform number inside (0, 1): a multiple of 2^-53, never 0 (which becomes 2^-54) and never 1. */
  uniform(): number;
  /** A standard normal number: mean 0, variance 1. */
  normal(): number;
  /** An exponential number of mean 1. */
  exponential(): number;
}

/** A {@link RandomStream} that can be moved to another entity and step, so that a loop needs only one. */
export interface CounterStream extends RandomStream {
  /** Goes to the first draw of the entity at the step. @throws DomainError as {@link makeCounterStream} */
  seek(entity: number, step?: number): void;
}

const WORD = 4294967296;
/** The last word of the key: streams of different kinds never share a key. */
export const TIER = { counter: 0, block: 1, lanes: 2 } as const;

/** The state words of block streams, for the bulk fills and for saving; wrappers of a stream are not in it. */
const blockStates = new WeakMap<RandomStream, Int32Array>();

/**
 * The block stream number `block` of a seed and a purpose.
 *
 * @param seed  0 to 2^64 - 1 (as a number: to 2^53 - 1)
 * @param block which group of walkers: 0 to 2^53 - 1
 * @throws DomainError if seed or block is not a whole number in its range.
 */
export function makeRandomStream(seed: number | bigint, purpose: Purpose, block: number): RandomStream {
  const [low, high] = seedWords(seed);
  requireWhole("block", block, Number.MAX_SAFE_INTEGER);
  const words = new Uint32Array(4);
  threefry4x32(words, block, Math.floor(block / WORD), 0, 0, low, high, purpose, TIER.block);
  return makeRandomStreamFrom(Int32Array.from(words));
}

/** The state of a block stream, four words that {@link makeRandomStreamFrom} goes on from. @throws TypeError for other streams. */
export function streamState(stream: RandomStream): Int32Array {
  const state = blockStates.get(stream);
  if (state === undefined) throw new TypeError("only a stream made by makeRandomStream has a state to save");
  return state.slice();
}

/** A block stream that goes on where {@link streamState} was taken. The state is copied. */
export function makeRandomStreamFrom(saved: Int32Array): RandomStream {
  const state = Int32Array.from(saved);
  if (state.length !== 4) throw new DomainError("state length", state.length, "the state of a stream is four words");
  if ((state[0] | state[1] | state[2] | state[3]) === 0) state[0] = 1; // the one state that xoshiro never leaves
  const stream = makeStream(() => nextWord(state));
  blockStates.set(stream, state);
  return stream;
}

/**
 * The counter stream of one entity (a walker, a node) at one step.
 *
 * @param seed   0 to 2^64 - 1 (as a number: to 2^53 - 1)
 * @param entity 0 to 2^53 - 1
 * @param step   0 to 2^32 - 1
 * @throws DomainError if an argument is not a whole number in its range, or after 2^34 words of one step.
 */
export function makeCounterStream(seed: number | bigint, purpose: Purpose, entity: number, step = 0): CounterStream {
  const [low, high] = seedWords(seed);
  const words = new Uint32Array(4);
  let entityLow = 0;
  let entityHigh = 0;
  let time = 0;
  let draw = 0;
  let used = 4;
  const seek = (toEntity: number, toStep = 0): void => {
    requireWhole("entity", toEntity, Number.MAX_SAFE_INTEGER);
    requireWhole("step", toStep, WORD - 1);
    entityLow = toEntity | 0;
    entityHigh = Math.floor(toEntity / WORD);
    time = toStep;
    draw = 0;
    used = 4;
  };
  const next = (): number => {
    if (used === 4) {
      if (draw === WORD) throw new DomainError("draw", draw, "one step of an entity has at most 2^34 words");
      threefry4x32(words, entityLow, entityHigh, time, draw, low, high, purpose, TIER.counter);
      draw++;
      used = 0;
    }
    return words[used++] | 0;
  };
  seek(entity, step);
  return { ...makeStream(next), seek };
}

/** Fills the first `count` places with what `stream.normal()` would give, only faster. Allocates nothing. */
export function fillNormals(out: Float64Array, stream: RandomStream, count: number = out.length): void {
  const state = blockStates.get(stream);
  if (state === undefined) {
    for (let i = 0; i < count; i++) out[i] = stream.normal();
    return;
  }
  const table = normalTable();
  let a = state[0];
  let b = state[1];
  let c = state[2];
  let d = state[3];
  for (let i = 0; i < count; i++) {
    const x = (a + d) | 0;
    const high = (((x << 7) | (x >>> 25)) + a) | 0;
    let t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = (d << 11) | (d >>> 21);
    const y = (a + d) | 0;
    const low = (((y << 7) | (y >>> 25)) + a) | 0;
    t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = (d << 11) | (d >>> 21);
    out[i] = normalFromWords(table, high, low);
  }
  state[0] = a;
  state[1] = b;
  state[2] = c;
  state[3] = d;
}

/** One word of xoshiro128++, signed. */
function nextWord(state: Int32Array): number {
  const a = state[0];
  const b = state[1];
  const c = state[2] ^ a;
  const d = state[3] ^ b;
  const x = (a + state[3]) | 0;
  state[0] = a ^ d;
  state[1] = b ^ c;
  state[2] = c ^ (b << 9);
  state[3] = (d << 11) | (d >>> 21);
  return (((x << 7) | (x >>> 25)) + a) | 0;
}

function makeStream(next: () => number): RandomStream {
  const uniform = (): number => {
    const high = next();
    return uniformFromWords(high, next());
  };
  return {
    uint32: () => next() >>> 0,
    uniform,
    normal: () => {
      const high = next();
      return normalFromWords(normalTable(), high, next());
    },
    exponential: () => -log(uniform()),
  };
}

/** 53 bits of two words as a number inside (0, 1). */
function uniformFromWords(high: number, low: number): number {
  const k = (high >>> 5) * 67108864 + (low >>> 6);
  return (k === 0 ? 0.5 : k) * 1.1102230246251565e-16;
}

/** Low and high word of a seed. @throws DomainError if it is not a whole number from 0 to 2^64 - 1. */
export function seedWords(seed: number | bigint): [number, number] {
  if (typeof seed === "number") requireWhole("seed", seed, Number.MAX_SAFE_INTEGER);
  const whole = BigInt(seed);
  if (whole < 0n || whole >> 64n !== 0n)
    throw new DomainError("seed", Number(seed), "a seed is a whole number from 0 to 2^64 - 1");
  return [Number(whole & 0xffffffffn), Number(whole >> 32n)];
}

/** @throws DomainError if the value is not a whole number from 0 to the largest. */
export function requireWhole(name: string, value: number, largest: number): void {
  if (!(Number.isInteger(value) && value >= 0 && value <= largest))
    throw new DomainError(name, value, `a whole number from 0 to ${largest} is needed`);
}
