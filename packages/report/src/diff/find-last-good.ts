import { skipsPatches } from "../judge/patching/patch-doubt.ts";
import {
  createReader,
  isLastPage,
  isWindowpaneError,
  type Client,
  type Item,
  type Signal,
} from "@windowpane/core";
import { badOf } from "../model/result.ts";
import { collectExecution } from "../collect/execution/execution.ts";
import type { ExecutionOptions } from "../collect/reading/options.ts";
import { wholeSeconds } from "../collect/windows/window-executions.ts";
import { gapOf } from "../model/gap.ts";
import type { ExecutionReport, Gap, Verdict } from "../model/report.ts";
import { present } from "../model/present.ts";
import { plural } from "../model/words.ts";

/** The window and time to search. */
export interface LastGoodOptions {
  readonly WindowId: string;
  /** The window's name, for the report. Default: none. */
  readonly Name?: string | undefined;
  /** Only executions that began before this time. */
  readonly before: Date;
  /** Maximum number of executions to read down to their machines. Default: 10. */
  readonly most?: number | undefined;
  /** Maximum number of concurrent requests. Default: 8. */
  readonly concurrency?: number | undefined;
  /** Aborts the search, which then rejects with `signal.reason`. Default: none. */
  readonly signal?: Signal | undefined;
  /** Called for every execution before it is read. Default: none. */
  readonly onExecution?: ((execution: { readonly WindowExecutionId: string }) => void) | undefined;
}

/** The result of the search. */
export interface LastGood {
  /**
   * The newest execution with verdict PASSED, judged without patch state. Absent if not found, or if the search stopped
   * early.
   */
  readonly report?: ExecutionReport | undefined;
  /** Newer executions with status SUCCESS that did not pass, newest first. */
  readonly skipped: readonly SkippedExecution[];
  /** Whether the search stopped early, so that an older execution may have passed. */
  readonly stoppedEarly: boolean;
  /** The result in one sentence. */
  readonly reason: string;
  /** What could not be read. */
  readonly gaps: readonly Gap[];
}

/** An execution with status SUCCESS that did not pass, and why. */
export interface SkippedExecution {
  readonly WindowExecutionId: string;
  readonly StartTime?: Date | undefined;
  /** Absent if reading stopped when a machine had not passed. */
  readonly verdict?: Verdict | undefined;
  readonly reason: string;
}

/** Limits of the search. A window that runs every hour has 720 executions in the 30 days of history. */
const MOST_PAGES = 10;
const MOST_EXECUTIONS = 10;

/**
 * Finds the newest execution of a window before a time that passed on every machine. Reads executions with status SUCCESS down
 * to their machines, and stops reading one when a machine did not pass. Ignores patch results: newer executions have
 * overwritten the patch state.
 *
 * @throws `signal.reason` when aborted; the client's error when the executions cannot be listed.
 */
export const findLastGood = async (client: Client, options: LastGoodOptions): Promise<LastGood> => {
  const { WindowId, Name, most = MOST_EXECUTIONS, concurrency, signal, onExecution } = options;
  const { candidates, whole, gaps } = await listCandidates(client, options);
  const skipped: SkippedExecution[] = [];
  const found = (rest: Pick<LastGood, "report" | "stoppedEarly" | "reason">): LastGood => ({
    ...rest,
    skipped,
    gaps,
  });
  for (const candidate of candidates) {
    const { WindowExecutionId } = candidate;
    if (skipped.length >= most) {
      return found({
        stoppedEarly: true,
        reason: `None of the last ${plural(most, "execution")} with status SUCCESS passed on every machine; older ones were not read.`,
      });
    }
    onExecution?.({ WindowExecutionId });
    const window = { WindowId, ...(Name === undefined ? {} : { Name }) };
    const judged = { WindowExecutionId, window, concurrency, signal, patches: false };
    const report = await judgeExecution(client, judged, gaps);
    if (report === undefined) continue;
    if (report.verdict === "PASSED") {
      return found({
        report,
        stoppedEarly: false,
        reason: `This is the newest earlier execution that passed on every machine.${patchWords(report)}`,
      });
    }
    skipped.push(skippedExecution(candidate, report));
    if (report.gaps.some(({ code }) => code === "expired")) {
      return found({
        stoppedEarly: true,
        reason: "AWS keeps history for 30 days, and no execution in that time passed on every machine.",
      });
    }
  }
  const sure = whole && gaps.length === 0;
  return found({
    stoppedEarly: !sure,
    reason: sure
      ? "No earlier execution passed on every machine."
      : "No earlier execution that could be read passed on every machine; some could not be read.",
  });
};

