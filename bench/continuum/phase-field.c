/* Explicit Euler for c_t = lap(c^3 - c - lap c) on a periodic square, dx = 1.
   PROGRAM N STEPS DT FILE: reads N*N doubles from FILE, makes the steps, prints CPU time [s] and
   F = sum of (c^2-1)^2/4 + (forward differences)^2/2 at the start and at the end. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double energy(const double *c, int n) {
  double sum = 0;
  for (int j = 0; j < n; j++)
    for (int i = 0; i < n; i++) {
      const double x = c[j * n + i], dx = c[j * n + (i + 1) % n] - x, dy = c[(j + 1) % n * n + i] - x;
      sum += (x * x - 1) * (x * x - 1) / 4 + (dx * dx + dy * dy) / 2;
    }
  return sum;
}

static void fill_potential(double *restrict mu, const double *restrict c, int n) {
  for (int j = 0; j < n; j++) {
    const double *row = c + j * n, *below = c + (j + n - 1) % n * n, *above = c + (j + 1) % n * n;
    double *to = mu + j * n;
    for (int i = 1; i < n - 1; i++)
      to[i] = row[i] * row[i] * row[i] - row[i] - (row[i - 1] + row[i + 1] + below[i] + above[i] - 4 * row[i]);
    to[0] = row[0] * row[0] * row[0] - row[0] - (row[n - 1] + row[1] + below[0] + above[0] - 4 * row[0]);
    const int l = n - 1;
    to[l] = row[l] * row[l] * row[l] - row[l] - (row[l - 1] + row[0] + below[l] + above[l] - 4 * row[l]);
  }
}

static void move(double *restrict c, const double *restrict mu, int n, double dt) {
  for (int j = 0; j < n; j++) {
    const double *row = mu + j * n, *below = mu + (j + n - 1) % n * n, *above = mu + (j + 1) % n * n;
    double *to = c + j * n;
    for (int i = 1; i < n - 1; i++) to[i] += dt * (row[i - 1] + row[i + 1] + below[i] + above[i] - 4 * row[i]);
    to[0] += dt * (row[n - 1] + row[1] + below[0] + above[0] - 4 * row[0]);
    const int l = n - 1;
    to[l] += dt * (row[l - 1] + row[0] + below[l] + above[l] - 4 * row[l]);
  }
}

int main(int count, char **words) {
  if (count != 5) return 2;
  const int n = atoi(words[1]);
  const long steps = atol(words[2]);
  const double dt = atof(words[3]);
  double *c = malloc(sizeof(double) * n * n), *mu = malloc(sizeof(double) * n * n);
  FILE *file = fopen(words[4], "rb");
  if (!file || fread(c, sizeof(double), (size_t)n * n, file) != (size_t)n * n) return 3;
  const double before = energy(c, n);
  struct timespec a, b;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &a);
  for (long step = 0; step < steps; step++) {
    fill_potential(mu, c, n);
    move(c, mu, n, dt);
  }
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &b);
  printf("{\"cpu\":%.6f,\"before\":%.17g,\"after\":%.17g}\n",
         (b.tv_sec - a.tv_sec) + 1e-9 * (b.tv_nsec - a.tv_nsec), before, energy(c, n));
  return 0;
}
