/** Looks at the windows of a location and their executions, and writes down what is new. */
import type { Reader, UnreadLocation } from "@windowpane/core";
import type { Archive } from "../open/open-archive.ts";
import { storedExecutions } from "../store/stored-runs.ts";
import type { ExpectedStart } from "./expected-starts.ts";
import { judgeStarts } from "./judge-starts.ts";
import {
  coveredUntil,
  listRuns,
  listWindows,
  targetsOf,
  type LookTarget,
  type WindowListing,
  type WindowRuns,
} from "./list-windows.ts";
import type { CollectLocation, CollectOptions, CollectProblem, MissedStart } from "./model.ts";
import { collectTimes, isLater, planLook, type KnownRun } from "./plan-look.ts";
import { closeFutureGaps, namelessGap, pausesOf, saveGap, type CollectionGap } from "./missing.ts";
import {
  endLook,
  saveLook,
  saveRuns,
  saveWindows,
  type CollectState,
  type KnownWindow,
  type StateOf,
} from "./state.ts";
import { remedyFor, saveUnread } from "./unread.ts";

/** What a look needs. */
export interface LookContext {
  readonly archive: Archive;
  readonly place: StateOf;
  readonly location: CollectLocation;
  readonly reader: Reader;
  /** Whether requests of this look were refused because the limit of the step was reached. */
  readonly wasRefused: () => boolean;
  readonly now: number;
  readonly options: CollectOptions;
  readonly state: CollectState;
  readonly known: ReadonlyMap<string, KnownWindow>;
  readonly runs: ReadonlyMap<string, KnownRun>;
  readonly openStarts: readonly ExpectedStart[];
}

/** What a look found. */
export interface LookResult {
  /** Whether the look ended, and not at a limit of the step. */
  readonly hasEnded: boolean;
  /** Whether all windows were looked at. */
  readonly isComplete: boolean;
  /** Number of windows that AWS lists. */
  readonly windows: number;
  /** Executions that are new or have ended. */
  readonly changed: readonly KnownRun[];
  /** Running executions that their window no longer lists. */
  readonly unlisted: readonly KnownRun[];
  readonly gaps: readonly CollectionGap[];
  readonly missedStarts: readonly MissedStart[];
  readonly problems: readonly CollectProblem[];
}

/** An unfinished look is continued for this time, in milliseconds. Then all windows are looked at again. */
const CONTINUED = 3_600_000;

/** Looks at all windows, or continues a look that reached a limit. Everything that it found is written in one transaction. */
export const look = async (context: LookContext): Promise<LookResult> => {
  const { archive, place, location, reader, wasRefused, now, options, state, known, runs, openStarts } =
    context;
  const { lookedAt } = state;
  const isContinued =
    state.look !== undefined && now - state.look.startedAt < CONTINUED && !isLater(state.look.startedAt, now);
  const { startedAt, done } =
    isContinued && state.look !== undefined ? state.look : { startedAt: now, done: [] };

  const listing = await listWindows(reader);
  const isDone = new Set(done);
  const targets = targetsOf(listing, known, runs).filter(({ WindowId }) => !isDone.has(WindowId));
  const listOptions = { now: startedAt, backlog: options.backlog, lookedAt, known, runs, openStarts };
  const listed = await Promise.all(
    targets.map(async (target) => ({ ...target, list: await listRuns(reader, target, listOptions) })),
  );
  // A list that reached the limit of the step is read again in the next one.
  const looked = listed.filter(({ list }) => list.isWhole || !wasRefused());
  const lists = looked.map(({ list }) => list);
  const problems = problemsOf(listing, lists, wasRefused());

  const stored = await storedAmong(archive, location, unknownIds(lists, runs));
  const plan = planLook(lists, { now, known: runs, isStored: (id) => stored.has(id) });
  const starts = await judgeStarts(
    { place, location, reader, now, lookedAt, known, openStarts },
    listing,
    looked,
  );
  const isComplete = !wasRefused() && listing.error === undefined;
  const gaps = [
    ...pausesOf({ lookedAt, startedAt, isComplete, lists, known }),
    ...(plan.nameless === 0 ? [] : [namelessGap(plan.nameless, startedAt)]),
  ];
  const windows = looked.flatMap((target) => {
    const after = windowAfter(target, {
      listing,
      lookedAt,
      before: known.get(target.WindowId),
      next: starts.next,
    });
    return after === undefined || isSame(after, known.get(target.WindowId)) ? [] : [after];
  });
  const from = startedAt - Math.min(options.backlog ?? Infinity, collectTimes.history);

  const unread = wasRefused() ? [] : await unreadBy(listing, context);

  await place.sql.batch([
    ...saveRuns(place, plan.changed),
    ...(windows.length === 0 ? [] : [saveWindows(place, windows)]),
    ...starts.statements,
    ...starts.missed.flatMap((start) => options.missedMessages?.(start) ?? []),
    ...(lookedAt !== undefined && isLater(lookedAt, startedAt) ? [closeFutureGaps(place, startedAt)] : []),
    ...gaps.map((gap) => saveGap(place, gap, now)),
    ...unread.map((one) => saveUnread(place, one, now)),
    isComplete
      ? endLook(place, { startedAt, from })
      : saveLook(place, wasRefused() ? { startedAt, done: [...done, ...wholeIds(lists)] } : undefined),
  ]);
  return {
    hasEnded: !wasRefused(),
    isComplete,
    windows: listing.windows.size,
    changed: plan.changed,
    unlisted: plan.unlisted,
    gaps,
    missedStarts: starts.missed,
    problems,
  };
};

