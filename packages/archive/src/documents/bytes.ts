/** Compresses bytes with gzip. */
export const gzip = (bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> =>
  through(bytes, new CompressionStream("gzip"));

/** Decompresses one member of gzip, whose CRC is checked. Rejects if the bytes are damaged. */
export const gunzip = (bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> =>
  through(bytes, new DecompressionStream("gzip"));

const through = async (
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
): Promise<Uint8Array<ArrayBuffer>> => {
  const writer = stream.writable.getWriter();
  const written = writer.write(bytes).then(() => writer.close());
  // The reader rejects with the same error.
  written.catch(() => {});
  const result = new Uint8Array(await new Response(stream.readable).arrayBuffer());
  await written;
  return result;
};

/** Writes bytes in hexadecimal. */
export const hexOf = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
