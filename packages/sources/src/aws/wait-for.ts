import type { Platform } from "../source/source.ts";

/** What is being waited for: a person's answer, a program that may open a browser, or a machine. */
export type WaitingFor = "person" | "program" | "machine";

interface WaitOptions {
  readonly sleep: Platform["sleep"];
  /** Called when it matters, as a question may come up during the wait. */
  readonly waitingFor: () => WaitingFor;
  /** Called once, after 5 seconds. */
  readonly onLong: () => void;
}

/** A wait that a person notices, in milliseconds. */
const NOTICED = 5000;

/** Maximum wait for a machine, in milliseconds. The SDK waits forever for a container endpoint that does not respond. */
const MAX_WAIT = 30_000;

/** A machine took too long. The message is the end of a sentence. */
export class TooLateError extends Error {
  override readonly name = "TooLateError";
}

/**
 * The result of `work`. Waits at most 30 seconds for a machine, and without a limit for people and their programs.
 *
 * @throws TooLateError if a machine took too long.
 */
export const waitFor = async <Result>(
  work: Promise<Result>,
  { sleep, waitingFor, onLong }: WaitOptions,
): Promise<Result> => {
  const ended = new AbortController();
  const late = async (): Promise<Result> => {
    await sleep(NOTICED, ended.signal);
    if (ended.signal.aborted) return work;
    if (waitingFor() !== "person") onLong();
    await sleep(MAX_WAIT - NOTICED, ended.signal);
    if (ended.signal.aborted || waitingFor() !== "machine") return work;
    throw new TooLateError(`no response came in ${MAX_WAIT / 1000} seconds`);
  };
  try {
    return await Promise.race([work, late()]);
  } finally {
    ended.abort();
  }
};
