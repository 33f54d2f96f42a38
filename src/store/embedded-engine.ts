import { readFileSync } from 'node:fs';

/** PostgreSQL as WebAssembly, and the files that it has before any of its own. */
export interface EmbeddedEngine {
  readonly pgliteWasmModule: WebAssembly.Module;
  readonly fsBundle: Blob;
}

let compiling: Promise<EmbeddedEngine> | null = null;

/**
 * The engine of the embedded database, compiled once for the process. V8 does it on other threads, so whoever calls this
 * first and then loads the rest of the program waits for the longer of both, not for one after the other.
 */
export function embeddedEngine(): Promise<EmbeddedEngine> {
  compiling ??= compile();
  return compiling;
}

async function compile(): Promise<EmbeddedEngine> {
  const beside = (name: string) => readFileSync(new URL(name, import.meta.resolve('@electric-sql/pglite')));
  const pgliteWasmModule = await WebAssembly.compile(beside('pglite.wasm'));
  return { pgliteWasmModule, fsBundle: new Blob([beside('pglite.data')]) };
}
