/** Code of the error for a body that is too large. A retry cannot help. */
const TOO_LARGE = "ERR_RESPONSE_TOO_LARGE";

/** Maximum size of a response in bytes: ten times the largest that Systems Manager sends, and still little memory. */
const MAX_BYTES = 67_108_864;

/**
 * Reads the body of a response to its end, because an endless one would fill the memory. Closes the body if it is too large.
 *
 * @param maxBytes - maximum size in bytes. Default: 64 MiB.
 * @throws Error if the body is too large, which `isTooLarge` recognises; the error of the body if it breaks off.
 */
export const readBody = async (
  body: AsyncIterable<Uint8Array>,
  maxBytes: number = MAX_BYTES,
): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.byteLength;
    if (length > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  const [first, second] = chunks;
  // Most responses arrive in one chunk.
  if (first !== undefined && second === undefined) return first;
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return whole;
};

/** Whether an error is that of `readBody` for a body that is too large. */
export const isTooLarge = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === TOO_LARGE;

const tooLarge = (maxBytes: number): Error =>
  Object.assign(new Error(`the response has more than ${maxBytes / 1_048_576} MiB`), { code: TOO_LARGE });
