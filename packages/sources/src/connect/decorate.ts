import {
  createPace,
  withDeadline,
  withPace,
  withRetry,
  withTrace,
  type ItemOrigin,
  type DeadlineOptions,
  type OperationName,
  type Pace,
  type RequestError,
  type TraceEvent,
  type Transport,
} from "@windowpane/core";
import type { NetworkOptions, Platform, Source, SourceEvent } from "../source/source.ts";
import { sleepOn, timerOn } from "./timer.ts";

/** What surrounds a source's transport. */
export interface DecorateOptions {
  /** What the sources need from the process. */
  readonly platform: Platform;
  /** `readTimeout` can extend the deadline. Default: the defaults of its members. */
  readonly network?: NetworkOptions | undefined;
  /** Called with what a person may want to see. Default: nothing is shown. */
  readonly notify?: ((event: SourceEvent) => void) | undefined;
  /** Called after each request, retries included, with the account and region if there are several. Default: requests are not traced. */
  readonly trace?: ((event: TraceEvent, origin?: ItemOrigin) => void) | undefined;
  /** Limits of the retries. Default: those of its members. */
  readonly retry?:
    | {
        /** Maximum attempts of a request that is not throttled. Default: 5, so a dead network is reported in 1.5 s. */
        readonly attempts?: number | undefined;
        /** Maximum delay in milliseconds. Default: `withRetry`'s. */
        readonly maxDelay?: number | undefined;
      }
    | undefined;
}

/**
 * Adds retries, a deadline and the rate limit to a source's transport. Retries are outside and the rate limit inside, so that
 * each attempt counts. A source without a budget has neither limit nor deadline: it is in memory and cannot hang.
 */
export const decorate = (source: Source, options: DecorateOptions): Transport => {
  const { platform, notify = ignore, trace, retry = {} } = options;
  const { attempts = 5, maxDelay } = retry;
  const lastFailures = new Map<OperationName, FailedAttempt>();
  const retrying = withRetry(withLimit(source, options), {
    sleep: sleepOn(platform),
    random: () => platform.random(),
    attempts,
    throttledAttempts: THROTTLED_ATTEMPTS,
    paced: source.budget !== undefined,
    maxDelay,
    onRetry: ({ operation, attempt, error }) => {
      lastFailures.set(operation, { attempt, error });
      notify({ type: "retry", operation, attempt, error });
    },
  });
  const watched =
    source.budget === undefined || notify === ignore
      ? retrying
      : watchWaits(retrying, { after: platform.after, notify, lastFailures });
  if (trace === undefined) return watched;
  return withTrace(watched, { now: () => platform.now().getTime(), observe: (event) => trace(event) });
};

const ignore = (): void => {};

/** If AWS throttles three requests in ten, three attempts lose one in 37, ten attempts one in 170,000. */
const THROTTLED_ATTEMPTS = 10;

/** A wait that a person notices, in milliseconds. */
const NOTICED = 5000;

interface WaitOptions {
  readonly after: Platform["after"];
  readonly notify: (event: SourceEvent) => void;
  /** Why the last attempt of an operation failed; emptied when it succeeds. */
  readonly lastFailures: Map<OperationName, FailedAttempt>;
}

interface FailedAttempt {
  readonly attempt: number;
  readonly error: RequestError;
}

/** Time between two reports of one wait, in milliseconds. */
const REPEATED = 1000;

/** Reports each request that takes longer than 5 seconds, its retries and its time in the queue included, every second. */
const watchWaits = (transport: Transport, { after, notify, lastFailures }: WaitOptions): Transport => ({
  name: transport.name,
  async send(operation, input, options) {
    const tell = (milliseconds: number): void => {
      const { attempt, error } = lastFailures.get(operation) ?? {};
      notify({ type: "waiting", operation, milliseconds, attempt, error });
      cancel = after(REPEATED, () => tell(milliseconds + REPEATED));
    };
    let cancel = after(NOTICED, () => tell(NOTICED));
    try {
      const output = await transport.send(operation, input, options);
      lastFailures.delete(operation);
      return output;
    } finally {
      cancel();
    }
  },
});

const withLimit = (
  { transport, budget }: Source,
  { platform, notify = ignore, network = {} }: DecorateOptions,
): Transport => {
  if (budget === undefined) return transport;
  const limited =
    network.readTimeout === 0 ? transport : withDeadline(transport, deadlineOf(platform, network));
  return withPace(limited, paceOf(budget, platform, notify));
};

/** A response may take longer than the longest silence within it. */
const deadlineOf = (platform: Platform, { readTimeout }: NetworkOptions): DeadlineOptions => ({
  startTimer: timerOn(platform),
  milliseconds: readTimeout === undefined ? undefined : Math.max(DEADLINE, 2 * readTimeout),
});

/** The default of `withDeadline`. */
const DEADLINE = 60_000;

/** One pace for each account and region, shared by all profiles and commands of a process. */
const paceOf = (
  { owner, quotas, rate: mostRate }: NonNullable<Source["budget"]>,
  platform: Platform,
  notify: (event: SourceEvent) => void,
): Pace => {
  const known = paces.get(platform) ?? new Map<string, Pace>();
  paces.set(platform, known);
  const pace =
    known.get(owner) ??
    createPace({
      now: () => platform.now().getTime(),
      sleep: sleepOn(platform),
      quotas,
      rate: mostRate,
      onSlower: ({ rate, waiting }) => notify({ type: "slower", rate, waiting }),
    });
  known.set(owner, pace);
  return pace;
};

const paces = new WeakMap<Platform, Map<string, Pace>>();
