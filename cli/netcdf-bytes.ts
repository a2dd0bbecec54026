/**
 * The bytes of a NetCDF-4 file that h5wasm writes, by way of a folder that does not outlive it.
 *
 * @module
 */

import type { File } from "h5wasm/node";

/** What a file says of itself at its top. */
export type FileAttributes = Readonly<Record<string, string>>;

/** The bytes of a file with attributes, once it is filled. Loads the library when it is needed. */
export async function netcdfBytes(
  name: string,
  attributes: FileAttributes,
  fill: (file: File) => void,
): Promise<Uint8Array> {
  const { default: h5wasm } = await import("h5wasm/node");
  await h5wasm.ready;
  const { mkdtempSync, readFileSync, rmSync } = await import("node:fs");
  const { tmpdir } = await import("node:os");
  const { join } = await import("node:path");
  const folder = mkdtempSync(join(tmpdir(), `perrin-${name}-`));
  const path = join(folder, `${name}.nc`);
  try {
    const file = new h5wasm.File(path, "w");
    for (const [key, value] of Object.entries(attributes)) file.create_attribute(key, value);
    fill(file);
    file.close();
    return readFileSync(path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
