/* PROGRAM WALKERS STEPS THREADS: runs `walk` on each thread's share of the walkers and prints what it added up, with CPU
   and wall time, and the CPU time of the thread that took most [s]. */
#ifndef MEASURED_H
#define MEASURED_H
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include "noise.h"

#define SUMS 16
static void walk(long walkers, long steps, Stream stream, double *sums);

typedef struct {
  long walkers, steps;
  Stream stream;
  double sums[SUMS], cpu;
} Share;

static double seconds(clockid_t clock) {
  struct timespec t;
  clock_gettime(clock, &t);
  return t.tv_sec + 1e-9 * t.tv_nsec;
}

static void *walk_share(void *argument) {
  Share *share = argument;
  const double start = seconds(CLOCK_THREAD_CPUTIME_ID);
  walk(share->walkers, share->steps, share->stream, share->sums);
  share->cpu = seconds(CLOCK_THREAD_CPUTIME_ID) - start;
  return NULL;
}

int main(int count, char **words) {
  if (count != 4) return 2;
  const long walkers = atol(words[1]), steps = atol(words[2]), threads = atol(words[3]);
  make_layers();
  Share *shares = calloc(threads, sizeof(Share));
  pthread_t *ids = calloc(threads, sizeof(pthread_t));
  const double cpu = seconds(CLOCK_PROCESS_CPUTIME_ID), wall = seconds(CLOCK_MONOTONIC);
  for (long i = 0; i < threads; i++) {
    shares[i].walkers = walkers * (i + 1) / threads - walkers * i / threads;
    shares[i].steps = steps;
    shares[i].stream = seeded(1000003 * (i + 1));
    if (i > 0) pthread_create(&ids[i], NULL, walk_share, &shares[i]);
  }
  walk_share(&shares[0]);
  for (long i = 1; i < threads; i++) pthread_join(ids[i], NULL);
  const double cpu_taken = seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu, wall_taken = seconds(CLOCK_MONOTONIC) - wall;
  double slowest = 0;
  for (long i = 0; i < threads; i++) slowest = fmax(slowest, shares[i].cpu);
  printf("{\"cpu\":%.6f,\"wall\":%.6f,\"slowest\":%.6f,\"sums\":[", cpu_taken, wall_taken, slowest);
  for (int k = 0; k < SUMS; k++) {
    double sum = 0;
    for (long i = 0; i < threads; i++) sum += shares[i].sums[k];
    printf("%s%.17g", k ? "," : "", sum);
  }
  printf("]}\n");
  return 0;
}
#endif
