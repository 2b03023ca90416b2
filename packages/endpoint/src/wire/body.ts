/** The body of a request. */
export interface RequestBody {
  /** The bytes that were read. */
  readonly bytes: Uint8Array;
  /** The body as text. Undefined if it is not UTF-8. */
  readonly text: string | undefined;
}

/**
 * Reads a body. Returns undefined if it is longer than the limit in bytes; does not read it if its content-length is longer. A body
 * that breaks off, because the client has left, is empty and not UTF-8.
 */
export const readBody = async (request: Request, limit: number): Promise<RequestBody | undefined> => {
  const length = request.headers.get("content-length") ?? "";
  if (Number(length) > limit) return undefined;
  // Servers deliver at most content-length bytes, so the body can be read at once, which is several times as fast.
  const reading = /^\d+$/.test(length)
    ? request.arrayBuffer().then((buffer) => new Uint8Array(buffer))
    : readBytes(request.body, limit);
  try {
    const bytes = await reading;
    return bytes === undefined || bytes.length > limit ? undefined : { bytes, text: readText(bytes) };
  } catch (error) {
    // Not a fault of the client: middleware has read the body already.
    if (error instanceof TypeError) throw error;
    return { bytes: new Uint8Array(), text: undefined };
  }
};

const readText = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

/** Reads a stream of bytes. Returns undefined as soon as it is longer than the limit in bytes, and cancels it. */
export const readBytes = async (body: Request["body"], limit: number): Promise<Uint8Array | undefined> => {
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
  // Requests nearly always arrive in one chunk.
  if (first !== undefined && second === undefined) return first;
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return whole;
};
