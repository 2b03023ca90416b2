/** The IDs and times of a `patchAccount`. */
import { hex } from "../../world/random.ts";

const numbered = (kind: number, number: number): string =>
  `9a7c${hex(kind, 4)}-0000-4000-8000-${hex(number, 12)}`;

/** The IDs of a `patchAccount`. Indexes start at 0. */
export const patchAccountIds = {
  WindowId: "mw-09a7c0000000000c0",
  WindowExecutionId: numbered(1, 0),
  /** Snapshot of the baseline, the same for all tasks of the execution. */
  SnapshotId: numbered(2, 0),
  BaselineId: "pb-09a7c0000000000b0",
  /** TaskExecutionId of a task. */
  task: (task: number): string => numbered(3, task),
  windowTask: (task: number): string => numbered(4, task),
  /** An invocation. An automation task has one for each machine. */
  invocation: (task: number, machine = 0): string => numbered(5, task * 65_536 + machine),
  /** The command of a task. An automation task has one for each machine. */
  command: (task: number, machine = 0): string => numbered(6, task * 65_536 + machine),
  automation: (task: number, machine: number): string => numbered(7, task * 65_536 + machine),
  /** A command without a window. */
  other: (number: number): string => numbered(8, number),
  machine: (machine: number): string => `i-${hex(0x9a7c, 9)}${hex(machine, 8)}`,
} as const;

/** Start of a `patchAccount`'s execution. */
export const patchAccountStart: Date = new Date("2026-11-22T02:00:00Z");

/** The time a number of minutes after the start of a `patchAccount`'s execution. */
export const patchAccountMinute = (minutes: number): Date =>
  new Date(patchAccountStart.getTime() + minutes * 60_000);

/** Duration of each task, in minutes. */
export const TASK_MINUTES = 10;
