/** Reads and writes what is missing: starts that did not happen, and what could not be collected. */
import type { SqlStatement } from "../sql/sql.ts";
import type { ExpectedStart, StartOutcome } from "./expected-starts.ts";
import type { WindowRuns } from "./list-windows.ts";
import { collectTimes } from "./plan-look.ts";
import type { KnownWindow, StateOf } from "./state.ts";

interface StartRow {
  readonly window_id: string;
  readonly expected_ms: number;
  readonly seen_ms: number;
  readonly schedule: string;
}

/** Starts that are not decided yet. */
export const readOpenStarts = async ({ sql, location }: StateOf): Promise<readonly ExpectedStart[]> => {
  const rows = await sql.all<StartRow>(
    "SELECT window_id, expected_ms, seen_ms, schedule FROM collection_start WHERE location = ?1 AND outcome = 'open'",
    [location],
  );
  return rows.map((row) => ({
    WindowId: row.window_id,
    at: row.expected_ms,
    seenAt: row.seen_ms,
    schedule: row.schedule,
  }));
};

/** Writes the outcome of a start. One that was decided keeps its outcome. */
export const saveStart = (
  { location }: StateOf,
  { WindowId, at, seenAt, schedule }: ExpectedStart,
  outcome: StartOutcome,
  now: number,
): SqlStatement => {
  if (outcome.outcome === "started") {
    return {
      text: "DELETE FROM collection_start WHERE location = ?1 AND window_id = ?2 AND expected_ms = ?3 AND outcome = 'open'",
      values: [location, WindowId, at],
    };
  }
  return {
    text: `INSERT INTO collection_start (location, window_id, expected_ms, seen_ms, schedule, outcome, reason, decided_ms)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
      ON CONFLICT DO UPDATE SET outcome = excluded.outcome, reason = excluded.reason, decided_ms = excluded.decided_ms
      WHERE collection_start.outcome = 'open'`,
    values: [
      location,
      WindowId,
      at,
      seenAt,
      schedule,
      outcome.outcome,
      "reason" in outcome ? outcome.reason : null,
      outcome.outcome === "open" ? null : now,
    ],
  };
};

/** Something that could not be collected. */
export interface CollectionGap {
  /** Empty: the whole location. */
  readonly WindowId: string;
  /** Empty: any execution of the period. */
  readonly WindowExecutionId: string;
  readonly from: number;
  readonly to: number;
  readonly code: GapCode;
  readonly message: string;
}

/**
 * - `pause`: nothing was collected for more than a day. AWS still had all executions, but later scans may have overwritten patch states.
 * - `lost`: nothing was collected for so long that AWS may have forgotten executions.
 * - `missed`: an execution that was listed, and that AWS no longer knew when it was read.
 * - `nameless`: AWS listed an execution without an ID.
 */
export type GapCode = "pause" | "lost" | "missed" | "nameless";

export const saveGap = ({ location }: StateOf, gap: CollectionGap, now: number): SqlStatement => ({
  text: `INSERT INTO collection_gap (location, window_id, execution_id, from_ms, to_ms, code, message, noted_ms)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT DO NOTHING`,
  values: [location, gap.WindowId, gap.WindowExecutionId, gap.from, gap.to, gap.code, gap.message, now],
});

/** Closes gaps that end in the future: they were recorded while the clock was wrong. */
export const closeFutureGaps = ({ location }: StateOf, now: number): SqlStatement => ({
  text: "UPDATE collection_gap SET closed_ms = ?2 WHERE location = ?1 AND to_ms > ?3 AND closed_ms IS NULL",
  values: [location, now, now + collectTimes.overlap],
});

/** Closes the gap of an execution that was read after all. */
export const closeGap = ({ location }: StateOf, WindowExecutionId: string, now: number): SqlStatement => ({
  text: "UPDATE collection_gap SET closed_ms = ?3 WHERE location = ?1 AND execution_id = ?2 AND closed_ms IS NULL",
  values: [location, WindowExecutionId, now],
});

/** What tells whether the collection paused. */
export interface Pauses {
  readonly lookedAt: number | undefined;
  readonly startedAt: number;
  readonly isComplete: boolean;
  readonly lists: readonly WindowRuns[];
  readonly known: ReadonlyMap<string, KnownWindow>;
}

/** Gaps of the collection itself: nothing was collected for more than a day, for the location or for a window. */
export const pausesOf = ({
  lookedAt,
  startedAt,
  isComplete,
  lists,
  known,
}: Pauses): readonly CollectionGap[] => [
  ...(isComplete ? pauseOf("", lookedAt, startedAt) : []),
  ...lists
    .filter(({ isWhole }) => isWhole)
    .flatMap(({ WindowId }) => pauseOf(WindowId, known.get(WindowId)?.coveredUntil, startedAt)),
];

const pauseOf = (WindowId: string, from: number | undefined, to: number): readonly CollectionGap[] => {
  // 0: there was no look yet.
  if (from === undefined || from === 0 || to - from <= collectTimes.pause) return [];
  const forgotten = to - collectTimes.history;
  const gap = { WindowId, WindowExecutionId: "", from };
  return [
    {
      ...gap,
      to,
      code: "pause",
      message:
        "Nothing was collected in this period. Later scans may have overwritten patch states of its runs.",
    },
    ...(from < forgotten
      ? [
          {
            ...gap,
            to: forgotten,
            code: "lost" as const,
            message:
              "Nothing was collected in this period and the 30 days after it. Runs that AWS no longer knows are missing.",
          },
        ]
      : []),
  ];
};

/** The gap of executions that AWS lists without an ID. */
export const namelessGap = (count: number, at: number): CollectionGap => ({
  WindowId: "",
  WindowExecutionId: "",
  from: at,
  to: at,
  code: "nameless",
  message: `AWS listed ${count} executions without an ID, so they cannot be read.`,
});
