import { progressOf } from "./aws-progress.ts";
import type { PatchCounts } from "./patch.ts";
import { present } from "./present.ts";
import type { AccountRegion, AwsProgress, ExecutionReport, Gap, Judgement } from "./report.ts";
import type { Counts } from "./result.ts";

/** An execution with its verdict and counts, without its tasks and machines. */
export interface ExecutionSummary extends AwsProgress, Judgement {
  readonly WindowId?: string | undefined;
  readonly Name?: string | undefined;
  readonly WindowExecutionId: string;
  /** Absent where one account and region is read. */
  readonly origin?: AccountRegion | undefined;
  /** Machines, each counted once. */
  readonly machineCounts: Counts;
  /** Rows by patch result. Absent if no row has one. */
  readonly patches?: PatchCounts | undefined;
  /** Whether reading has ended. */
  readonly done: boolean;
  /** Whether it is done, has no gaps and leaves no tasks out. */
  readonly complete: boolean;
  /** What could not be read. */
  readonly gaps: readonly Gap[];
}

/** The summary of a report. */
export const summaryOf = (report: ExecutionReport): ExecutionSummary => {
  const { WindowId, Name, WindowExecutionId, origin } = report;
  const { verdict, reason, falseGreen, machineCounts, patches, done, complete, gaps } = report;
  return {
    ...present({ WindowId, Name }),
    WindowExecutionId,
    ...present({ origin }),
    ...progressOf(report),
    verdict,
    reason,
    falseGreen,
    machineCounts,
    ...present({ patches }),
    done,
    complete,
    gaps,
  };
};
