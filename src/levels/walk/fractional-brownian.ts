/**
 * Walkers of fractional Brownian motion: whole tracks, drawn at once from their exact joint law.
 *
 * Where the records are equally spaced, the steps are a stationary sequence and come from circulant embedding, two axes
 * or walkers for one transform. Records at other times, up to 300, come from the Cholesky factor of their covariance.
 *
 * @module
 */

import type { Task } from "#levels/contract.ts";
import type { Motion, StartedMotion } from "#levels/ensemble/motion.ts";
import { lastRecord, placeAt, pointStart } from "#levels/ensemble/point-start.ts";
import { Refusal } from "#levels/ensemble/refusal.ts";
import { ensembleCarrier } from "#levels/ensemble/solve-ensemble.ts";
import type { Walkers } from "#levels/ensemble/walkers.ts";
import { recordedTrack, recordTimesOf } from "#levels/recorded-track.ts";
import type { Model, Species } from "#model/model.ts";
import type { FractionalBrownian } from "#model/motion-law.ts";
import { choleskyFactor } from "#numerics/cholesky.ts";
import { drawTwoSequences, makeCirculantEmbedding } from "#numerics/circulant-embedding.ts";
import { PURPOSE } from "#numerics/purpose.ts";
import { fillNormals, type RandomStream } from "#numerics/random-stream.ts";
import { fractionalCovariance, fractionalVariance, stepCorrelation } from "#step-law/fractional-brownian.ts";
import type { Time } from "#units/flavour.ts";

/** Records at unequal times, at most: a track costs the square of their number. */
const MOST_UNEQUAL = 300;
/** Records at equal times, at most: the tracks of a block are kept until it is done. */
const MOST_RECORDS = 4096;
/** Work of drawing one record of one axis [steps]. */
const DRAW_WORK = 20;

/** Fractional Brownian motion at the walk level. */
export const fractionalWalk = ensembleCarrier({ level: "walk", purpose: PURPOSE.stepLaw }, startedFractional);

/** Two independent tracks at a time: displacements from the start along an axis, at all record times. */
interface TrackPairs {
  readonly first: Float64Array;
  readonly second: Float64Array;
  draw(stream: RandomStream): void;
}

/** The walkers of a model. @throws Refusal if they do not start at a point of free space, or have too many records. */
function startedFractional(model: Model, species: Species, task?: Task): StartedMotion {
  const { motion: law, name } = species;
  if (law?.kind !== "fractional-brownian") throw new Error(`Bug: ${name} is no fractional Brownian motion.`);
  const start = pointStart(model, species);
  const solves = task?.solves ?? model.solves;
  const until = lastRecord({ solves });
  const times = recordTimesOf(solves);
  const equal = recordedTrack(solves) !== undefined;
  const most = equal ? MOST_RECORDS : MOST_UNEQUAL;
  if (times.length > most)
    throw new Refusal(
      `${times.length} records of a walker that remembers all of them are more than ${most}`,
      equal ? "record less often" : "record at equal intervals, or less often",
    );
  const pairs = equal ? byEmbedding(law, times) : byFactor(law, times);
  // displacements of a block, axis by axis: entry record * count + walker; drawn when a walker first moves
  const tracks = new WeakMap<Walkers, readonly Float64Array[]>();
  const record = new Map(times.map((time, i) => [time, i]));
  const motion: Motion = {
    dimensions: law.dimensions,
    method: equal
      ? "whole tracks by circulant embedding of the covariance of steps: exact at all records"
      : "whole tracks by the Cholesky factor of the covariance of all records: exact",
    without: law.hurst === 0.5 ? [] : ["diffusivity"],
    stepRate: times.length / until,
    exits: [],
    unbounded: true,
    sharesRatesWith: [],
    sources: [
      "R. B. Davies and D. S. Harte, Biometrika 74, 95 (1987), doi:10.1093/biomet/74.1.95 (not opened; derived in the source code)",
    ],
    start(walkers) {
      placeAt(walkers, start);
      tracks.set(
        walkers,
        walkers.axes.map(() => new Float64Array(times.length * walkers.count)),
      );
    },
    advance(walkers, first, end, _, to) {
      const at = record.get(to);
      const own = tracks.get(walkers);
      if (at === undefined || own === undefined) return 0; // a time at which nothing is recorded
      if (at === 0) drawTracks(own, pairs, walkers, first, end);
      for (const [k, axis] of walkers.axes.entries()) {
        const origin = walkers.origin[k];
        for (let i = first; i < end; i++) axis[i] = origin[i] + own[k][at * walkers.count + i];
      }
      return at === 0 ? (end - first) * times.length * law.dimensions * DRAW_WORK : end - first;
    },
  };
  return { motion, amount: start.amount };
}

/** Draws the tracks of walkers first to end - 1: axis after axis of one walker after the other, two at a time. */
function drawTracks(
  out: readonly Float64Array[],
  pairs: TrackPairs,
  { count, noise }: Walkers,
  first: number,
  end: number,
): void {
  const dimensions = out.length;
  for (let path = first * dimensions; path < end * dimensions; path++) {
    const second = (path - first * dimensions) % 2 === 1;
    if (!second) pairs.draw(noise);
    const track = second ? pairs.second : pairs.first;
    const axis = out[path % dimensions];
    const walker = Math.floor(path / dimensions);
    for (let r = 0; r < track.length; r++) axis[r * count + walker] = track[r];
  }
}

/** Equal steps: a stationary sequence, summed. */
function byEmbedding(law: FractionalBrownian, times: readonly Time[]): TrackPairs {
  const variance = fractionalVariance(law, times[0]);
  const embedding = makeCirculantEmbedding((k) => variance * stepCorrelation(law.hurst, k), times.length);
  const [first, second] = [new Float64Array(times.length), new Float64Array(times.length)];
  return {
    first,
    second,
    draw(stream) {
      drawTwoSequences(embedding, stream);
      fillSums(first, embedding.first);
      fillSums(second, embedding.second);
    },
  };
}

/** Any records: steps from one to the next, by the factor L of their covariance. */
function byFactor(law: FractionalBrownian, times: readonly Time[]): TrackPairs {
  const n = times.length;
  const at = (i: number): Time => (i < 0 ? 0 : times[i]);
  const covariance = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++)
      covariance[i * n + j] =
        fractionalCovariance(law, at(i), at(j)) -
        fractionalCovariance(law, at(i - 1), at(j)) -
        fractionalCovariance(law, at(i), at(j - 1)) +
        fractionalCovariance(law, at(i - 1), at(j - 1));
  const lower = choleskyFactor(covariance, n);
  const normals = new Float64Array(n);
  const steps = new Float64Array(n);
  const [first, second] = [new Float64Array(n), new Float64Array(n)];
  const drawOne = (track: Float64Array, stream: RandomStream): void => {
    fillNormals(normals, stream);
    for (let i = 0; i < n; i++) {
      steps[i] = 0;
      for (let j = 0; j <= i; j++) steps[i] += lower[i * n + j] * normals[j];
    }
    fillSums(track, steps);
  };
  return {
    first,
    second,
    draw(stream) {
      drawOne(first, stream);
      drawOne(second, stream);
    },
  };
}

/** Positions after each step. */
function fillSums(track: Float64Array, steps: Float64Array): void {
  let sum = 0;
  for (let i = 0; i < track.length; i++) {
    sum += steps[i];
    track[i] = sum;
  }
}
