/** Judges the expected starts of windows in a look. */
import type { Reader } from "@windowpane/core";
import type { SqlStatement } from "../sql/sql.ts";
import {
  expectNext,
  judgeStart,
  unknownReasons,
  type ExpectedStart,
  type ListedWindow,
  type StartOutcome,
} from "./expected-starts.ts";
import type { LookTarget, WindowListing, WindowRuns } from "./list-windows.ts";
import type { CollectLocation, MissedStart } from "./model.ts";
import { saveStart } from "./missing.ts";
import type { KnownWindow, StateOf } from "./state.ts";

/** What judging the starts needs. */
export interface StartsContext {
  readonly place: StateOf;
  readonly location: Pick<CollectLocation, "Account" | "Region">;
  readonly reader: Reader;
  readonly now: number;
  readonly lookedAt: number | undefined;
  readonly known: ReadonlyMap<string, KnownWindow>;
  readonly openStarts: readonly ExpectedStart[];
}

/** What changes about expected starts. */
export interface StartChanges {
  /** The next start of each window that was looked at, by WindowId. */
  readonly next: ReadonlyMap<string, ExpectedStart | undefined>;
  readonly missed: readonly MissedStart[];
  readonly statements: readonly SqlStatement[];
}

/** Judges the starts of the windows that were looked at. */
export const judgeStarts = async (
  context: StartsContext,
  listing: WindowListing,
  looked: readonly (LookTarget & { readonly list: WindowRuns })[],
): Promise<StartChanges> => {
  const { place, now, lookedAt, known, openStarts } = context;
  const next = new Map<string, ExpectedStart | undefined>();
  const missed: MissedStart[] = [];
  const statements: SqlStatement[] = [];
  for (const { WindowId, item, list } of looked) {
    // A window may exist although an incomplete list does not have it.
    if (item === undefined && listing.error !== undefined) continue;
    const expectation = expectNext(known.get(WindowId)?.expected, { now, lookedAt, window: item, WindowId });
    next.set(WindowId, expectation.next);
    const open = openStarts.filter((start) => start.WindowId === WindowId);
    for (const start of expectation.due === undefined ? open : [...open, expectation.due]) {
      const outcome = await confirmed(context, start, judgeStart(start, { now, window: item, list }));
      if (outcome.outcome === "open" && open.includes(start)) continue;
      if (outcome.outcome === "started" && !open.includes(start)) continue;
      statements.push(saveStart(place, start, outcome, now));
      const told = missedOf(context, start, outcome, item ?? known.get(WindowId)?.item);
      if (told !== undefined) missed.push(told);
    }
  }
  return { next, missed, statements };
};

/** A window without tasks has nothing to start. Asked only for windows that did not start. */
const confirmed = async (
  { reader }: StartsContext,
  { WindowId }: ExpectedStart,
  outcome: StartOutcome,
): Promise<StartOutcome> => {
  if (outcome.outcome !== "missed") return outcome;
  const { value } = await reader.call("DescribeMaintenanceWindowTasks", { WindowId, MaxResults: 10 });
  if (value === undefined) return { outcome: "open" };
  const hasTasks = (value.Tasks ?? []).length > 0 || value.NextToken !== undefined;
  return hasTasks ? outcome : { outcome: "unknown", reason: "no-tasks" };
};

const missedOf = (
  { location: { Account, Region } }: StartsContext,
  { WindowId, at }: ExpectedStart,
  outcome: StartOutcome,
  window: ListedWindow | undefined,
): MissedStart | undefined => {
  if (outcome.outcome === "started" || outcome.outcome === "open") return undefined;
  const why = outcome.outcome === "unknown" ? outcome.reason : undefined;
  return {
    Account,
    Region,
    WindowId,
    Name: window?.Name,
    expected: new Date(at),
    certainty: outcome.outcome,
    ...(why === undefined ? {} : { why }),
    reason: why === undefined ? MISSED : unknownReasons[why],
  };
};

const MISSED =
  "The window is enabled and its schedule is unchanged, but AWS lists no execution for this start.";
