/** The readings of a live view: after each change where the source reports changes, otherwise after a delay. */
import type { ChangeReport } from "../model/connection.ts";

/** Options of `followLive`. */
export interface LiveViewOptions {
  /** Reads what can still change. Never rejects. */
  readonly read: () => Promise<unknown>;
  /** Reports changes until the signal aborts. Resolves to undefined where the source reports none. */
  readonly changes: (signal: AbortSignal) => Promise<AsyncIterable<ChangeReport> | undefined>;
  readonly now: () => Date;
  readonly sleep: Sleep;
  /** Ends the live view. */
  readonly signal: AbortSignal;
}

type Sleep = (milliseconds: number, signal: AbortSignal) => Promise<void>;

/** Delay between two readings while no changes are reported, in milliseconds. */
const pause = 5_000;
/** Delay while they are: some changes are not reported, such as those of machines in a running command. */
const calm = 15_000;
/** Minimum delay before a reported change is read. */
const burst = 1_000;
/** The delay is at least this many times as long as the reading took. */
const restraint = 3;
/** Maximum delay in milliseconds: after the computer slept during a reading, the delay must not be hours. */
const longest = 60_000;

/** Reads repeatedly until the signal aborts. */
export const followLive = async (options: LiveViewOptions): Promise<void> => {
  const { read, now, sleep, signal } = options;
  const reports = listen(options);
  while (!signal.aborted) {
    const begun = now().getTime();
    // A change that is reported during the reading may not be in it.
    reports.clear();
    await Promise.all([read(), reports.opened]);
    const rest = Math.min(longest, (now().getTime() - begun) * restraint);
    if (reports.isOver()) {
      await sleep(Math.max(pause, rest), signal);
      continue;
    }
    await sleep(Math.max(burst, rest), signal);
    await reports.next(reports.isReporting() ? calm : pause - burst);
  }
};

/** The reports of the source, as far as they have arrived. */
interface Reports {
  /** Resolves when it is known whether the source reports changes. */
  readonly opened: Promise<void>;
  /** Forgets those that have arrived. */
  readonly clear: () => void;
  /** Whether each change is reported now. */
  readonly isReporting: () => boolean;
  /** Whether no more reports follow. */
  readonly isOver: () => boolean;
  /** Waits for a report since `clear`, at most this number of milliseconds. */
  readonly next: (milliseconds: number) => Promise<void>;
}

const listen = ({ changes, sleep, signal }: LiveViewOptions): Reports => {
  let last: ChangeReport | "over" = "lost";
  let isNew = false;
  let wake = (): void => {};
  const report = (next: typeof last): void => {
    last = next;
    isNew = true;
    wake();
  };
  const run = async (open: () => void): Promise<void> => {
    try {
      const source = await changes(signal);
      if (source !== undefined) {
        open();
        for await (const next of source) report(next);
      }
    } catch {
      // The readings continue, and show an error that they have too.
    }
    report("over");
    open();
  };
  return {
    opened: new Promise((resolve) => void run(resolve)),
    clear: () => {
      isNew = false;
    },
    isReporting: () => last === "changed",
    isOver: () => last === "over",
    next: async (milliseconds) => {
      if (isNew || signal.aborted) return;
      const timer = new AbortController();
      wake = () => timer.abort();
      signal.addEventListener("abort", wake, { once: true });
      await sleep(milliseconds, timer.signal);
      signal.removeEventListener("abort", wake);
      wake = () => {};
    },
  };
};
