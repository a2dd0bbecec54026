/**
 * Nodes that exchange along links: what coarsening needs to know of a grid, or of a coarser level.
 *
 * @module
 */

/** Links of one node: the other node, the conductance from it, and the one to it. */
export interface Links {
  readonly node: Int32Array;
  readonly into: Float64Array;
  readonly out: Float64Array;
}

export interface LinkGraph {
  readonly size: number;
  /** Most links that a node has. */
  readonly mostLinks: number;
  readonly isSymmetric: boolean;
  /** Conductance from each node to nowhere. */
  readonly leak: Float64Array;
  readonly volume: Float64Array;
  /** Writes the links of a node and returns their number. */
  fillLinks(links: Links, node: number): number;
}

/** Rows of links one after another; `out` is `into` itself where links are symmetric. */
export interface SparseGraph extends LinkGraph {
  readonly start: Int32Array;
  readonly node: Int32Array;
  readonly into: Float64Array;
  readonly out: Float64Array;
}

/** A map from nodes to aggregates. */
export interface Aggregates {
  readonly count: number;
  /** The aggregate of each node, or {@link ALONE}. */
  readonly of: Int32Array;
}

/** A node without links, which no coarser level needs to know. */
export const ALONE = -1;

/** Room for the links of one node of a graph. */
export function makeLinks({ mostLinks }: LinkGraph): Links {
  return { node: new Int32Array(mostLinks), into: new Float64Array(mostLinks), out: new Float64Array(mostLinks) };
}

/** The graph of the aggregates: links that cross between two of them add up, those inside are gone. */
export function collapsed(graph: LinkGraph, aggregates: Aggregates): SparseGraph {
  const { count, of } = aggregates;
  const members = membersOf(aggregates);
  const links = makeLinks(graph);
  const start = new Int32Array(count + 1);
  let room = 8 * count;
  let node = new Int32Array(room);
  let into = new Float64Array(room);
  let out = graph.isSymmetric ? into : new Float64Array(room);
  const leak = new Float64Array(count);
  const volume = new Float64Array(count);
  const placeOf = new Int32Array(count).fill(-1);
  let used = 0;
  let mostLinks = 0;
  for (let a = 0; a < count; a++) {
    for (let m = members.start[a]; m < members.start[a + 1]; m++) {
      const i = members.node[m];
      leak[a] += graph.leak[i];
      volume[a] += graph.volume[i];
      const n = graph.fillLinks(links, i);
      if (used + n > room) {
        room *= 2;
        node = grown(node, new Int32Array(room));
        const isOne = out === into;
        into = grown(into, new Float64Array(room));
        out = isOne ? into : grown(out, new Float64Array(room));
      }
      for (let l = 0; l < n; l++) {
        const b = of[links.node[l]];
        if (b === a || b < 0) continue;
        let at = placeOf[b];
        if (at < start[a]) {
          at = used++;
          placeOf[b] = at;
          node[at] = b;
          into[at] = 0;
          out[at] = 0;
        }
        into[at] += links.into[l];
        if (out !== into) out[at] += links.out[l];
      }
    }
    start[a + 1] = used;
    mostLinks = Math.max(mostLinks, used - start[a]);
  }
  const own = into.slice(0, used);
  const back = out === into ? own : out.slice(0, used);
  return sparseGraph({ start, node: node.slice(0, used), into: own, out: back, leak, volume, mostLinks });
}

/** Nodes of each aggregate, one aggregate after another. */
export function membersOf({ of, count }: Aggregates): { readonly start: Int32Array; readonly node: Int32Array } {
  const start = new Int32Array(count + 1);
  for (let i = 0; i < of.length; i++) if (of[i] >= 0) start[of[i] + 1]++;
  for (let a = 0; a < count; a++) start[a + 1] += start[a];
  const node = new Int32Array(start[count]);
  const next = start.slice(0, count);
  for (let i = 0; i < of.length; i++) if (of[i] >= 0) node[next[of[i]]++] = i;
  return { start, node };
}

function sparseGraph(rows: Omit<SparseGraph, "size" | "isSymmetric" | "fillLinks">): SparseGraph {
  const { start, node, into, out } = rows;
  return {
    ...rows,
    size: start.length - 1,
    isSymmetric: out === into,
    fillLinks(links, i) {
      const first = start[i];
      const n = start[i + 1] - first;
      for (let l = 0; l < n; l++) {
        links.node[l] = node[first + l];
        links.into[l] = into[first + l];
        links.out[l] = out[first + l];
      }
      return n;
    },
  };
}

function grown<T extends Int32Array | Float64Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