const patchWords = ({ tasks }: ExecutionReport): string =>
  tasks.some(({ invocations }) => invocations.some(skipsPatches))
    ? " It is unknown whether its machines were patched, because later runs overwrite their patch state."
    : "";

type Candidate = Item<"DescribeMaintenanceWindowExecutions"> & { readonly WindowExecutionId: string };

interface Candidates {
  readonly candidates: readonly Candidate[];
  /** Whether the list is complete. */
  readonly whole: boolean;
  readonly gaps: Gap[];
}

/** Lists executions with status SUCCESS, newest first. Others cannot be PASSED. */
const listCandidates = async (
  client: Client,
  { WindowId, before, signal }: LastGoodOptions,
): Promise<Candidates> => {
  const candidates: Candidate[] = [];
  const gaps: Gap[] = [];
  let pages = 0;
  let whole = true;
  // The filter takes whole seconds, so executions in the same second are removed below.
  const bound = wholeSeconds(Math.ceil(before.getTime() / 1000) * 1000);
  const input = { WindowId, MaxResults: 100, Filters: [{ Key: "ExecutedBefore", Values: [bound] }] };
  try {
    for await (const page of createReader(client, { signal }).pages(operation, input)) {
      for (const { WindowExecutionId, ...execution } of page.WindowExecutions ?? []) {
        const { Status, StartTime } = execution;
        if (WindowExecutionId === undefined || StartTime === undefined || StartTime >= before) continue;
        if (Status === "SUCCESS") candidates.push({ ...execution, WindowExecutionId });
      }
      pages += 1;
      if (pages < MOST_PAGES) continue;
      whole = isLastPage(page);
      break;
    }
  } catch (error) {
    if (!isWindowpaneError(error) || pages === 0) throw error;
    gaps.push(gapOf(error, { operation, ids: { WindowId }, what: "The executions of the window" }));
  }
  // AWS lists the newest first, but does not document it.
  const time = ({ StartTime }: Candidate): number => StartTime?.getTime() ?? 0;
  return { candidates: candidates.toSorted((one, other) => time(other) - time(one)), whole, gaps };
};

const operation = "DescribeMaintenanceWindowExecutions";

/** Reads an execution until a machine has not passed. Undefined if it cannot be read. */
const judgeExecution = async (
  client: Client,
  options: ExecutionOptions,
  gaps: Gap[],
): Promise<ExecutionReport | undefined> => {
  let last: ExecutionReport | undefined;
  try {
    for await (const report of collectExecution(client, options)) {
      last = report;
      if (badOf(report.counts) > 0) break;
    }
  } catch (error) {
    if (!isWindowpaneError(error)) throw error;
    const { WindowExecutionId } = options;
    const subject = { ids: { WindowExecutionId }, what: "An execution with status SUCCESS" };
    gaps.push(gapOf(error, { operation: "GetMaintenanceWindowExecution", ...subject }));
  }
  return last;
};

const skippedExecution = (
  { WindowExecutionId, StartTime }: Candidate,
  report: ExecutionReport,
): SkippedExecution => {
  const { verdict, reason, done, counts } = report;
  return {
    WindowExecutionId,
    ...present({ StartTime }),
    ...(done
      ? { verdict, reason }
      : { reason: `${plural(badOf(counts), "machine")} did not pass; the rest was not read.` }),
  };
};
