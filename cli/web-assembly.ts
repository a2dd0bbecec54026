/**
 * The part of WebAssembly that Perrin uses. Every engine has it; the types of the language and of Node do not know it.
 *
 * @module
 */

/** A compiled program; may be posted to a thread. */
export type Program = object;

interface Api {
  readonly Module: new (bytes: Uint8Array) => Program;
  readonly Memory: new (size: { readonly initial: number }) => { readonly buffer: ArrayBuffer };
  readonly Instance: new (program: Program, imports: object) => { readonly exports: unknown };
}

/** The engine's own. */
export const { Module, Memory, Instance } = (globalThis as unknown as { readonly WebAssembly: Api }).WebAssembly;
