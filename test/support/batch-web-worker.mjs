/** A Web Worker that solves batches, as docs/library.md shows it. */
import { makeBatchThread } from "/dist/src/index.js";

const answer = makeBatchThread();
addEventListener("message", ({ data }) => {
  const part = answer(data);
  if (part !== undefined) postMessage(part);
});
