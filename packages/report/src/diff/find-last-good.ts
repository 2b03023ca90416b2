import {
  createReader,
  isLastPage,
  isWindowpaneError,
  type Client,
  type Item,
  type Signal,
} from "@windowpane/core";
import { skipsPatches } from "../judge/assemble/assemble-invocation.ts";
import { badOf } from "../model/result.ts";
import { collectExecution } from "../collect/execution/execution.ts";
import type { ExecutionOptions } from "../collect/reading/options.ts";
import { wholeSeconds } from "../collect/windows/window-executions.ts";
import { gapOf } from "../model/gap.ts";
import type { ExecutionReport, Gap, Verdict } from "../model/report.ts";
import { present } from "../model/present.ts";
import { plural } from "../model/words.ts";

/** Where to look. */
export interface LastGoodOptions {
  readonly WindowId: string;
  /** The window's name, for the report. Default: unnamed. */
  readonly Name?: string | undefined;
  /** Only executions that began before this time. */
  readonly before: Date;
  /** Most executions that are read down to their machines before it gives up. Default: 10. */
  readonly most?: number | undefined;
  /** Most requests under way at once. Default: 8. */
  readonly concurrency?: number | undefined;
  /** Aborts the search, which then rejects with `signal.reason`. Default: it cannot be aborted. */
  readonly signal?: Signal | undefined;
  /** Told of every execution before it is read. Default: nobody is told. */
  readonly onExecution?: ((execution: { readonly WindowExecutionId: string }) => void) | undefined;
}

/** What the search found. */
export interface LastGood {
  /**
   * The newest execution whose verdict is PASSED, judged by the commands on its machines; patch state is not read. Absent
   * when there is none, or it gave up.
   */
  readonly report?: ExecutionReport | undefined;
  /** Executions that AWS calls SUCCESS and that were read and found wanting, newest first. */
  readonly passedOver: readonly PassedOver[];
  /** Whether an older one may still be good. */
  readonly gaveUp: boolean;
  /** What was found, in one sentence. */
  readonly reason: string;
  readonly gaps: readonly Gap[];
}

/** An execution that AWS calls SUCCESS, and why it is not the last good one. */
export interface PassedOver {
  readonly WindowExecutionId: string;
  readonly StartTime?: Date | undefined;
  /** Absent where the reading was left as soon as a machine did not pass. */
  readonly verdict?: Verdict | undefined;
  readonly reason: string;
}

/** Executions are few: a window that runs every hour has 720 in the 30 days that their details are kept. */
const MOST_PAGES = 10;
const MOST_EXECUTIONS = 10;

/**
 * The newest execution of a window before a time that really passed: AWS's SUCCESS is only where the search begins, each is
 * read down to its machines, and left as soon as one of them did not pass. Its commands decide, not its patches: the newer
 * execution has overwritten the patch state that it left, so nothing could prove that its machines were patched.
 *
 * @throws `signal.reason` when aborted; what the client rejects with when the executions cannot be listed at all.
 */
export const findLastGood = async (client: Client, options: LastGoodOptions): Promise<LastGood> => {
  const { WindowId, Name, most = MOST_EXECUTIONS, concurrency, signal, onExecution } = options;
  const { candidates, whole, gaps } = await listCandidates(client, options);
  const passedOver: PassedOver[] = [];
  const found = (rest: Pick<LastGood, "report" | "gaveUp" | "reason">): LastGood => ({
    ...rest,
    passedOver,
    gaps,
  });
  for (const candidate of candidates) {
    const { WindowExecutionId } = candidate;
    if (passedOver.length >= most) {
      return found({
        gaveUp: true,
        reason: `None of the last ${plural(most, "execution")} that AWS calls SUCCESS passed on every machine; older ones were not read.`,
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
        gaveUp: false,
        reason: `The newest execution before that passed on every machine.${patchWords(report)}`,
      });
    }
    passedOver.push(passedOverBy(candidate, report));
    if (report.gaps.some(({ code }) => code === "expired")) {
      return found({
        gaveUp: true,
        reason:
          "AWS keeps what ran on machines for 30 days, and nothing in that time passed on every machine.",
      });
    }
  }
  const sure = whole && gaps.length === 0;
  return found({
    gaveUp: !sure,
    reason: sure
      ? "No execution before that passed on every machine."
      : "No execution that could be read passed on every machine; not all could be.",
  });
};

const patchWords = ({ tasks }: ExecutionReport): string =>
  tasks.some(({ invocations }) => invocations.some(skipsPatches))
    ? " Whether its machines were patched is not known: later runs overwrite their patch state."
    : "";

type Candidate = Item<"DescribeMaintenanceWindowExecutions"> & { readonly WindowExecutionId: string };

interface Candidates {
  readonly candidates: readonly Candidate[];
  /** Whether these are all there are. */
  readonly whole: boolean;
  readonly gaps: Gap[];
}

/** Executions that AWS calls SUCCESS, newest first. The others cannot be PASSED, so they are not read. */
const listCandidates = async (
  client: Client,
  { WindowId, before, signal }: LastGoodOptions,
): Promise<Candidates> => {
  const candidates: Candidate[] = [];
  const gaps: Gap[] = [];
  let pages = 0;
  let whole = true;
  // The filter takes whole seconds; what it lets through too much is left out here.
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
  // AWS has been seen to list the newest first, and promises nothing.
  const time = ({ StartTime }: Candidate): number => StartTime?.getTime() ?? 0;
  return { candidates: candidates.toSorted((one, other) => time(other) - time(one)), whole, gaps };
};

const operation = "DescribeMaintenanceWindowExecutions";

/** The report, whole or left as soon as it shows that something did not pass; nothing when it cannot be read. */
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
    const place = { ids: { WindowExecutionId }, what: "An execution that AWS calls SUCCESS" };
    gaps.push(gapOf(error, { operation: "GetMaintenanceWindowExecution", ...place }));
  }
  return last;
};

const passedOverBy = ({ WindowExecutionId, StartTime }: Candidate, report: ExecutionReport): PassedOver => {
  const { verdict, reason, done, counts } = report;
  return {
    WindowExecutionId,
    ...present({ StartTime }),
    ...(done
      ? { verdict, reason }
      : { reason: `${plural(badOf(counts), "machine")} did not pass; the rest was not read.` }),
  };
};
