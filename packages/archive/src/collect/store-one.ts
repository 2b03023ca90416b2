import { isFinalReport, withEarlierRuns, type ExecutionReport, type Verdict } from "@windowpane/report";
import type { Snapshot } from "@windowpane/transport-snapshot";
import type { Archive } from "../open/open-archive.ts";
import { archiveTrends } from "../query/trends.ts";
import type { SqlStatement } from "../sql/sql.ts";
import { readStoredSnapshot } from "../store/stored-runs.ts";
import { storeRun } from "../store/store-run.ts";
import { deleteDraft, readDraft, writeDraft } from "./draft.ts";
import type { KeptResponses } from "./kept-responses.ts";
import type { CollectLocation, CollectOptions, CollectProblem } from "./model.ts";
import {
  afterFailedRead,
  afterIncompleteRead,
  collectTimes,
  isAnnounced,
  type KnownRun,
} from "./plan-look.ts";
import { entriesRead, hasSameEntries, readRun, reportOn } from "./read-run.ts";
import type { RequestBudget } from "./request-budget.ts";
import { closeGap, saveGap, type CollectionGap } from "./missing.ts";
import { forgetRun, saveRuns, type KnownWindow, type StateOf } from "./state.ts";

/** What storing an execution needs. */
export interface StoreContext {
  readonly place: StateOf;
  readonly location: CollectLocation;
  readonly archive: Archive;
  readonly options: CollectOptions;
  readonly budget: RequestBudget;
  readonly windows: ReadonlyMap<string, KnownWindow>;
  /** Responses about windows, shared by all executions of the step. */
  readonly registrations: Map<string, Promise<unknown>>;
}

/** What a step did with an execution. */
export interface RunOutcome {
  /** Present if it was stored for the first time, or more completely. */
  readonly report?: ExecutionReport | undefined;
  /** Whether it is not read again. */
  readonly isFinal: boolean;
  readonly gap?: CollectionGap | undefined;
  readonly problem?: CollectProblem | undefined;
}

/**
 * The same, but one execution that cannot be stored does not keep the others waiting: it is tried again later.
 *
 * @throws the database's error if this cannot be written down either.
 */
export const tryToStore = async (context: StoreContext, run: KnownRun): Promise<RunOutcome> => {
  const { place, archive, options } = context;
  try {
    return await storeOne(context, run);
  } catch (cause) {
    if (options.signal?.aborted === true) throw cause;
    const { WindowId, WindowExecutionId } = run;
    await place.sql.batch(saveRuns(place, [afterFailedRead(run, archive.now().getTime())]));
    const error = cause instanceof Error ? cause : new Error(String(cause));
    return { isFinal: false, problem: { WindowId, WindowExecutionId, error } };
  }
};

/**
 * Reads an execution that has ended and stores it. The row in `collection_run` stays until everything about the
 * execution is written, so a killed step is repeated and changes nothing that was written already.
 */
const storeOne = async (context: StoreContext, run: KnownRun): Promise<RunOutcome> => {
  const { place, location, archive, options, budget } = context;
  const { WindowId, WindowExecutionId } = run;
  const { now } = archive;
  const draft = run.draft === undefined ? undefined : await readDraft(archive, run.draft);
  const stored =
    run.state === "again"
      ? await readStoredSnapshot(archive, {
          Account: location.Account,
          Region: location.Region,
          WindowExecutionId,
        })
      : undefined;
  const kept: KeptResponses = {
    WindowId,
    window: context.windows.get(WindowId)?.item,
    startedAt: run.startedAt,
    registrations: context.registrations,
    earlier: draft ?? stored,
    isDraft: draft !== undefined,
  };
  const reading = await readRun({ location, budget, kept, WindowExecutionId, now: now(), options });
  const time = now().getTime();
  switch (reading.kind) {
    case "unread":
      return { isFinal: false };
    case "failed": {
      await place.sql.batch(saveRuns(place, [afterFailedRead(run, time)]));
      return { isFinal: false, problem: { WindowId, WindowExecutionId, error: reading.error } };
    }
    case "vanished": {
      const gap = missedGap(run, time);
      await place.sql.batch([saveGap(place, gap, time), forgetRun(place, WindowExecutionId)]);
      await deleteDraft(archive, run.draft);
      return { isFinal: true, gap };
    }
    case "read": {
      const { snapshot, isCut, hadMost } = reading;
      const hasProgress = entriesRead(snapshot) > (draft === undefined ? 0 : entriesRead(draft));
      // Otherwise a list is larger than the limit of a step: the run is stored as far as it was read.
      if (isCut && (hasProgress || !hadMost)) {
        if (hasProgress) await keepDraft(context, run, snapshot);
        return { isFinal: false };
      }
      const report = await reportOn(snapshot, kept, options);
      return store(context, run, { snapshot, report, stored });
    }
  }
};

