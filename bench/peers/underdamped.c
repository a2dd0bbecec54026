/* P4: free underdamped motion in three dimensions, m = gamma = kT = 1, dt = 0.01, BAOAB, from equilibrium velocities; sums:
   r^2 and v^2 at the end, v v0 after 100 steps. */
#include "measured.h"

static void walk(long walkers, long steps, Stream stream, double *sums) {
  const double half = 0.005, decay = exp(-0.01), spread = sqrt(1 - decay * decay);
  for (long i = 0; i < walkers; i++) {
    double x = 0, y = 0, z = 0, u = normal(&stream), v = normal(&stream), w = normal(&stream);
    const double u0 = u, v0 = v, w0 = w;
    for (long step = 0; step < steps; step++) {
      if (step == 100) sums[2] += u * u0 + v * v0 + w * w0;
      x += half * u;
      y += half * v;
      z += half * w;
      u = decay * u + spread * normal(&stream);
      v = decay * v + spread * normal(&stream);
      w = decay * w + spread * normal(&stream);
      x += half * u;
      y += half * v;
      z += half * w;
    }
    sums[0] += x * x + y * y + z * z;
    sums[1] += u * u + v * v + w * w;
  }
}
