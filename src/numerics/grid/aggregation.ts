/**
 * Coarsening by aggregation: nodes that exchange quickly become one node.
 *
 * Each node is paired with the free neighbour with which the pair is best, then pairs with pairs, and those once more, and
 * who is left joins a neighbour; but only where the quality of the aggregate stays within a bound (aggregate-quality.ts). So a barrier is
 * never inside an aggregate, cells that are thin along one axis are joined along that axis first, and any size or shape of
 * grid will do. The coarse operator is the sum of the links that cross (Galerkin with piecewise constants): again one of
 * conductances, so that it conserves and has none that are negative.
 *
 * @see Y. Notay, Electron. Trans. Numer. Anal. 37, 123 (2010) (not opened)
 * @see A. Napov and Y. Notay, SIAM J. Sci. Comput. 34, A1079 (2012), doi:10.1137/100818509 (not opened)
 * @module
 */

import { graphDiagonal, MOST_MEMBERS, makeQualityJudge, pairQuality } from "./aggregate-quality.ts";
import {
  type Aggregates,
  ALONE,
  collapsed,
  type LinkGraph,
  makeLinks,
  membersOf,
  type SparseGraph,
} from "./link-graph.ts";

/** Largest μ of an aggregate [1]. */
const KAPPA = 10;
const FREE = -2;

/** A map from the nodes of a graph to those of a coarser one, and that one. */
export interface Coarsening {
  /** The coarse node of each node, or {@link ALONE}. */
  readonly parent: Int32Array;
  readonly coarse: SparseGraph;
}

/** The next coarser graph: pairs, pairs of them, and pairs of those. */
export function coarsened(graph: LinkGraph): Coarsening {
  const diagonal = graphDiagonal(graph);
  const aggregates = pairs(graph, diagonal);
  const parent = aggregates.of;
  let coarse = collapsed(graph, aggregates);
  let { count } = aggregates;
  for (const most of [MOST_MEMBERS / 2, MOST_MEMBERS]) {
    const joined = joinedPairs(graph, diagonal, { count, of: parent }, coarse, most);
    for (let i = 0; i < parent.length; i++) if (parent[i] >= 0) parent[i] = joined.of[parent[i]];
    coarse = collapsed(coarse, joined);
    ({ count } = joined);
  }
  return { parent, coarse };
}

/** Pairs of nodes; who finds no partner stays by itself. */
function pairs(graph: LinkGraph, diagonal: Float64Array): Aggregates {
  const of = new Int32Array(graph.size).fill(FREE);
  const links = makeLinks(graph);
  const { node, into, out } = links;
  const { leak } = graph;
  let count = 0;
  for (let i = 0; i < graph.size; i++) {
    if (of[i] !== FREE) continue;
    const n = graph.fillLinks(links, i);
    if (n === 0) {
      of[i] = ALONE;
      continue;
    }
    let best = -1;
    let least: number = KAPPA;
    for (let l = 0; l < n; l++) {
      const j = node[l];
      if (of[j] !== FREE || j === i) continue;
      const quality = pairQuality(0.5 * (into[l] + out[l]), leak[i], leak[j], diagonal[i], diagonal[j]);
      if (quality < least * (1 - 1e-9)) {
        least = quality;
        best = j;
      }
    }
    of[i] = count;
    if (best >= 0) of[best] = count;
    count++;
  }
  return { count, of };
}

/** Partners that a pair tries before it stays by itself. */
const TRIES = 4;

/**
 * Aggregates joined by two, then who is left to what stands beside it.
 *
 * @param first  aggregates of at most half as many nodes as `most`
 * @param middle their graph
 * @param most   nodes that an aggregate may have
 */
function joinedPairs(
  graph: LinkGraph,
  diagonal: Float64Array,
  first: Aggregates,
  middle: SparseGraph,
  most: number,
): Aggregates {
  const judge = makeQualityJudge(graph, diagonal, KAPPA);
  const members = membersOf(first);
  const group = new Int32Array(MOST_MEMBERS);
  const of = new Int32Array(middle.size).fill(FREE);
  const size = new Int32Array(middle.size);
  // members of an aggregate are chained: the first of each, and the next of each
  const head = new Int32Array(middle.size).fill(-1);
  const next = new Int32Array(middle.size).fill(-1);
  const tried = new Int32Array(TRIES);
  let count = 0;

  const gather = (pair: number, used: number): number => {
    let n = used;
    for (let m = members.start[pair]; m < members.start[pair + 1]; m++) group[n++] = members.node[m];
    return n;
  };
  const membersIn = (pair: number) => members.start[pair + 1] - members.start[pair];
  const put = (pair: number, aggregate: number) => {
    of[pair] = aggregate;
    next[pair] = head[aggregate];
    head[aggregate] = pair;
    size[aggregate] += membersIn(pair);
  };
  /** The strongest link of a pair that passes and was not tried; its other end, or -1. */
  const strongest = (pair: number, used: number, passes: (other: number) => boolean): number => {
    let best = -1;
    let strength = 0;
    for (let l = middle.start[pair]; l < middle.start[pair + 1]; l++) {
      const other = middle.node[l];
      const g = middle.into[l] + middle.out[l];
      if (!(g > strength) || !passes(other)) continue;
      let isNew = true;
      for (let t = 0; t < used; t++) if (tried[t] === other) isNew = false;
      if (!isNew) continue;
      strength = g;
      best = other;
    }
    return best;
  };

  for (let pair = 0; pair < middle.size; pair++) {
    if (of[pair] !== FREE) continue;
    let partner = -1;
    for (let t = 0; t < TRIES && partner < 0; t++) {
      const other = strongest(pair, t, (j) => of[j] === FREE);
      if (other < 0) break;
      tried[t] = other;
      if (judge.isGood(group, gather(other, gather(pair, 0)))) partner = other;
    }
    if (partner < 0) continue;
    put(pair, count);
    put(partner, count++);
  }
  for (let pair = 0; pair < middle.size; pair++) {
    if (of[pair] !== FREE) continue;
    let joined = -1;
    for (let t = 0; t < TRIES && joined < 0; t++) {
      const other = strongest(pair, t, (j) => of[j] >= 0 && size[of[j]] + membersIn(pair) <= most);
      if (other < 0) break;
      tried[t] = other;
      let n = gather(pair, 0);
      for (let at = head[of[other]]; at >= 0; at = next[at]) n = gather(at, n);
      if (judge.isGood(group, n)) joined = of[other];
    }
    put(pair, joined >= 0 ? joined : count++);
  }
  // numbered as they are met, so that neighbours lie near each other in memory
  const numbers = new Int32Array(count).fill(FREE);
  let met = 0;
  for (let pair = 0; pair < middle.size; pair++) {
    if (numbers[of[pair]] === FREE) numbers[of[pair]] = met++;
    of[pair] = numbers[of[pair]];
  }
  return { count, of };
}
