/**
 * An order of unknowns that keeps neighbours near: reverse Cuthill-McKee on the pattern of a matrix.
 *
 * Breadth first from an unknown at the rim of the graph, those with few neighbours first. A chain gets bandwidth 1
 * however its nodes were numbered.
 *
 * @see E. Cuthill and J. McKee, Proc. 24th Nat. Conf. ACM, 157 (1969), doi:10.1145/800195.805928 (not opened)
 * @module
 */

/** Position in the new order of each of the unknowns 0 .. size - 1; the pattern is read as symmetric. */
export function reverseCuthillMckee(size: number, rows: Int32Array, columns: Int32Array): Int32Array {
  const neighbours: number[][] = Array.from({ length: size }, () => []);
  for (let e = 0; e < rows.length; e++) {
    if (rows[e] === columns[e]) continue;
    neighbours[rows[e]].push(columns[e]);
    neighbours[columns[e]].push(rows[e]);
  }
  for (let i = 0; i < size; i++) neighbours[i] = [...new Set(neighbours[i])];
  const degree = (i: number): number => neighbours[i].length;
  for (const list of neighbours) list.sort((a, b) => degree(a) - degree(b) || a - b);

  const position = new Int32Array(size).fill(-1);
  const levels = new Int32Array(size).fill(-1);
  let placed = 0;
  for (let seed = 0; seed < size; seed++) {
    if (position[seed] >= 0) continue;
    let start = seed;
    let depth = -1;
    for (;;) {
      const { last, height } = rim(start, neighbours, levels);
      if (height <= depth) break;
      depth = height;
      start = last;
    }
    const queue = [start];
    position[start] = size - 1 - placed++;
    for (const node of queue)
      for (const next of neighbours[node])
        if (position[next] < 0) {
          position[next] = size - 1 - placed++;
          queue.push(next);
        }
  }
  return position;
}

/** The unknown of fewest neighbours in the last level of a search from start, and how many levels there are. */
function rim(
  start: number,
  neighbours: readonly number[][],
  levels: Int32Array,
): { readonly last: number; readonly height: number } {
  const queue = [start];
  levels[start] = 0;
  for (const node of queue)
    for (const next of neighbours[node])
      if (levels[next] < 0) {
        levels[next] = levels[node] + 1;
        queue.push(next);
      }
  const height = levels[queue[queue.length - 1]];
  let last = -1;
  for (const node of queue)
    if (levels[node] === height && (last < 0 || neighbours[node].length < neighbours[last].length)) last = node;
  for (const node of queue) levels[node] = -1;
  return { last, height };
}
