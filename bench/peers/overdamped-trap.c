/* P3: dx = -x dt + sqrt(2) dW, dt = 0.01, from 0, exact steps; sums: x, x^2. Four walkers at a time, so that none waits. */
#include "measured.h"

static void walk(long walkers, long steps, Stream stream, double *sums) {
  const double decay = exp(-0.01), spread = sqrt(1 - decay * decay);
  for (long i = 0; i < walkers; i += 4) {
    double a = 0, b = 0, c = 0, d = 0;
    for (long step = 0; step < steps; step++) {
      a = decay * a + spread * normal(&stream);
      b = decay * b + spread * normal(&stream);
      c = decay * c + spread * normal(&stream);
      d = decay * d + spread * normal(&stream);
    }
    const double x[4] = {a, b, c, d};
    for (int k = 0; k < 4 && i + k < walkers; k++) {
      sums[0] += x[k];
      sums[1] += x[k] * x[k];
    }
  }
}
