import type { Host } from "./host.ts";

/** The longest time that a timer of Node can wait, in milliseconds: 24.8 days. It waits 1 ms instead of a longer time. */
const LONGEST = 2 ** 31 - 1;

/** Starts a timer of Node. Returns it, so that it can be stopped. */
type StartTimer<Timer> = (call: () => void, milliseconds: number) => Timer;

/**
 * Calls back after any number of milliseconds.
 *
 * @returns the current timer.
 */
export const startTimer = <Timer>(
  milliseconds: number,
  call: () => void,
  start: StartTimer<Timer>,
): (() => Timer) => {
  let timer: Timer;
  const wait = (rest: number): void => {
    timer = start(() => (rest > LONGEST ? wait(rest - LONGEST) : call()), Math.min(rest, LONGEST));
  };
  wait(milliseconds);
  return () => timer;
};

/** Calls back after a time, unless the process ends before. */
export const after: Host["after"] = (milliseconds, call) => {
  const timer = startTimer(milliseconds, call, (next, rest) => setTimeout(next, rest).unref());
  return () => clearTimeout(timer());
};

/** Waits a time, or until the signal aborts. */
export const sleep: Host["sleep"] = (milliseconds, signal) =>
  new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer());
      signal.removeEventListener("abort", done);
      resolve();
    };
    // A signal that has aborted already emits no event.
    const timer = startTimer(signal.aborted ? 0 : milliseconds, done, setTimeout);
    signal.addEventListener("abort", done);
  });
