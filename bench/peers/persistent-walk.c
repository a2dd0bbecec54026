/* P5a: steps of +-1, each repeats the last with probability 0.9, one word for a step; sums: x, x^2. */
#include "measured.h"

static void walk(long walkers, long steps, Stream stream, double *sums) {
  const uint64_t turn = (uint64_t)(0.1 * 0x1p63) << 1;
  for (long i = 0; i < walkers; i++) {
    long x = 0, direction = next_word(&stream) >> 63 ? 1 : -1;
    for (long step = 0; step < steps; step++) {
      direction = next_word(&stream) < turn ? -direction : direction;
      x += direction;
    }
    sums[0] += x;
    sums[1] += (double)x * x;
  }
}
