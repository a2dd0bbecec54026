/* P1: free diffusion in three dimensions, D = 1, dt = 0.001; sums: r^2 at ten times. The walker stays in registers. */
#include "measured.h"

static void walk(long walkers, long steps, Stream stream, double *sums) {
  const double spread = sqrt(2 * 1e-3);
  for (long i = 0; i < walkers; i++) {
    double x = 0, y = 0, z = 0;
    for (int record = 0; record < 10; record++) {
      for (long step = steps * record / 10; step < steps * (record + 1) / 10; step++) {
        x += spread * normal(&stream);
        y += spread * normal(&stream);
        z += spread * normal(&stream);
      }
      sums[record] += x * x + y * y + z * z;
    }
  }
}
