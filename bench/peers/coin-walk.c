/* P2: fair steps of +-1; sums: x, x^2. STEP_PER_WORD takes one word for a step, else a word is 64 steps. */
#include "measured.h"

static void walk(long walkers, long steps, Stream stream, double *sums) {
  for (long i = 0; i < walkers; i++) {
    long x = 0;
#ifdef STEP_PER_WORD
    for (long step = 0; step < steps; step++) x += next_word(&stream) >> 63 ? 1 : -1;
#else
    for (long left = steps; left >= 64; left -= 64) x += 2 * __builtin_popcountll(next_word(&stream)) - 64;
    if (steps % 64) x += 2 * __builtin_popcountll(next_word(&stream) >> (64 - steps % 64)) - steps % 64;
#endif
    sums[0] += x;
    sums[1] += (double)x * x;
  }
}
