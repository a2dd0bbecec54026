/* pnp-1000: steady Poisson-Nernst-Planck by full Newton on Scharfetter-Gummel fluxes, 3x3 blocks eliminated in place.

   [0,1], J+- = -(c' +- c phi'), -lam^2 phi'' = p - n + X, lam = 0.02, X = -1 on (1/3, 2/3) and half of it on the nodes
   there, p = n = 1 left and 0.1 right, phi = 0 left and 2 right; from p, n and phi straight between the ends.
   Prints the CPU time of one solve, its fluxes and its steps of Newton, and how far the fluxes are from the discrete ones. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double seconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return t.tv_sec + 1e-9 * t.tv_nsec;
}

/* B(x) and B'(x) by one exponential; B(-x) = B(x) + x, B'(-x) = -1 - B'(x) */
static inline void bernoulli(double x, double *b, double *slope) {
  if (fabs(x) < 1e-2) {
    double s = x * x;
    *b = 1 - 0.5 * x + s / 12 * (1 - s / 60 * (1 - s / 42));
    *slope = -0.5 + x / 6 * (1 - s / 30 * (1 - s / 28));
  } else {
    double value = x / expm1(x);
    *b = value;
    *slope = value * (1 - value - x) / x;
  }
}

typedef struct { double u[9], x[3]; } Row; /* D^-1 U and D^-1 b of a row */

static int newton(int nodes, double lam2, const double *charge, double *p, double *n, double *phi, Row *rows, double *flux) {
  const double h = 1.0 / (nodes - 1);
  int steps = 0;
  for (; steps < 50; steps++) {
    double largest = 0;
    /* of the interval before: flows, their derivatives */
    double jp = 0, jn = 0, jpl = 0, jpr = 0, jpd = 0, jnl = 0, jnr = 0, jnd = 0;
    memset(&rows[0], 0, sizeof(Row));
    for (int i = 0; i < nodes - 1; i++) {
      double d = phi[i + 1] - phi[i], b, s;
      bernoulli(d, &b, &s);
      double m = b + d, sm = -1 - s; /* B(-d), B'(-d) */
      double fp = (b * p[i] - m * p[i + 1]) / h, fn = (m * n[i] - b * n[i + 1]) / h;
      double fpl = b / h, fpr = -m / h, fpd = (s * p[i] + sm * p[i + 1]) / h;
      double fnl = m / h, fnr = -b / h, fnd = -(sm * n[i] + s * n[i + 1]) / h;
      if (i > 0) {
        /* rows: jp - fp, jn - fn, lam2 phi'' + charge; unknowns p, n, phi */
        double D[9] = {jpr - fpl, 0, jpd + fpd, 0, jnr - fnl, jnd + fnd, h, -h, -2 * lam2 / h};
        double L[9] = {jpl, 0, -jpd, 0, jnl, -jnd, 0, 0, lam2 / h};
        double U[9] = {-fpr, 0, -fpd, 0, -fnr, -fnd, 0, 0, lam2 / h};
        double r[3] = {-(jp - fp), -(jn - fn),
                       -(lam2 * (phi[i + 1] - 2 * phi[i] + phi[i - 1]) / h + h * (p[i] - n[i] + charge[i]))};
        const Row *q = &rows[i - 1];
        for (int a = 0; a < 3; a++) {
          for (int c = 0; c < 3; c++)
            D[3 * a + c] -= L[3 * a] * q->u[c] + L[3 * a + 1] * q->u[3 + c] + L[3 * a + 2] * q->u[6 + c];
          r[a] -= L[3 * a] * q->x[0] + L[3 * a + 1] * q->x[1] + L[3 * a + 2] * q->x[2];
        }
        double c00 = D[4] * D[8] - D[5] * D[7], c01 = D[5] * D[6] - D[3] * D[8], c02 = D[3] * D[7] - D[4] * D[6];
        double inv = 1 / (D[0] * c00 + D[1] * c01 + D[2] * c02);
        double I[9] = {c00 * inv, (D[2] * D[7] - D[1] * D[8]) * inv, (D[1] * D[5] - D[2] * D[4]) * inv,
                       c01 * inv, (D[0] * D[8] - D[2] * D[6]) * inv, (D[2] * D[3] - D[0] * D[5]) * inv,
                       c02 * inv, (D[1] * D[6] - D[0] * D[7]) * inv, (D[0] * D[4] - D[1] * D[3]) * inv};
        Row *w = &rows[i];
        for (int a = 0; a < 3; a++) {
          w->u[3 * a] = I[3 * a] * U[0];
          w->u[3 * a + 1] = I[3 * a + 1] * U[4];
          w->u[3 * a + 2] = I[3 * a] * U[2] + I[3 * a + 1] * U[5] + I[3 * a + 2] * U[8];
          w->x[a] = I[3 * a] * r[0] + I[3 * a + 1] * r[1] + I[3 * a + 2] * r[2];
        }
      }
      jp = fp, jn = fn, jpl = fpl, jpr = fpr, jpd = fpd, jnl = fnl, jnr = fnr, jnd = fnd;
    }
    double x[3] = {0, 0, 0};
    for (int i = nodes - 2; i > 0; i--) {
      const Row *w = &rows[i];
      double y[3];
      for (int a = 0; a < 3; a++) y[a] = w->x[a] - w->u[3 * a] * x[0] - w->u[3 * a + 1] * x[1] - w->u[3 * a + 2] * x[2];
      memcpy(x, y, sizeof x);
      p[i] = x[0] < 0 ? p[i] * p[i] / (p[i] - x[0]) : p[i] + x[0];
      n[i] = x[1] < 0 ? n[i] * n[i] / (n[i] - x[1]) : n[i] + x[1];
      phi[i] += x[2];
      for (int a = 0; a < 3; a++) largest = fmax(largest, fabs(x[a]));
    }
    if (largest < 1e-9) { steps++; break; }
  }
  double b, s, d = phi[1] - phi[0];
  bernoulli(d, &b, &s);
  flux[0] = (b * p[0] - (b + d) * p[1]) / h;
  flux[1] = ((b + d) * n[0] - b * n[1]) / h;
  return steps;
}

int main(int argc, char **argv) {
  int nodes = argc > 1 ? atoi(argv[1]) : 1000, repeats = argc > 2 ? atoi(argv[2]) : 1000;
  double *p = malloc(nodes * sizeof *p), *n = malloc(nodes * sizeof *n), *phi = malloc(nodes * sizeof *phi);
  double *charge = malloc(nodes * sizeof *charge), flux[2] = {0, 0};
  Row *rows = malloc(nodes * sizeof *rows);
  for (int i = 0; i < nodes; i++) {
    int third = nodes - 1;
    charge[i] = 3 * i > third && 3 * i < 2 * third ? -1 : 3 * i == third || 3 * i == 2 * third ? -0.5 : 0;
  }
  int steps = 0;
  double start = seconds();
  for (int k = 0; k < repeats; k++) {
    for (int i = 0; i < nodes; i++) {
      double x = (double)i / (nodes - 1);
      p[i] = n[i] = 1 - 0.9 * x;
      phi[i] = 2 * x;
    }
    steps = newton(nodes, 4e-4, charge, p, n, phi, rows, flux);
  }
  double cpu = (seconds() - start) / repeats;
  double error = fmax(fabs(flux[0] / 0.1268730119 - 1), fabs(flux[1] / 1.1931810708 - 1));
  printf("{\"cpu\": %.9g, \"error\": %.3g, \"positive\": %.15g, \"negative\": %.15g, \"steps\": %d}\n", cpu, error, flux[0], flux[1], steps);
  return 0;
}
