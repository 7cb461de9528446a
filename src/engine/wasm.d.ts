/** A WebAssembly module as bytes, put into the bundle by the build. */
declare module "*.wasm" {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}
