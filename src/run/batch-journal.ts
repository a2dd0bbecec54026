/**
 * The parts of a run that are solved, so that an interrupted run can go on where it stopped.
 *
 * A run of the same model, seed, version and options asks for the same batches in the same order, so a part is found
 * again by the number of its stage and of its batch. What is not in the journal is solved again; the bits are the same.
 *
 * @module
 */

import type { BatchRequest } from "#levels/contract.ts";

/** A part with its place in the run. */
export interface JournalEntry {
  /** How many stages had begun before this one. */
  readonly stage: number;
  readonly batch: number;
  readonly part: unknown;
}

/** What is solved so far. */
export interface BatchJournal {
  /** The part of a request, or undefined. Requests must come in the order of the run. */
  find(request: BatchRequest): unknown;
  /** Keeps the part of the last request. */
  keep(request: BatchRequest, part: unknown): void;
  entries(): readonly JournalEntry[];
}

/** The most bytes of arrays that a journal keeps; parts beyond them would be solved again. */
const LARGEST_JOURNAL = 256_000_000;

/** A journal that begins with the entries of an interrupted run. */
export function makeBatchJournal(saved: readonly JournalEntry[] = []): BatchJournal {
  const entries: JournalEntry[] = [...saved];
  const known = new Map(saved.map(({ stage, batch, part }) => [`${stage} ${batch}`, part]));
  let bytes = saved.reduce((sum, { part }) => sum + bytesIn(part), 0);
  let stages = -1;
  let task: unknown;
  let name = "";
  return {
    find(request) {
      if (request.task !== task || request.stage !== name) stages++;
      ({ task, stage: name } = request);
      return known.get(`${stages} ${request.batch}`);
    },
    keep({ batch }, part) {
      bytes += bytesIn(part);
      if (bytes <= LARGEST_JOURNAL) entries.push({ stage: stages, batch, part });
    },
    entries: () => entries,
  };
}

/** Bytes of the arrays of numbers in a part. */
function bytesIn(part: unknown): number {
  if (ArrayBuffer.isView(part)) return part.byteLength;
  if (typeof part !== "object" || part === null) return 0;
  return Object.values(part).reduce((sum: number, each) => sum + bytesIn(each), 0);
}
