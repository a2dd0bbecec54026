/* P5b: symmetric stable steps of index 1.5 by Chambers, Mallows and Stuck with libm; sums: cos(k x / n^(2/3)), k = 1/2, 1, 2. */
#include "measured.h"

static void walk(long walkers, long steps, Stream stream, double *sums) {
  const double index = 1.5, unit = pow(steps, -1 / index);
  for (long i = 0; i < walkers; i++) {
    double x = 0;
    for (long step = 0; step < steps; step++) {
      const double angle = M_PI * (uniform(&stream) - 0.5), wait = -log(uniform(&stream)), cosine = cos(angle);
      x += sin(index * angle) / pow(cosine, 1 / index) * pow(cos((1 - index) * angle) / wait, (1 - index) / index);
    }
    for (int k = 0; k < 3; k++) sums[k] += cos(0.5 * (1 << k) * unit * x);
  }
}