const keepDraft = async (
  { place, archive }: StoreContext,
  run: KnownRun,
  snapshot: Snapshot,
): Promise<void> => {
  // Documents are never changed, so a draft with more entries has another key.
  const key = `draft/${place.location}/${run.WindowExecutionId}/${entriesRead(snapshot)}`;
  await writeDraft(archive, key, snapshot);
  await place.sql.batch(saveRuns(place, [{ ...run, draft: key }]));
  if (run.draft !== key) await deleteDraft(archive, run.draft);
};

interface ReadRun {
  readonly snapshot: Snapshot;
  readonly report: ExecutionReport;
  /** The snapshot that the archive has. */
  readonly stored: Snapshot | undefined;
}

const store = async (
  { place, archive, options }: StoreContext,
  run: KnownRun,
  { snapshot, report, stored }: ReadRun,
): Promise<RunOutcome> => {
  const { WindowExecutionId } = run;
  const time = archive.now().getTime();
  const next = nextRead(run, report, time);
  // Work of a cancelled execution can still run. What ends later would be missing.
  if (report.verdict === "RUNNING" && next !== undefined) {
    await place.sql.batch(saveRuns(place, [{ ...next, state: run.state }]));
    return { isFinal: false };
  }
  const announced = run.announced || next === undefined || isAnnounced(run, time);
  const isNews = stored === undefined || !hasSameEntries(stored, snapshot);
  const { messages, includeSensitive: sensitive } = options;
  const outbox =
    announced && !run.announced && messages !== undefined
      ? await messagesAbout(archive, place, { run, report, messages })
      : [];
  const outcome =
    isNews || outbox.length > 0
      ? await storeRun(archive, { snapshot, report, outbox, replaces: stored !== undefined, sensitive })
      : "known";
  await place.sql.batch([
    ...(next === undefined
      ? [forgetRun(place, WindowExecutionId)]
      : saveRuns(place, [{ ...next, announced, draft: undefined }])),
    closeGap(place, WindowExecutionId, time),
  ]);
  await deleteDraft(archive, run.draft);
  return { isFinal: next === undefined, ...(outcome === "known" ? {} : { report }) };
};

/** The messages about a run, which tell since when its causes occur if all earlier runs of its window are stored. */
const messagesAbout = async (
  archive: Archive,
  place: StateOf,
  {
    run,
    report,
    messages,
  }: {
    readonly run: KnownRun;
    readonly report: ExecutionReport;
    readonly messages: NonNullable<CollectOptions["messages"]>;
  },
): Promise<readonly SqlStatement[]> => {
  const previous = await previousVerdict(place, run);
  if (previous === undefined) return messages(report, {});
  return messages(await withEarlierRuns(report, archiveTrends(archive)), { previous });
};

/** The verdict of the window's run before this one. Undefined if that run may not be stored yet. */
const previousVerdict = async (
  { sql, location }: StateOf,
  { WindowId, startedAt = 0 }: KnownRun,
): Promise<Verdict | undefined> => {
  const [row] = await sql.all<{ verdict: Verdict; start_ms: number; unread: number }>(
    `SELECT run.verdict, run.start_ms, EXISTS (SELECT 1 FROM collection_run AS waiting WHERE waiting.location = ?1
        AND waiting.window_id = ?2 AND waiting.start_ms > run.start_ms AND waiting.start_ms < ?3 AND state <> 'again') AS unread
      FROM maintenance_window JOIN run ON run.maintenance_window = maintenance_window.id
      WHERE maintenance_window.location = ?1 AND maintenance_window.window_id = ?2 AND run.start_ms < ?3
      ORDER BY run.start_ms DESC LIMIT 1`,
    [location, WindowId, startedAt],
  );
  return row?.unread === 0 ? row.verdict : undefined;
};

/** The row of an execution after it was read. Undefined if it is settled: final, or not worth another read. */
const nextRead = (run: KnownRun, report: ExecutionReport, now: number): KnownRun | undefined => {
  if (isFinalReport(report)) return undefined;
  const { complete, verdict, EndTime } = report;
  const isLate = EndTime !== undefined && now - EndTime.getTime() >= collectTimes.latePatches;
  if (complete && verdict !== "RUNNING" && isLate) return undefined;
  return afterIncompleteRead(run, now);
};

/** The gap of an execution that AWS no longer knows. */
export const missedGap = (
  { WindowId, WindowExecutionId, startedAt, state }: KnownRun,
  now: number,
): CollectionGap => ({
  WindowId,
  WindowExecutionId,
  from: startedAt ?? now,
  to: startedAt ?? now,
  code: "missed",
  message:
    state === "running"
      ? "The execution had not ended when it was last seen, and AWS no longer knows it."
      : "The execution ended, and AWS no longer knew it when it was read.",
});
