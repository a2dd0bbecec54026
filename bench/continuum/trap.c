/* STEPS ROUNDS: Fokker-Planck in a harmonic trap, D = 1, U = x^2/2 at cell centres, [-6,6], 1000 cells, no flux through the
   ends, from a Gaussian of mean 2 and standard deviation 0.1 to t = 2: Scharfetter-Gummel in space, TR-BDF2 in STEPS equal
   steps, the matrix factored once. Prints the time of one run [s] and its L2 distance from the exact cell averages. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define N 1000
static double start[N], exact[N], c[N], middle[N], there[N], back[N], factor[N], inverse[N], above[N];
static const double left = -6, h = 12.0 / N;

static double bernoulli(double x) { return x == 0 ? 1 : x / expm1(x); }

static void averages(double *out, double mean, double sd) {
  for (int i = 0; i < N; i++) {
    const double a = (left + h * i - mean) / (sd * M_SQRT2), b = (left + h * (i + 1) - mean) / (sd * M_SQRT2);
    out[i] = 0.5 * (a > 0 ? erfc(a) - erfc(b) : erfc(-b) - erfc(-a)) / h;
  }
}

static void run(int steps) {
  const double gamma = 2 - M_SQRT2, s = gamma / 2 * (2.0 / steps), from_middle = 1 / (gamma * (2 - gamma));
  for (int i = 0; i + 1 < N; i++) {
    const double x = left + h * (i + 0.5), y = x + h, du = (y * y - x * x) / 2;
    there[i] = bernoulli(du) / (h * h), back[i] = bernoulli(-du) / (h * h);
  }
  double before = 0;
  for (int i = 0; i < N; i++) {
    const double below = i > 0 ? -s * there[i - 1] : 0;
    const double diagonal = 1 + s * ((i + 1 < N ? there[i] : 0) + (i > 0 ? back[i - 1] : 0));
    factor[i] = i > 0 ? below * inverse[i - 1] : 0;
    inverse[i] = 1 / (diagonal - factor[i] * before);
    before = i + 1 < N ? -s * back[i] : 0;
    above[i] = before * inverse[i];
  }
  for (int i = 0; i < N; i++) c[i] = start[i];
  for (int k = 0; k < steps; k++) {
    double flux = 0, last = 0;
    for (int i = 0; i < N; i++) {
      const double next = i + 1 < N ? there[i] * c[i] - back[i] * c[i + 1] : 0;
      last = c[i] + s * (flux - next) - factor[i] * last;
      middle[i] = last;
      flux = next;
    }
    last = 0;
    for (int i = N - 1; i >= 0; i--) {
      last = middle[i] * inverse[i] - above[i] * last;
      middle[i] = last;
    }
    last = 0;
    for (int i = 0; i < N; i++) {
      last = c[i] + from_middle * (middle[i] - c[i]) - factor[i] * last;
      c[i] = last;
    }
    last = 0;
    for (int i = N - 1; i >= 0; i--) {
      last = c[i] * inverse[i] - above[i] * last;
      c[i] = last;
    }
  }
}

int main(int count, char **words) {
  if (count != 3) return 2;
  const int steps = atoi(words[1]), rounds = atoi(words[2]);
  averages(start, 2, 0.1);
  averages(exact, 2 * exp(-2), sqrt(1 - exp(-4) + 0.01 * exp(-4)));
  struct timespec a, b;
  run(steps);
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &a);
  for (int r = 0; r < rounds; r++) run(steps);
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &b);
  double sum = 0;
  for (int i = 0; i < N; i++) sum += (c[i] - exact[i]) * (c[i] - exact[i]) * h;
  printf("{\"cpu\":%.9f,\"error\":%.6e}\n", ((b.tv_sec - a.tv_sec) + 1e-9 * (b.tv_nsec - a.tv_nsec)) / rounds, sqrt(sum));
  return 0;
}
