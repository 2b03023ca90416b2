/** Since when causes occur, in documents. */
import {
  describeRecurrence,
  recurrenceWords,
  type RecurrenceContext,
} from "../../judge/groups/recurrence-words.ts";
import type { Group, GroupMember, Recurrence } from "../../model/group.ts";
import type { ExecutionReport, Machine } from "../../model/report.ts";

/** Documents have dates in UTC, because they are shared across time zones. */
const contextAt = (now: Date): RecurrenceContext => ({ day: (at) => at.toISOString().slice(0, 10), now });

/** Since when the cause occurs in the window. Empty if no earlier execution is known. */
export const groupSince = ({ recurrence = [] }: Group, now: Date): string => {
  // The report on one execution has one window.
  const [own] = recurrence;
  return own === undefined ? "" : describeRecurrence(own, contextAt(now));
};

/** Since when a member has the cause, if that differs from its window. Otherwise empty. */
export const memberSince = ({ recurrence }: GroupMember, group: Group, now: Date): string => {
  if (recurrence === undefined) return "";
  const words = recurrenceWords(recurrence, contextAt(now));
  const [window] = group.recurrence ?? [];
  return window !== undefined && words === recurrenceWords(window, contextAt(now)) ? "" : words;
};

/** Since when the machines of a report have their causes. */
export interface MachinesSince {
  readonly recurrenceOf: (machine: Machine) => Recurrence | undefined;
  /** Empty if no earlier execution is known. */
  readonly wordsOf: (machine: Machine) => string;
}

/** Finds since when each machine of a report has its cause. */
export const machinesSince = ({ groups }: ExecutionReport, now: Date): MachinesSince => {
  const found = new Map<string, Recurrence>();
  for (const { key, members } of groups) {
    for (const { TaskExecutionId, InvocationId, name, recurrence } of members)
      if (recurrence !== undefined)
        found.set([TaskExecutionId, InvocationId, name, key].join(" "), recurrence);
  }
  const recurrenceOf = (machine: Machine): Recurrence | undefined => {
    const { TaskExecutionId, InvocationId, name, cause = machine.patch?.cause } = machine;
    const key = cause?.key;
    return key === undefined ? undefined : found.get([TaskExecutionId, InvocationId, name, key].join(" "));
  };
  return {
    recurrenceOf,
    wordsOf: (machine) => {
      const recurrence = recurrenceOf(machine);
      return recurrence === undefined ? "" : describeRecurrence(recurrence, contextAt(now));
    },
  };
};
