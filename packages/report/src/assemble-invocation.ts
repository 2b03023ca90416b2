import type { Invocation } from "./collect/invocation-context.ts";
import { countBuckets } from "./bucket.ts";
import type { InvocationReport, Machine } from "./model.ts";
import { ownCause } from "./own-cause.ts";
import { present } from "./present.ts";
import { progressOf } from "./progress-of.ts";
import { sharedText } from "./shared-text.ts";
import { judge } from "./verdict.ts";
import { nounOf } from "./words.ts";

/** An invocation, as far as it has been read. */
export interface InvocationParts {
  readonly WindowExecutionId: string;
  readonly TaskExecutionId: string;
  /** AWS's, or ours where AWS's row has none. */
  readonly InvocationId: string;
  readonly invocation: Invocation;
  readonly TaskType?: string | undefined;
  readonly DocumentName?: string | undefined;
  readonly machines: readonly Machine[];
  readonly exact: boolean;
  readonly read: boolean;
  /** How many holes its reading left. */
  readonly holes: number;
  readonly includeSensitive: boolean;
  /** Whether its execution is over, whatever this one's status is. Default: false. */
  readonly isOver?: boolean | undefined;
}

/** The report on an invocation. */
export const assembleInvocation = (parts: InvocationParts): InvocationReport => {
  const { WindowExecutionId, TaskExecutionId, InvocationId, TaskType, DocumentName } = parts;
  const { invocation, machines, exact, read, includeSensitive } = parts;
  const { ExecutionId, WindowTargetId, Parameters, OwnerInformation } = invocation;
  const counts = countBuckets(
    machines.map(({ bucket }) => bucket),
    exact && read,
  );
  const judgement = judge({
    ...progressOf(invocation),
    level: "invocation",
    counts,
    noun: nounOf(machines),
    parts: [],
    badParts: 0,
    read,
    isOver: parts.isOver,
  });
  const cause = read
    ? ownCause({
        level: "invocation",
        verdict: judgement.verdict,
        counts,
        parts: [],
        aws: invocation,
        subject: DocumentName ?? TaskType,
        unread: unreadIn(machines),
      })
    : undefined;
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
    machines,
    read,
    holes: parts.holes || undefined,
  });
};

const unreadIn = (machines: readonly Machine[]): string | undefined =>
  machines.find(({ bucket }) => bucket === "unknown")?.reason;

const filled = (text: string | undefined): string | undefined => (text === "" ? undefined : text);
