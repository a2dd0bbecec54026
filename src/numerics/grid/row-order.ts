/**
 * In which order three passes over the rows of a grid are made as one, so that what a pass leaves is still in a near cache
 * when the next one takes it up.
 *
 * A pass at a row looks at the row itself and at its neighbours along y and z as the pass before left them, across the seams
 * too. Each pass stays one layer behind the one before: one row of a plane, one plane of a box.
 *
 * @module
 */

/** What is to be done, in order: 3 row + pass, row = j + ny k, pass = 0, 1, 2. */
export function rowOrder(ny: number, nz: number): Int32Array {
  const order = new Int32Array(3 * ny * nz);
  const [layers, rows] = nz > 1 ? [nz, ny] : [ny, 1];
  const passed = new Uint8Array(layers);
  const later: (readonly [layer: number, pass: number])[] = [];
  let used = 0;
  const take = (layer: number, pass: number): void => {
    for (let row = layer * rows; row < (layer + 1) * rows; row++) order[used++] = 3 * row + pass;
    passed[layer] = pass + 1;
  };
  for (let front = 0; front < layers + 2; front++)
    for (let pass = 0; pass < 3; pass++) {
      const layer = front - pass;
      if (layer < 0 || layer >= layers) continue;
      const beside = [layer, (layer + 1) % layers, (layer + layers - 1) % layers];
      if (beside.every((needed) => passed[needed] >= pass)) take(layer, pass);
      else later.push([layer, pass]);
    }
  // what touches a seam, when all layers have been passed
  for (const pass of [1, 2]) for (const [layer, asked] of later) if (asked === pass) take(layer, pass);
  return order;
}
