import {
  createClient,
  createReader,
  errorMeaning,
  isFinalStatus,
  mapAtMost,
  type Reader,
} from "@windowpane/core";
import type { Archive } from "../open/open-archive.ts";
import { takeLease, type Lease } from "./lease.ts";
import { look, type LookResult } from "./look.ts";
import type { CollectLocation, CollectOptions, CollectProblem, CollectResult } from "./model.ts";
import { afterFailedRead, dueRuns, endedRun, type KnownRun } from "./plan-look.ts";
import { createBudget } from "./request-budget.ts";
import { readOpenStarts, saveGap, type CollectionGap } from "./missing.ts";
import { forgetRun, locationOf, readRuns, readState, readWindows, saveRuns, type StateOf } from "./state.ts";
import { missedGap, tryToStore, type RunOutcome, type StoreContext } from "./store-one.ts";

/** A look is not repeated within this time while executions wait to be read, in milliseconds. */
const LOOK_AGAIN = 300_000;

/**
 * Collects one account and region for the archive: looks for executions, and reads and stores those that have ended, newest
 * first, within the limits of the step. Call it again while the result has `more`, and then at an interval.
 *
 * A step that is killed at any time is continued by the next one. Nothing is stored twice, and each run gets each of its
 * messages once. Two steps at once are safe; the second one does nothing while the first one shows signs of life.
 *
 * @throws the database's errors, and `signal.reason` when aborted. What AWS does not return is in the result.
 */
export const collectStep = async (
  location: CollectLocation,
  archive: Archive,
  options: CollectOptions,
): Promise<CollectResult> => {
  const { owner, hasEnded } = options;
  const place = {
    sql: archive.sql,
    location: await locationOf(archive.sql, location.Account, location.Region),
  };
  const taken = await takeLease(place, { owner, now: archive.now, hasEnded });
  if ("holder" in taken) return { ...nothing, held: taken.holder };
  try {
    return await collect({ place, location, archive, options, lease: taken.lease });
  } finally {
    // If this fails, the lease expires.
    await taken.lease.release().catch(() => {});
  }
};

const nothing: CollectResult = {
  more: false,
  looked: false,
  requests: 0,
  windows: 0,
  stored: 0,
  final: 0,
  running: 0,
  waiting: 0,
  gaps: [],
  missedStarts: [],
  problems: [],
};

interface StepContext {
  readonly place: StateOf;
  readonly location: CollectLocation;
  readonly archive: Archive;
  readonly options: CollectOptions;
  readonly lease: Lease;
}

const collect = async ({ place, location, archive, options, lease }: StepContext): Promise<CollectResult> => {
  const { maxRequests, maxTime, signal, concurrency = 4, gate, onEvent } = options;
  const started = archive.now().getTime();
  const budget = createBudget(location.transport, {
    now: archive.now,
    maxRequests,
    until: maxTime === undefined ? undefined : started + maxTime,
    onRequest: () => lease.keep(),
  });
  const share = budget.share();
  const reader = createReader(createClient(share.transport), { signal });
  const state = await readState(place);
  const known = await readWindows(place);
  const runs = await readRuns(place);

  const isLookDue =
    state.look !== undefined ||
    started - (state.lookedAt ?? 0) >= LOOK_AGAIN ||
    dueRuns(runs.values(), started).length === 0;
  let looked: LookResult | undefined;
  if (isLookDue) {
    const openStarts = await readOpenStarts(place);
    const { wasRefused } = share;
    looked = await look({
      archive,
      place,
      location,
      reader,
      wasRefused,
      now: started,
      options,
      state,
      known,
      runs,
      openStarts,
    });
    for (const run of looked.changed) runs.set(run.WindowExecutionId, run);
    for (const problem of looked.problems) onEvent?.({ type: "failed", problem });
  }
  const gaps: CollectionGap[] = [...(looked?.gaps ?? [])];
  const problems: CollectProblem[] = [...(looked?.problems ?? [])];
  const outcomes: RunOutcome[] = [];

  const checked =
    looked === undefined ? [] : await checkUnlisted(looked.unlisted, { place, reader, archive, gaps });
  for (const run of checked) runs.set(run.WindowExecutionId, run);

  // The windows as they are now, for the names in reports.
  const store: StoreContext = {
    place,
    location,
    archive,
    options,
    budget,
    windows: isLookDue ? await readWindows(place) : known,
    registrations: new Map(),
  };
  const failures: unknown[] = [];
  await mapAtMost(concurrency, dueRuns(runs.values(), started), async (run) => {
    if (signal?.aborted === true || budget.isSpent() || failures.length > 0) return;
    // The others end before the step does, so that nothing is written after it.
    const work = () => tryToStore(store, run);
    const outcome = await (gate === undefined ? work() : gate.run(work)).catch(
      (error: unknown) => void failures.push(error),
    );
    if (outcome === undefined) return;
    outcomes.push(outcome);
    if (outcome.gap !== undefined) gaps.push(outcome.gap);
    if (outcome.problem !== undefined) {
      problems.push(outcome.problem);
      onEvent?.({ type: "failed", problem: outcome.problem });
    }
    if (outcome.report !== undefined)
      onEvent?.({ type: "stored", report: outcome.report, isFinal: outcome.isFinal });
  });

  if (failures.length > 0) throw failures[0];
  if (signal?.aborted === true) throw signal.reason;

  const left = [...(await readRuns(place)).values()];
  const now = archive.now().getTime();
  const isAbleToContinue = dueRuns(left, now).length > 0;
  const times = left.filter(({ state: one }) => one !== "running").map(({ nextAt }) => nextAt);
  return {
    more: looked?.hasEnded === false || isAbleToContinue || !isLookDue,
    ...(times.length === 0 ? {} : { nextAt: new Date(Math.min(...times)) }),
    looked: looked?.isComplete === true,
    requests: budget.used,
    windows: looked?.windows ?? known.size,
    stored: outcomes.filter(({ report }) => report !== undefined).length,
    final: outcomes.filter(({ report, isFinal }) => report !== undefined && isFinal).length,
    running: left.filter(({ state: one }) => one === "running").length,
    waiting: left.filter(({ state: one }) => one === "waiting").length,
    gaps,
    missedStarts: looked?.missedStarts ?? [],
    problems,
  };
};

interface CheckContext {
  readonly place: StateOf;
  readonly reader: Reader;
  readonly archive: Archive;
  readonly gaps: CollectionGap[];
}

/** Requests running executions that are not listed any more by their IDs, for example of a deleted window. */
const checkUnlisted = async (
  unlisted: readonly KnownRun[],
  { place, reader, archive, gaps }: CheckContext,
): Promise<readonly KnownRun[]> => {
  const changed: KnownRun[] = [];
  for (const run of unlisted) {
    const { WindowExecutionId } = run;
    const now = archive.now().getTime();
    const { value, failed } = await reader.call("GetMaintenanceWindowExecution", { WindowExecutionId });
    if (failed !== undefined && errorMeaning(failed.error) === "not-found") {
      const gap = missedGap(run, now);
      gaps.push(gap);
      await place.sql.batch([saveGap(place, gap, now), forgetRun(place, WindowExecutionId)]);
      continue;
    }
    changed.push(isFinalStatus(value?.Status) ? endedRun(run, now) : afterFailedRead(run, now));
  }
  if (changed.length > 0) await place.sql.batch(saveRuns(place, changed));
  return changed;
};
