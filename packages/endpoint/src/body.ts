/** The text of a body, or what is wrong with it. */
export type Body = { readonly text: string } | { readonly problem: "too long" | "not UTF-8" };

/**
 * Reads a body up to a limit in bytes, and not a chunk further. A body that says it is longer is not read at all.
 */
export const readBody = async (request: Request, limit: number): Promise<Body> => {
  if (Number(request.headers.get("content-length")) > limit) return { problem: "too long" };
  const bytes = await readBytes(request.body, limit);
  if (bytes === undefined) return { problem: "too long" };
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    return { problem: "not UTF-8" };
  }
};

const readBytes = async (body: Request["body"], limit: number): Promise<Uint8Array | undefined> => {
  if (body === null) return new Uint8Array();
  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return joined(chunks, length);
    length += value.byteLength;
    if (length > limit) {
      await reader.cancel();
      return undefined;
    }
    chunks.push(value);
  }
};

const joined = (chunks: readonly Uint8Array[], length: number): Uint8Array => {
  const [first, second] = chunks;
  // Requests of the family nearly always come in one piece.
  if (first !== undefined && second === undefined) return first;
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return whole;
};
