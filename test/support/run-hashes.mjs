/**
 * Hashes of whole runs: plain JavaScript, so that any engine computes them from the built library.
 *
 * @param {typeof import("../../dist/src/index.js")} library the built library
 * @param {Readonly<Record<string, string>>} models texts of model files by name
 * @param {(text: string) => string | Promise<string>} hashOf
 * @param {number} walkers few, so that the hashes are quickly there
 */
export async function runHashes({ parseModel, run }, models, hashOf, walkers) {
  const hashes = {};
  for (const [name, text] of Object.entries(models)) {
    const model = parseModel(text);
    const plain = { ...model, sampling: { ...model.sampling, walkers }, agree: [], expectations: [], sweeps: [] };
    hashes[name] = await hashOf(JSON.stringify(await run(plain).result));
  }
  return hashes;
}
