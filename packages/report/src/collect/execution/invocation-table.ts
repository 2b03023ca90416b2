import { assembleInvocation, type InvocationParts } from "../../judge/assemble/assemble-invocation.ts";
import type { InvocationReport } from "../../model/report.ts";
import type { AwsInvocation } from "../../model/task.ts";

/** The reports on a task's invocations, in AWS's order. */
export interface InvocationTable {
  readonly size: number;
  /** The report on an invocation. Undefined if it is not listed yet. */
  get(InvocationId: string): InvocationReport | undefined;
  /** Whether the current parts of an invocation come from this AWS row, and not from a newer one. */
  isOf(InvocationId: string, invocation: AwsInvocation): boolean;
  /** Replaces the parts of an invocation. Returns whether it is new, and whether this is the first time that it has been read. */
  put(parts: InvocationParts): { readonly isNew: boolean; readonly isFirstRead: boolean };
  moveToEnd(InvocationId: string): void;
  all(): readonly InvocationReport[];
}

/** Creates an empty table. Retains AWS's rows only until they have been read: with `Parameters` they are larger than reports. */
export const createInvocationTable = (): InvocationTable => {
  const reports = new Map<string, InvocationReport>();
  const underWay = new Map<string, AwsInvocation>();
  /** Invocations that are read again because they have ended in the meantime. */
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
