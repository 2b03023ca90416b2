/** What users are told when a watch ends before the execution does. */
import { badOf, type ExecutionReport } from "@windowpane/report";
import { NowhereError } from "../../../host/nowhere-error.ts";
import { UsageError } from "../../../host/usage-error.ts";
import type { Context } from "../../context/context.ts";
import { ownCommandLine } from "../../context/own-command.ts";
import { countsText } from "../../output/counts.ts";

/** What was read before the watch ended. */
export interface KnownState {
  report?: ExecutionReport;
  WindowExecutionId?: string;
}

/** What was known at the last check, and the command to continue with. */
export const describeKnown = (context: Context, { report, WindowExecutionId }: KnownState): string => {
  const id = report?.WindowExecutionId ?? WindowExecutionId;
  if (id === undefined) return "No execution has started.";
  if (report === undefined || report.counts.total === 0)
    return `Execution ${id} has started.\n${followAgain(context, id)}`;
  const bad = badOf(report.counts);
  const failed = bad === 0 ? "no failures" : `${bad} did not pass`;
  return `At the last check: ${failed}; ${countsText(report.counts, "machine run")}.\n${followAgain(context, id)}`;
};

/** The command to continue with. */
export const followAgain = ({ settings }: Context, id: string): string =>
  `Continue with: ${ownCommandLine(settings, "watch", id)}`;

interface Named {
  readonly WindowId: string;
  readonly Name?: string | undefined;
}

/** The error for a window that will not start. */
export const notScheduled = ({
  WindowId,
  Name = WindowId,
  Enabled,
}: Named & { readonly Enabled?: boolean | undefined }): NowhereError =>
  new NowhereError(
    `The window ${Name} ${Enabled === false ? "is disabled" : "has no next execution"}.`,
    "Add --timeout to wait for an execution anyway.",
  );

/** The error for a window of an archive, which has no executions to wait for. */
export const notInArchive = ({ WindowId, Name = WindowId }: Named): UsageError =>
  new UsageError(
    `The archive has only executions of ${Name} that have ended.`,
    "Watch the window in its account: omit --source.",
  );

/** The error for a snapshot of an execution that has not ended. */
export const unchanging = ({ settings, args }: Context): UsageError =>
  new UsageError(
    "The execution has not ended in this snapshot, which never changes.",
    `Run \`${ownCommandLine(settings, "report", ...args)}\` for what the snapshot has of it.`,
  );
