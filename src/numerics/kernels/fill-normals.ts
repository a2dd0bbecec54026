/**
 * Standard normal numbers of a lane stream, two for each draw of four words: (word 1, word 0) and (word 3, word 2) are high
 * and low half. Of the last draw of an odd count the second normal is dropped.
 *
 * @module
 */

import { laneNormal, laneNormalTable } from "#numerics/lane-normal.ts";
import { drawLanes } from "#numerics/lane-stream.ts";

const words = new Int32Array(4);

/** Writes the next `count` normals of the stream to the first places of `out`. */
export function fillNormals(out: Float64Array, count: number, stream: Int32Array): void {
  const table = laneNormalTable();
  for (let i = 0; i < count; i += 2) {
    drawLanes(words, stream);
    out[i] = laneNormal(table, words[1], words[0]);
    if (i + 1 < count) out[i + 1] = laneNormal(table, words[3], words[2]);
  }
}
