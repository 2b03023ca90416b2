import { assembleInvocation, type InvocationParts } from "../../judge/assemble/assemble-invocation.ts";
import type { InvocationReport } from "../../model/report.ts";
import type { AwsInvocation } from "../../model/task.ts";

/** A task's invocations, each as far as it is known, in AWS's order. */
export interface InvocationTable {
  readonly size: number;
  /** What is known of one; undefined where it was not listed yet. */
  get(InvocationId: string): InvocationReport | undefined;
  /** Whether an invocation's parts are those of this row of AWS's, and nothing newer. */
  isOf(InvocationId: string, invocation: AwsInvocation): boolean;
  /** Takes an invocation's parts in place of those before, and says whether it is the first time, and the first time that it is read. */
  put(parts: InvocationParts): { readonly isNew: boolean; readonly isFirstRead: boolean };
  moveToEnd(InvocationId: string): void;
  all(): readonly InvocationReport[];
}

/** An empty table. AWS's rows, which with their `Parameters` are larger than reports, are kept only until they are read. */
export const createInvocationTable = (): InvocationTable => {
  const reports = new Map<string, InvocationReport>();
  const underWay = new Map<string, AwsInvocation>();
  /** Those that had been read, and are read again since they have ended meanwhile. */
  const again = new Set<string>();
  return {
    get size() {
      return reports.size;
    },
    get: (InvocationId) => reports.get(InvocationId),
    isOf: (InvocationId, invocation) => underWay.get(InvocationId) === invocation,
    put: (parts) => {
      const { InvocationId, invocation } = parts;
      const before = reports.get(InvocationId);
      const report = assembleInvocation(parts);
      reports.set(InvocationId, report);
      if (report.read) underWay.delete(InvocationId);
      else underWay.set(InvocationId, invocation);
      const wasRead = before?.read === true || again.has(InvocationId);
      if (wasRead && !report.read) again.add(InvocationId);
      return { isNew: before === undefined, isFirstRead: report.read && !wasRead };
    },
    moveToEnd: (InvocationId) => {
      const report = reports.get(InvocationId);
      if (report !== undefined && reports.delete(InvocationId)) reports.set(InvocationId, report);
    },
    all: () => [...reports.values()],
  };
};
