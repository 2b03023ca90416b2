import type { Platform } from "../source/source.ts";

/** Who is being waited for: somebody who reads a question, a program that may send somebody to a browser, or a machine. */
export type WaitedFor = "question" | "program" | "machine";

interface InTimeOptions {
  readonly sleep: Platform["sleep"];
  /** Asked when it matters, as a question may come up while one waits. */
  readonly waitedFor: () => WaitedFor;
  /** Told once, when the wait is felt. */
  readonly onFelt: () => void;
}

/** After so many milliseconds people wonder what is going on, and so does who reads a log. */
const FELT = 5000;

/** No machine takes longer for credentials. The SDK by itself waits for a silent container for ever. */
const PATIENCE = 30_000;

/**
 * What work gives. A machine is not waited for longer than 30 seconds, people and their programs are.
 *
 * @throws Error when a machine took too long; its text is the end of a sentence.
 */
export const inTime = async <Found>(
  work: Promise<Found>,
  { sleep, waitedFor, onFelt }: InTimeOptions,
): Promise<Found> => {
  const ended = new AbortController();
  const late = async (): Promise<Found> => {
    await sleep(FELT, ended.signal);
    if (ended.signal.aborted) return work;
    if (waitedFor() !== "question") onFelt();
    await sleep(PATIENCE - FELT, ended.signal);
    if (ended.signal.aborted || waitedFor() !== "machine") return work;
    throw new Error(`no response came in ${PATIENCE / 1000} seconds`);
  };
  try {
    return await Promise.race([work, late()]);
  } finally {
    ended.abort();
  }
};
