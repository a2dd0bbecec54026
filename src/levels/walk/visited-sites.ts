/**
 * The set of lattice sites that one walker has seen; cleared in no time for the next walker.
 *
 * A hash table with open addressing. Each place remembers for which walker it was filled, so that a new walker finds
 * them all free. Sites are told apart up to 2^25 spacings from the start in a plane and 2^16 in space.
 *
 * @module
 */

/** The set. */
export interface VisitedSites {
  /** Forgets all sites. */
  clear(): void;
  /** Adds a site by its displacement from the start; does nothing if it is there. */
  add(x: number, y: number, z: number): void;
  /** The number of sites. */
  count(): number;
}

/** An empty set. */
export function makeVisitedSites(dimensions: 1 | 2 | 3): VisitedSites {
  const width = dimensions === 3 ? 0x20000 : 0x4000000;
  let keys = new Float64Array(1024);
  let filledFor = new Int32Array(1024);
  let walker = 1;
  let sites = 0;

  const placeOf = (key: number): number => {
    const mask = keys.length - 1;
    const low = key | 0;
    const high = Math.floor(key / 4294967296) | 0;
    let hash = Math.imul(low ^ Math.imul(high, 0x9e3779b1), 0x85ebca6b);
    hash ^= hash >>> 15;
    let place = hash & mask;
    while (filledFor[place] === walker && keys[place] !== key) place = (place + 1) & mask;
    return place;
  };

  const grow = (): void => {
    const seen: number[] = [];
    for (let i = 0; i < keys.length; i++) if (filledFor[i] === walker) seen.push(keys[i]);
    keys = new Float64Array(2 * keys.length);
    filledFor = new Int32Array(keys.length);
    for (const key of seen) {
      const place = placeOf(key);
      keys[place] = key;
      filledFor[place] = walker;
    }
  };

  return {
    clear() {
      walker++;
      sites = 0;
      if (walker < 0x7fffffff) return;
      filledFor.fill(0);
      walker = 1;
    },
    add(x, y, z) {
      const key = x + width * (y + width * z);
      const place = placeOf(key);
      if (filledFor[place] === walker) return;
      keys[place] = key;
      filledFor[place] = walker;
      sites++;
      if (2 * sites > keys.length) grow();
    },
    count: () => sites,
  };
}
