/** Explicit steps of the Cahn-Hilliard equation on a torus of two dimensions. Twin: src/numerics/kernels/cahn-hilliard-steps.ts. */

/** One row of the chemical potential, from a row of c with the rows below and above it. */
function fillPotentialRow(mu: usize, row: usize, below: usize, above: usize, length: i32, law: usize): void {
  const p1 = f64.load(law);
  const p2 = f64.load(law, 8);
  const p3 = f64.load(law, 16);
  const kx = f64.load(law, 24);
  const ky = f64.load(law, 32);
  const v1 = f64x2.splat(p1);
  const v2 = f64x2.splat(p2);
  const v3 = f64x2.splat(p3);
  const vx = f64x2.splat(kx);
  const vy = f64x2.splat(ky);
  const last = <usize>(length - 1) << 3;
  let at: usize = 8;
  for (; at + 16 <= last; at += 16) {
    const c = v128.load(row + at);
    const along = f64x2.add(v128.load(row + at - 8), v128.load(row + at + 8));
    const across = f64x2.add(v128.load(below + at), v128.load(above + at));
    const own = f64x2.mul(f64x2.add(f64x2.mul(f64x2.add(f64x2.mul(v3, c), v2), c), v1), c);
    v128.store(mu + at, f64x2.sub(own, f64x2.add(f64x2.mul(vx, along), f64x2.mul(vy, across))));
  }
  for (; at < last; at += 8) {
    const c = f64.load(row + at);
    const along = f64.load(row + at - 8) + f64.load(row + at + 8);
    const across = f64.load(below + at) + f64.load(above + at);
    f64.store(mu + at, ((p3 * c + p2) * c + p1) * c - (kx * along + ky * across));
  }
  for (let k = 0; k < 2; k++) {
    const place: usize = k == 0 ? <usize>0 : last;
    const c = f64.load(row + place);
    const along = f64.load(row + (place == 0 ? last : place - 8)) + f64.load(row + (place == last ? <usize>0 : place + 8));
    const across = f64.load(below + place) + f64.load(above + place);
    f64.store(mu + place, ((p3 * c + p2) * c + p1) * c - (kx * along + ky * across));
  }
}

/** Moves a row of c by what a row of μ with the rows below and above it says. */
function moveRow(row: usize, mu: usize, below: usize, above: usize, length: i32, law: usize): void {
  const mx = f64.load(law, 40);
  const my = f64.load(law, 48);
  const own = f64.load(law, 56);
  const vx = f64x2.splat(mx);
  const vy = f64x2.splat(my);
  const vo = f64x2.splat(own);
  const last = <usize>(length - 1) << 3;
  let at: usize = 8;
  for (; at + 16 <= last; at += 16) {
    const along = f64x2.add(v128.load(mu + at - 8), v128.load(mu + at + 8));
    const across = f64x2.add(v128.load(below + at), v128.load(above + at));
    const move = f64x2.sub(f64x2.add(f64x2.mul(vx, along), f64x2.mul(vy, across)), f64x2.mul(vo, v128.load(mu + at)));
    v128.store(row + at, f64x2.add(v128.load(row + at), move));
  }
  for (; at < last; at += 8) {
    const along = f64.load(mu + at - 8) + f64.load(mu + at + 8);
    const across = f64.load(below + at) + f64.load(above + at);
    f64.store(row + at, f64.load(row + at) + (mx * along + my * across - own * f64.load(mu + at)));
  }
  for (let k = 0; k < 2; k++) {
    const place: usize = k == 0 ? <usize>0 : last;
    const along = f64.load(mu + (place == 0 ? last : place - 8)) + f64.load(mu + (place == last ? <usize>0 : place + 8));
    const across = f64.load(below + place) + f64.load(above + place);
    f64.store(row + place, f64.load(row + place) + (mx * along + my * across - own * f64.load(mu + place)));
  }
}

/** Rows of μ are kept as long as they are needed: five of them, the first two of the torus for the end of the step. */
export function cahnHilliardSteps(c: usize, nx: i32, ny: i32, law: usize, rows: usize, steps: i32): void {
  const width = <usize>nx << 3;
  const end = c + width * <usize>ny;
  const first = rows + 3 * width;
  const final = rows + 4 * width;
  for (let step = 0; step < steps; step++) {
    fillPotentialRow(final, end - width, end - 2 * width, c, nx, law);
    fillPotentialRow(first, c, end - width, c + width, nx, law);
    let below = final;
    let here = first;
    let spare = rows;
    for (let j = 0; j < ny; j++) {
      const row = c + width * <usize>j;
      let above = spare;
      if (j == ny - 2) above = final;
      else if (j == ny - 1) above = first;
      else fillPotentialRow(above, row + width, row, row + 2 * width, nx, law);
      moveRow(row, here, below, above, nx, law);
      spare = rows + width * <usize>((j + 1) % 3);
      below = here;
      here = above;
    }
  }
}
