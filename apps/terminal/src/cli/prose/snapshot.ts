import { isFinalStatus, type OperationName } from "@windowpane/core";
import { gapKindOf, gapText } from "@windowpane/report";
import { gapError, gapsOf, type SnapshotGap, type Snapshot } from "@windowpane/transport-snapshot";

/** What was taken, and what could not be, in words. */
export const snapshotNote = (snapshot: Snapshot): string => {
  const { executions, answers, includesSensitive } = snapshot;
  const count = (operation: string): number =>
    answers
      .filter((held) => held.operation === operation)
      .reduce((total, { items = [] }) => total + items.length, 0);
  const lines = [
    `${plural(executions.length, "execution")}, ` +
      `${plural(count("DescribeMaintenanceWindowExecutionTaskInvocations"), "invocation")}, ` +
      `${plural(count("ListCommandInvocations"), "command invocation")}; sensitive members ${includesSensitive ? "included" : "left out"}.`,
    ...runningLines(snapshot),
    ...gapLines(snapshot),
  ];
  return lines.join("\n");
};

/** A file does not go on: whoever reads it later should know. */
const runningLines = ({ answers }: Snapshot): readonly string[] =>
  answers.flatMap(({ operation, input, answer = {} }) => {
    const status: unknown = Reflect.get(answer, "Status");
    const isRunning =
      operation === "GetMaintenanceWindowExecution" && typeof status === "string" && !isFinalStatus(status);
    return isRunning
      ? [`Execution ${input["WindowExecutionId"] ?? ""} was still ${status}; it is kept as it stood.`]
      : [];
  });

const gapLines = (snapshot: Snapshot): readonly string[] => {
  const gaps = gapsOf(snapshot);
  if (gaps.length === 0) return [];
  const kinds = new Map<string, SnapshotGapKind>();
  for (const { operation, gap } of gaps) {
    const before = kinds.get(`${operation} ${gap.code}`);
    if (before !== undefined) before.times += 1;
    else kinds.set(`${operation} ${gap.code}`, { operation, code: gap.code, times: 1, gap });
  }
  return [
    `${plural(gaps.length, "answer")} could not be read; the snapshot holds the reasons:`,
    ...[...kinds.values()].map(gapLine),
  ];
};

interface SnapshotGapKind {
  readonly operation: OperationName;
  readonly code: string;
  readonly gap: SnapshotGap;
  times: number;
}

const gapLine = ({ operation, code, gap, times }: SnapshotGapKind): string => {
  const kind = gapKindOf(gapError(operation, gap));
  const count = times === 1 ? "" : ` (${times} times)`;
  return `  ${operation}: ${kind}${code === kind ? "" : `, ${code}`}${count}. ${gapText(kind, operation).whatToDo}`;
};

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;
