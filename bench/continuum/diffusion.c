/* SIZE STEPS THREADS: explicit Euler for diffusion on a periodic square, D = dx = 1, dt = 0.1, u0 = 1 + cos cos. Prints times
   [s], that of the thread that took most CPU too, and the largest distance of u - 1 from the discrete decay. One pass over the memory for each step, rows split among
   threads with a barrier at each step. */
#define _GNU_SOURCE
#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static long n, steps, threads;
static double *field[2];
static pthread_barrier_t barrier;
static const double k = 0.1;

static double seconds(clockid_t clock) {
  struct timespec t;
  clock_gettime(clock, &t);
  return t.tv_sec + 1e-9 * t.tv_nsec;
}

static void row(double *restrict out, const double *restrict north, const double *restrict own,
                const double *restrict south) {
  out[0] = own[0] + k * (own[1] + own[n - 1] + (south[0] + north[0]) - 4 * own[0]);
  for (long i = 1; i < n - 1; i++)
    out[i] = own[i] + k * (own[i + 1] + own[i - 1] + (south[i] + north[i]) - 4 * own[i]);
  out[n - 1] = own[n - 1] + k * (own[0] + own[n - 2] + (south[n - 1] + north[n - 1]) - 4 * own[n - 1]);
}

static double spent[64];

static void *work(void *argument) {
  const double before = seconds(CLOCK_THREAD_CPUTIME_ID);
  const long id = (long)argument, first = n * id / threads, end = n * (id + 1) / threads;
  for (long step = 0; step < steps; step++) {
    const double *from = field[step & 1];
    double *to = field[(step + 1) & 1];
    for (long j = first; j < end; j++)
      row(to + j * n, from + (j > 0 ? j - 1 : n - 1) * n, from + j * n, from + (j + 1 < n ? j + 1 : 0) * n);
    if (threads > 1) pthread_barrier_wait(&barrier);
  }
  spent[id] = seconds(CLOCK_THREAD_CPUTIME_ID) - before;
  return NULL;
}

int main(int count, char **words) {
  if (count != 4 || atol(words[3]) > 64) return 2;
  n = atol(words[1]), steps = atol(words[2]), threads = atol(words[3]);
  for (int b = 0; b < 2; b++) field[b] = aligned_alloc(64, n * n * sizeof(double));
  const double unit = 2 * M_PI / n;
  for (long j = 0; j < n; j++)
    for (long i = 0; i < n; i++) field[0][j * n + i] = 1 + cos(unit * i) * cos(unit * j);
  memcpy(field[1], field[0], n * n * sizeof(double));
  pthread_barrier_init(&barrier, NULL, threads);
  pthread_t *ids = calloc(threads, sizeof(pthread_t));
  const double cpu = seconds(CLOCK_PROCESS_CPUTIME_ID), wall = seconds(CLOCK_MONOTONIC);
  for (long i = 1; i < threads; i++) pthread_create(&ids[i], NULL, work, (void *)i);
  work(NULL);
  for (long i = 1; i < threads; i++) pthread_join(ids[i], NULL);
  const double cpu_taken = seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu, wall_taken = seconds(CLOCK_MONOTONIC) - wall;
  const double decay = pow(1 + k * 2 * (2 * cos(unit) - 2), steps), *u = field[steps & 1];
  double worst = 0;
  for (long j = 0; j < n; j++)
    for (long i = 0; i < n; i++) {
      const double off = fabs(u[j * n + i] - 1 - decay * cos(unit * i) * cos(unit * j));
      if (!(off <= worst)) worst = off;
    }
  double slowest = 0;
  for (long i = 0; i < threads; i++) slowest = fmax(slowest, spent[i]);
  printf("{\"cpu\":%.6f,\"wall\":%.6f,\"slowest\":%.6f,\"error\":%.6e}\n", cpu_taken, wall_taken, slowest, worst);
  return 0;
}