/** The location, if its windows could not be listed. */
const unreadBy = async (
  { error }: WindowListing,
  { location: { Account, Region }, options }: LookContext,
): Promise<readonly UnreadLocation[]> => {
  if (error === undefined) return [];
  return [{ Account, Region, error, ...((await options.describe?.(error)) ?? { remedy: remedyFor(error) }) }];
};

const isWhole = (list: WindowRuns): boolean => list.isWhole;

const wholeIds = (lists: readonly WindowRuns[]): readonly string[] =>
  lists.filter(isWhole).map(({ WindowId }) => WindowId);

/** IDs in a query. Their JSON must stay below D1's limit of 2 MB for a bound value. */
const IDS = 20_000;

const storedAmong = async (
  archive: Archive,
  location: CollectLocation,
  ids: readonly string[],
): Promise<ReadonlySet<string>> => {
  const stored = new Set<string>();
  for (let start = 0; start < ids.length; start += IDS)
    for (const id of await storedExecutions(archive, location, ids.slice(start, start + IDS))) stored.add(id);
  return stored;
};

const unknownIds = (lists: readonly WindowRuns[], runs: ReadonlyMap<string, KnownRun>): readonly string[] =>
  lists.flatMap(({ executions }) =>
    executions.flatMap(({ WindowExecutionId: id }) => (id === undefined || runs.has(id) ? [] : id)),
  );

/** What could not be listed. The limit of the step does not count. */
const problemsOf = (
  { error }: WindowListing,
  lists: readonly WindowRuns[],
  wasRefused: boolean,
): readonly CollectProblem[] =>
  wasRefused
    ? []
    : [
        ...(error === undefined ? [] : [{ error }]),
        ...lists.flatMap(({ WindowId, error: listError }) =>
          listError === undefined ? [] : [{ WindowId, error: listError }],
        ),
      ];

interface WindowChange {
  readonly listing: WindowListing;
  readonly lookedAt: number | undefined;
  readonly before: KnownWindow | undefined;
  readonly next: ReadonlyMap<string, ExpectedStart | undefined>;
}

/** What is known about a window after a look. Undefined if AWS never listed it. */
const windowAfter = (
  { WindowId, item, list }: LookTarget & { readonly list: WindowRuns },
  { listing, lookedAt, before, next }: WindowChange,
): KnownWindow | undefined => {
  const newest = item ?? before?.item;
  if (newest === undefined) return undefined;
  return {
    WindowId,
    item: newest,
    // 0: it was never looked at, so the next look lists all that AWS has.
    coveredUntil: list.isWhole ? undefined : (coveredUntil(before, lookedAt) ?? 0),
    error: list.error?.message,
    isGone: item === undefined && listing.error === undefined && list.isWhole,
    expected: next.has(WindowId) ? next.get(WindowId) : before?.expected,
  };
};

const isSame = (one: KnownWindow, other: KnownWindow | undefined): boolean =>
  other !== undefined && JSON.stringify(one) === JSON.stringify(other);
