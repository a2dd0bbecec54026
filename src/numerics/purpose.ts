/**
 * What a random stream is for: a closed list of tags that go into the key of the generator, beside the seed.
 *
 * Two parts of a run that draw for different purposes are independent although they share seed and entity number.
 * A number, once given, is never reused or changed: it is part of "same model, seed and version, same bits".
 *
 * @module
 */

/** The purpose tags, one number each. Add at the end. */
export const PURPOSE = {
  /** Steps of walkers by a step law on a lattice. */
  latticeWalk: 1,
  /** Jumps of walkers on a generator, many at once. */
  generatorWalk: 2,
  /** Noise of Langevin dynamics. */
  langevin: 3,
  /** Binomial and multinomial moves of counts per node. */
  counts: 4,
  /** Where (and with which velocity) walkers start. */
  initial: 5,
  /** Events of reactions and compartments (Gillespie). */
  reactions: 6,
  /** Continuous step lengths and directions. */
  stepLaw: 7,
  /** Waiting times. */
  clock: 8,
  /** Crossing, absorption and reflection at boundaries and membranes. */
  boundary: 9,
  /** Noise added to an initial field. */
  fieldNoise: 10,
  /** Resampling of data: bootstrap, permutation. */
  resampling: 11,
  /** Localisation and recording noise of synthetic tracks. */
  recording: 12,
  /** Starting points of fits. */
  fitStart: 13,
  /** Reserved for tests and demonstrations. */
  demonstration: 14,
  /** Jumps and waiting times of one walker after another on a generator. */
  singleWalkers: 15,
} as const;

/** One of the tags of {@link PURPOSE}. */
export type Purpose = (typeof PURPOSE)[keyof typeof PURPOSE];
