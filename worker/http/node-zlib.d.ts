/** The little of Node's zlib, as workerd has it, that the Worker and its tests use. */
declare module 'node:zlib' {
  export const constants: { readonly BROTLI_PARAM_QUALITY: number };
  export function brotliCompressSync(
    body: ArrayBuffer,
    options: { params: Record<number, number> },
  ): Uint8Array<ArrayBuffer>;
  export function brotliDecompressSync(body: Uint8Array): Uint8Array<ArrayBuffer>;
  export function gunzipSync(body: Uint8Array): Uint8Array<ArrayBuffer>;
  export function gzipSync(body: ArrayBuffer): Uint8Array<ArrayBuffer>;
}
