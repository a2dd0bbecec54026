/**
 * Coarsening by aggregation: nodes that exchange quickly become one node.
 *
 * Each node is paired with the free neighbour to which its link is strongest, if that link has at least a quarter of the
 * strength of its strongest; two passes make aggregates of about four. So a barrier is never inside an aggregate while a
 * better partner exists, cells that are thin along one axis are joined along that axis first, and any size or shape of
 * grid will do. The coarse operator is the sum of the links that cross (Galerkin with piecewise constants), again one of
 * conductances, so that it conserves and never has a negative one.
 *
 * @see Y. Notay, Electron. Trans. Numer. Anal. 37, 123 (2010) (not opened)
 * @module
 */

/** Links of one node: the other node, the conductance from it, and the one to it. */
export interface Links {
  readonly node: Int32Array;
  readonly into: Float64Array;
  readonly out: Float64Array;
}

/** Nodes that exchange along links. */
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

/** A link weaker than this part of the strongest of a node does not join it to another [1]. */
const STRONG = 0.25;
const FREE = -2;
/** A node without links, which no coarser level needs to know. */
export const ALONE = -1;

/** Room for the links of one node of a graph. */
export function makeLinks({ mostLinks }: LinkGraph): Links {
  return {
    node: new Int32Array(mostLinks),
    into: new Float64Array(mostLinks),
    out: new Float64Array(mostLinks),
  };
}

/** A map from nodes to aggregates. */
export interface Aggregates {
  readonly count: number;
  /** The aggregate of each node, or {@link ALONE}. */
  readonly of: Int32Array;
}

/** Pairs of nodes; a node that finds no free partner joins the aggregate of its strongest neighbour. */
export function pairs(graph: LinkGraph): Aggregates {
  const of = new Int32Array(graph.size).fill(FREE);
  const links = makeLinks(graph);
  const { node, into, out } = links;
  let count = 0;
  for (let i = 0; i < graph.size; i++) {
    if (of[i] !== FREE) continue;
    const n = graph.fillLinks(links, i);
    let strongest = 0;
    let nearest = -1;
    for (let l = 0; l < n; l++)
      if (into[l] + out[l] > strongest) {
        strongest = into[l] + out[l];
        nearest = node[l];
      }
    if (nearest < 0) {
      of[i] = ALONE;
      continue;
    }
    let best = -1;
    let strength = 0;
    for (let l = 0; l < n; l++)
      if (of[node[l]] === FREE && into[l] + out[l] > strength) {
        strength = into[l] + out[l];
        best = node[l];
      }
    if (best >= 0 && strength >= STRONG * strongest) {
      of[i] = count;
      of[best] = count++;
    } else if (of[nearest] >= 0) of[i] = of[nearest];
    else {
      // links may go one way only, so a neighbour may have thought itself alone
      of[i] = count;
      of[nearest] = count++;
    }
  }
  return { count, of };
}

/** The graph of the aggregates. */
export function collapsed(graph: LinkGraph, { count, of }: Aggregates): SparseGraph {
  const members = membersOf(of, count);
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
        if (at < start[a] || at >= used || node[at] !== b) {
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
  return sparseGraph({
    start,
    node: node.slice(0, used),
    into: into.slice(0, used),
    out: out === into ? undefined : out.slice(0, used),
    leak,
    volume,
    mostLinks,
  });
}

function sparseGraph(rows: {
  readonly start: Int32Array;
  readonly node: Int32Array;
  readonly into: Float64Array;
  readonly out: Float64Array | undefined;
  readonly leak: Float64Array;
  readonly volume: Float64Array;
  readonly mostLinks: number;
}): SparseGraph {
  const { start, node, into } = rows;
  const out = rows.out ?? into;
  return {
    ...rows,
    out,
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

/** Pairs of pairs: the map from the nodes of a graph, and the graph of the aggregates. */
export function coarsened(graph: LinkGraph): { readonly parent: Int32Array; readonly coarse: SparseGraph } {
  const first = pairs(graph);
  const middle = collapsed(graph, first);
  const second = pairs(middle);
  const coarse = collapsed(middle, second);
  const parent = first.of;
  for (let i = 0; i < parent.length; i++) if (parent[i] >= 0) parent[i] = second.of[parent[i]];
  return { parent, coarse };
}

function membersOf(of: Int32Array, count: number): { readonly start: Int32Array; readonly node: Int32Array } {
  const start = new Int32Array(count + 1);
  for (let i = 0; i < of.length; i++) if (of[i] >= 0) start[of[i] + 1]++;
  for (let a = 0; a < count; a++) start[a + 1] += start[a];
  const node = new Int32Array(start[count]);
  const next = start.slice(0, count);
  for (let i = 0; i < of.length; i++) if (of[i] >= 0) node[next[of[i]]++] = i;
  return { start, node };
}

function grown<T extends Int32Array | Float64Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
