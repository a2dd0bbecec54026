/**
 * A field as a picture: a PNG of one pixel for each cell, in colours that grow evenly lighter (those of viridis), as the
 * address that an image element of an SVG takes.
 *
 * @module
 */

import { crc32, deflateSync } from "node:zlib";

/** Colours at equal distances from the smallest value to the largest. */
const COLOURS = [
  [68, 1, 84],
  [71, 44, 122],
  [59, 81, 139],
  [44, 113, 142],
  [33, 144, 141],
  [39, 173, 129],
  [92, 200, 99],
  [170, 220, 50],
  [253, 231, 37],
] as const;

/** The colour of a share from 0 to 1. */
export function colourOf(share: number): readonly [number, number, number] {
  const at = Math.min(Math.max(share, 0), 1) * (COLOURS.length - 1);
  const low = Math.min(Math.floor(at), COLOURS.length - 2);
  const mixed = ([0, 1, 2] as const).map((i) =>
    Math.round((COLOURS[low]?.[i] ?? 0) * (1 - (at - low)) + (COLOURS[low + 1]?.[i] ?? 0) * (at - low)),
  );
  return [mixed[0] ?? 0, mixed[1] ?? 0, mixed[2] ?? 0];
}

/** The picture of values, row by row from the lowest; what is no number is transparent. */
export function rasterImage(values: readonly number[], columns: number, [from, to]: readonly [number, number]): string {
  const rows = values.length / columns;
  const pixels = Buffer.alloc(rows * (1 + 4 * columns));
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const value = values[column + columns * (rows - 1 - row)] ?? Number.NaN;
      if (Number.isNaN(value)) continue;
      const at = row * (1 + 4 * columns) + 1 + 4 * column;
      pixels.set([...colourOf(to > from ? (value - from) / (to - from) : 0), 255], at);
    }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(columns, 0);
  header.writeUInt32BE(rows, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const file = Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(pixels)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
  return `data:image/png;base64,${file.toString("base64")}`;
}

function chunk(name: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, "latin1"), content]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(content.length, 0);
  ends.writeUInt32BE(crc32(body) >>> 0, 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}
