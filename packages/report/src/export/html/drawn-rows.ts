/** Selects the rows of a timeline that are drawn, so that the picture stays readable on a phone. */
import { isBad } from "../../model/result.ts";
import { patchDoubtOf } from "../../judge/patching/patch-doubt.ts";
import type { Timeline, TimelineRow } from "../../timeline/model.ts";
import { distinctRows } from "../../timeline/distinct-rows.ts";
import { plural } from "../../model/words.ts";

const MOST = 48;
const MOST_LEVELS = 200;

/** The rows to draw, in order, and a sentence about those left out. */
export interface DrawnRows {
  readonly rows: readonly TimelineRow[];
  readonly left: string;
}

/** All rows if they are few; otherwise the levels and the machines that did not pass. */
export const drawnRows = ({ rows: all }: Timeline): DrawnRows => {
  const rows = distinctRows({ rows: all });
  if (rows.length <= MOST) return { rows, left: "" };
  const isMachine = ({ level }: TimelineRow): boolean => level === "machine";
  const upper = rows.filter(({ level }) => level === "execution" || level === "task");
  const invocations = rows.filter(({ level }) => level === "invocation");
  const levels = upper.length + invocations.length <= MOST ? [...upper, ...invocations] : upper;
  const kept = new Set(levels.slice(0, MOST_LEVELS));
  // Pending machines have no bar, and passed ones matter least.
  const candidates = rows.filter((row) => isMachine(row) && !isPassed(row) && row.result !== "pending");
  for (const row of [...candidates.filter(isBadRow), ...candidates]) {
    if (kept.size >= Math.max(MOST, levels.length)) break;
    kept.add(row);
  }
  const left = rows.filter((row) => !kept.has(row));
  const machines = left.filter(isMachine);
  const passed = machines.filter(isPassed).length;
  const pending = machines.filter(({ result }) => result === "pending").length;
  const others = machines.length - passed - pending;
  const words = [
    passed > 0 && `${plural(passed, "machine")} that passed`,
    pending > 0 && plural(pending, "pending machine"),
    others > 0 && `${plural(others, "machine")} that did not pass`,
    left.length > machines.length && plural(left.length - machines.length, "level"),
  ].filter((text) => text !== false);
  return { rows: rows.filter((row) => kept.has(row)), left: `Not drawn: ${words.join(", ")}.` };
};

const doubtOf = ({ result = "unknown", patch }: TimelineRow) => patchDoubtOf({ result, patch });

const isPassed = (row: TimelineRow): boolean => row.result === "passed" && doubtOf(row) === undefined;

const isBadRow = (row: TimelineRow): boolean =>
  row.result !== undefined && (isBad(row.result) || doubtOf(row) === "not-patched");
