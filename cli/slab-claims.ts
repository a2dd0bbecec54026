/**
 * Who steps which slab of rows next, when threads take a field through passes of several steps: kept in shared memory, so that
 * no thread speaks to another, and none waits for one that is held up, but for the moment in which that one copies a slab home.
 *
 * There are more slabs than threads. A slab may take pass p when it and the two beside it have ended all passes before; there
 * is no barrier, so slabs far apart may be several passes apart. A thread claims the least advanced slab that is ready and that
 * nobody has begun. If there is none, it waits for news as long as a slab takes; then it begins a slab again that another has
 * begun and not brought home. The first to be ready brings it home, what the other made is dropped: both made the same bits.
 *
 * With two fields in turn, pass p reads one and writes the other. Whoever is let to bring pass p home has read rows that were
 * whole: they could have been overwritten only by pass p + 1 of a neighbour, which waits for this one. Once it is let home no
 * other may do it in its place: of one that is held up between LET_HOME and ENDED the slabs beside wait, and in the end all.
 *
 * @module
 */

/** For all: whether to stop, and a count of news to wait for. For each slab: passes begun, let home, and ended. */
export type SlabClaims = Int32Array<SharedArrayBuffer>;

const STOP = 0;
const NEWS = 1;
const SLABS = 2;
const [BEGUN, LET_HOME, ENDED] = [0, 1, 2];
const EACH = 3;

/** A slab and the pass that it is to take. */
export interface SlabPass {
  readonly slab: number;
  readonly pass: number;
}

/** Nothing begun. */
export function makeSlabClaims(slabs: number): SlabClaims {
  return new Int32Array(new SharedArrayBuffer(4 * (SLABS + EACH * slabs)));
}

/**
 * Claims a slab: the least advanced of those that are ready.
 *
 * @param isLate whether slabs that others have begun are claimed too, if there is no other
 * @returns "wait" if no slab is ready, "ended" if all have ended or are to stop
 */
export function claimSlab(claims: SlabClaims, passes: number, isLate: boolean): SlabPass | "wait" | "ended" {
  if (Atomics.load(claims, STOP) !== 0) return "ended";
  const slabs = (claims.length - SLABS) / EACH;
  const known = (slab: number, what: number) => Atomics.load(claims, placeOf(slab % slabs, what));
  let fresh: SlabPass | undefined;
  let begun: SlabPass | undefined;
  let least = passes;
  for (let slab = 0; slab < slabs; slab++) {
    const pass = known(slab, ENDED);
    least = Math.min(least, pass);
    if (pass === passes || known(slab + slabs - 1, ENDED) < pass || known(slab + 1, ENDED) < pass) continue;
    if (known(slab, BEGUN) === pass) fresh = earlier(fresh, { slab, pass });
    else if (known(slab, LET_HOME) === pass) begun = earlier(begun, { slab, pass });
  }
  if (least === passes) return "ended";
  if (fresh === undefined) return (isLate && begun) || "wait";
  const at = placeOf(fresh.slab, BEGUN);
  const isOurs = Atomics.compareExchange(claims, at, fresh.pass, fresh.pass + 1) === fresh.pass;
  return isOurs ? fresh : claimSlab(claims, passes, isLate);
}

/**
 * Runs `write`, which brings a slab home, unless another thread was first; then the pass has ended. While `write` runs the slabs
 * beside wait for it: let it copy, no more.
 */
export function bringHome(claims: SlabClaims, { slab, pass }: SlabPass, write: () => void): void {
  if (Atomics.compareExchange(claims, placeOf(slab, LET_HOME), pass, pass + 1) !== pass) return;
  write();
  Atomics.store(claims, placeOf(slab, ENDED), pass + 1);
  tell(claims);
}

/** How many news there were. */
export function newsOf(claims: SlabClaims): number {
  return Atomics.load(claims, NEWS);
}

/** Sleeps until there is more news than so much; false if there was none for as long as this [ms]. */
export function waitForNews(claims: SlabClaims, known: number, patience: number): boolean {
  return Atomics.wait(claims, NEWS, known, patience) !== "timed-out";
}

/** Lets all threads stop at their next claim. */
export function stopAll(claims: SlabClaims): void {
  Atomics.store(claims, STOP, 1);
  tell(claims);
}

function earlier(one: SlabPass | undefined, other: SlabPass): SlabPass {
  return one !== undefined && one.pass <= other.pass ? one : other;
}

function tell(claims: SlabClaims): void {
  Atomics.add(claims, NEWS, 1);
  Atomics.notify(claims, NEWS);
}

function placeOf(slab: number, what: number): number {
  return SLABS + EACH * slab + what;
}
