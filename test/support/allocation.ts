/** Bytes that one call leaves on the heap: 100 calls, the quietest of 10 rounds, once the engine has compiled it. */
export function bytesPerCall(call: () => void): number {
  for (let i = 0; i < 2000; i++) call();
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 10; round++) {
    const before = process.memoryUsage().heapUsed;
    for (let i = 0; i < 100; i++) call();
    const after = process.memoryUsage().heapUsed;
    if (after >= before) least = Math.min(least, (after - before) / 100);
  }
  return least;
}
