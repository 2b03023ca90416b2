import {
  createPace,
  withDeadline,
  withPace,
  withRetry,
  withTrace,
  type Pace,
  type Transport,
} from "@windowpane/core";
import type { Host, Source } from "../host/host.ts";
import type { Console } from "../cli/context/console.ts";
import type { Settings } from "../cli/context/settings.ts";
import { sleepOn, timerOn } from "./timer.ts";
import { traceLine } from "./trace-line.ts";
import { waitNotesOn } from "./wait-notes.ts";

/** What goes around a source's transport depends on. */
export interface DecorateOptions {
  readonly host: Host;
  readonly screen: Console;
  readonly settings: Settings;
}

/**
 * A source's transport as commands use it. Trying again is outside, the turn inside, so that each try takes a turn of its
 * own; a source without a budget is asked as fast as it answers, and cannot hang.
 */
export const decorate = (source: Source, { host, screen, settings }: DecorateOptions): Transport => {
  const waits = waitNotesOn(screen, host);
  const retrying = withRetry(inTurns(source, host, screen), {
    sleep: sleepOn(host),
    random: host.random,
    attempts: ATTEMPTS,
    throttledAttempts: THROTTLED_ATTEMPTS,
    paced: source.budget !== undefined,
    onRetry: ({ operation, error }) => {
      waits.retried(operation, error);
      void screen.progress(`${operation}: ${error.message}; trying again`);
    },
  });
  const watched = source.budget === undefined ? retrying : waits.watch(retrying);
  if (!settings.debug) return watched;
  return withTrace(watched, {
    now: () => host.now().getTime(),
    observe: (event) => void screen.note(traceLine(event)),
  });
};

/**
 * A source's transport, each request of which waits for its turn where somebody counts.
 *
 * @param screen - shows when AWS slows us down. Default: nobody is told.
 */
export const inTurns = ({ transport, budget }: Source, host: Host, screen?: Console): Transport =>
  budget === undefined
    ? transport
    : withPace(withDeadline(transport, { startTimer: timerOn(host) }), paceOf(budget, host, screen));

/** With waits of up to 200 ms that double, a dead network costs a second and a half before it is reported. */
const ATTEMPTS = 5;

/** Attempts of a throttled request. If three in ten are refused, three attempts lose one in 37, ten one in 170,000. */
export const THROTTLED_ATTEMPTS = 10;

/** One pace for each account and region, however many profiles and commands of a run ask there. */
const paceOf = (
  { owner, quotas }: NonNullable<Source["budget"]>,
  host: Host,
  screen: Console | undefined,
): Pace => {
  const known = paces.get(host) ?? new Map<string, Pace>();
  paces.set(host, known);
  const pace =
    known.get(owner) ??
    createPace({
      now: () => host.now().getTime(),
      sleep: sleepOn(host),
      quotas,
      onSlower: ({ rate, waiting }) =>
        void screen?.progress(`AWS lets through ${rate.toFixed(0)} requests a second; ${waiting} wait`),
    });
  known.set(owner, pace);
  return pace;
};

const paces = new WeakMap<Host, Map<string, Pace>>();
