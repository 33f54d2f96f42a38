/** The part of Node's global WebAssembly that the schema engine needs; the compiler knows it from the browser's types alone. */
declare namespace WebAssembly {
  function instantiate(
    bytes: Uint8Array,
    imports: Record<string, Record<string, unknown>>,
  ): Promise<{ instance: { exports: Record<string, unknown> } }>;
}
