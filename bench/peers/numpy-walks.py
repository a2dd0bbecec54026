"""NAME WALKERS STEPS: the walks of workloads.ts as one writes them in numpy, 10 000 walkers at a time, one thread."""
import json
import sys
import time

import numpy as np

BLOCK = 10_000
rng = np.random.default_rng(1908)


def free_diffusion(n, steps):
    x = np.zeros((3, n))
    sums = []
    for step in range(1, steps + 1):
        x += np.sqrt(2e-3) * rng.standard_normal((3, n))
        if step % (steps // 10) == 0:
            sums.append((x * x).sum())
    return sums


def coin_walk(n, steps):
    x = np.zeros(n, np.int64)
    for left in range(steps, 0, -64):
        words = rng.integers(0, 2**64, n, np.uint64)
        if left < 64:
            words >>= np.uint64(64 - left)
        x += 2 * np.bitwise_count(words).astype(np.int64) - min(left, 64)
    return [x.sum(), (x * x).sum()]


def overdamped_trap(n, steps):
    x = np.zeros(n)
    decay = np.exp(-0.01)
    for _ in range(steps):
        x *= decay
        x += np.sqrt(1 - decay**2) * rng.standard_normal(n)
    return [x.sum(), (x * x).sum()]


def underdamped(n, steps):
    x = np.zeros((3, n))
    v = rng.standard_normal((3, n))
    v0 = v.copy()
    memory = 0
    decay = np.exp(-0.01)
    for step in range(steps):
        if step == 100:
            memory = (v * v0).sum()
        x += 0.005 * v
        v *= decay
        v += np.sqrt(1 - decay**2) * rng.standard_normal((3, n))
        x += 0.005 * v
    return [(x * x).sum(), (v * v).sum(), memory]


def persistent_walk(n, steps):
    x = np.zeros(n, np.int32)
    direction = (2 * rng.integers(0, 2, n, np.int8) - 1).astype(np.int32)
    for _ in range(steps):
        np.negative(direction, out=direction, where=rng.random(n, np.float32) < 0.1)
        x += direction
    return [x.sum(), (x.astype(np.int64) ** 2).sum()]


def stable_flight(n, steps):
    x = np.zeros(n)
    a = 1.5
    for _ in range(steps):
        angle = np.pi * (rng.random(n) - 0.5)
        wait = rng.standard_exponential(n)
        x += np.sin(a * angle) / np.cos(angle) ** (1 / a) * (np.cos((1 - a) * angle) / wait) ** ((1 - a) / a)
    return [np.cos(k * x / steps ** (1 / a)).sum() for k in (0.5, 1, 2)]


name, walkers, steps = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
walk = globals()[name.replace("-", "_")]
total = 0
cpu, wall = time.process_time(), time.perf_counter()
for first in range(0, walkers, BLOCK):
    total = total + np.array(walk(min(BLOCK, walkers - first), steps), float)
print(json.dumps({"cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall, "sums": list(total)}))
