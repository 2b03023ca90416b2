/** Reads files that the user names: also pipes, such as `<(command)` of a shell. */
import { constants, openSync, readFileSync, statSync } from "node:fs";

export interface ReadFileOptions {
  /** Ends the wait for a pipe. */
  readonly signal: AbortSignal;
  /** How long a pipe may be silent, in milliseconds. Default: 30 seconds. */
  readonly silence?: number;
}

/**
 * Reads a whole file.
 *
 * @throws the error of Node if the file cannot be read; an error if a pipe is silent, because nothing may ever write to it; the
 *   reason of the signal.
 */
export const readBytes = async (
  path: string,
  { signal, silence = 30_000 }: ReadFileOptions,
): Promise<Buffer<ArrayBuffer>> => {
  // Reading a pipe like a file would block the process until something writes to it, and Ctrl-C with it.
  if (!statSync(path).isFIFO()) return readFileSync(path);
  const { Socket } = await import("node:net");
  const pipe = new Socket({ fd: openSync(path, constants.O_RDONLY | constants.O_NONBLOCK), writable: false });
  const stop = (): void => void pipe.destroy(signal.reason as Error); // Set by the owner of the signal.
  if (signal.aborted) stop();
  signal.addEventListener("abort", stop, { once: true });
  pipe.setTimeout(silence, () =>
    pipe.destroy(new Error(`nothing was written to the pipe ${path} for ${silence / 1000} s`)),
  );
  try {
    const parts: Buffer[] = [];
    // Without an encoding, a socket gives buffers.
    for await (const part of pipe as AsyncIterable<Buffer>) parts.push(part);
    return Buffer.concat(parts);
  } finally {
    signal.removeEventListener("abort", stop);
  }
};
