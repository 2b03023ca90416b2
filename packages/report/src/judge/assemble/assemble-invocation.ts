import { skipsPatches } from "../patching/patch-doubt.ts";
import type { AwsInvocation } from "../../model/task.ts";
import { countResults } from "../../model/result.ts";
import { isStopped } from "../groups/harm.ts";
import { judgeLevel } from "../verdict/judge-level.ts";
import type { InvocationReport } from "../../model/report.ts";
import { countPatches } from "../patching/counts.ts";
import { present } from "../../model/present.ts";
import { sharedText } from "../../model/text.ts";

/** What has been read of an invocation. */
export interface InvocationParts extends Pick<
  InvocationReport,
  | "WindowExecutionId"
  | "TaskExecutionId"
  | "InvocationId"
  | "TaskType"
  | "DocumentName"
  | "patchRun"
  | "machines"
  | "read"
> {
  readonly invocation: AwsInvocation;
  readonly exact: boolean;
  /** Number of gaps. */
  readonly gaps: number;
  readonly includeSensitive: boolean;
  /** Whether its execution has ended, regardless of the invocation's status. Default: false. */
  readonly isOver?: boolean | undefined;
}

/** Assembles the report on an invocation. */
export const assembleInvocation = (parts: InvocationParts): InvocationReport => {
  const { WindowExecutionId, TaskExecutionId, InvocationId, TaskType, DocumentName } = parts;
  const { invocation, machines, exact, read, includeSensitive } = parts;
  const { ExecutionId, WindowTargetId, Parameters, OwnerInformation } = invocation;
  const counts = countResults(
    machines.map(({ result, cause }) => ({ result, isStopped: isStopped(cause) })),
    exact && read,
  );
  const patches = countPatches(machines);
  const { judgement, cause } = judgeLevel({
    level: "invocation",
    aws: invocation,
    counts,
    patches,
    skipsPatches: skipsPatches({ patchRun: parts.patchRun, patches, machines }),
    machines,
    parts: [],
    read,
    isOver: parts.isOver,
    subject: DocumentName ?? TaskType,
    unread: machines.find(({ result }) => result === "unknown")?.reason,
  });
  return present({
    InvocationId,
    TaskExecutionId,
    WindowExecutionId,
    TaskType: sharedText(TaskType),
    DocumentName: sharedText(DocumentName),
    ExecutionId: filled(ExecutionId),
    WindowTargetId: sharedText(filled(WindowTargetId)),
    Parameters: includeSensitive ? Parameters : undefined,
    OwnerInformation: includeSensitive ? OwnerInformation : undefined,
    Status: sharedText(invocation.Status),
    StatusDetails: sharedText(invocation.StatusDetails),
    StartTime: invocation.StartTime,
    EndTime: invocation.EndTime,
    verdict: judgement.verdict,
    reason: sharedText(judgement.reason),
    falseGreen: judgement.falseGreen,
    cause,
    counts,
    patchRun: parts.patchRun,
    patches,
    machines,
    read,
    gaps: parts.gaps || undefined,
  });
};

/** The parts of an invocation from an earlier report, with AWS's current row if there is one. */
export const partsFrom = (
  earlier: InvocationReport,
  options: { readonly includeSensitive: boolean; readonly invocation?: AwsInvocation },
): InvocationParts => ({
  WindowExecutionId: earlier.WindowExecutionId,
  TaskExecutionId: earlier.TaskExecutionId,
  InvocationId: earlier.InvocationId,
  invocation: options.invocation ?? { ...earlier },
  TaskType: earlier.TaskType,
  DocumentName: earlier.DocumentName,
  patchRun: earlier.patchRun,
  machines: earlier.machines,
  exact: true,
  read: true,
  gaps: 0,
  includeSensitive: options.includeSensitive,
});

const filled = (text: string | undefined): string | undefined => (text === "" ? undefined : text);
