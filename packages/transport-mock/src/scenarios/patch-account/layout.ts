import { hex } from "../../world/random.ts";

const numbered = (kind: number, number: number): string =>
  `9a7c${hex(kind, 4)}-0000-4000-8000-${hex(number, 12)}`;

/** The IDs of a `patchAccount`. Numbers count from 0. */
export const patchAccountIds = {
  WindowId: "mw-09a7c0000000000c0",
  WindowExecutionId: numbered(1, 0),
  /** The snapshot of the baseline: the same for all tasks of the execution. */
  SnapshotId: numbered(2, 0),
  BaselineId: "pb-09a7c0000000000b0",
  /** The execution of a task. */
  task: (task: number): string => numbered(3, task),
  windowTask: (task: number): string => numbered(4, task),
  /** An invocation; of an automation task there is one for each machine. */
  invocation: (task: number, machine = 0): string => numbered(5, task * 65_536 + machine),
  /** The command of a task; of an automation task there is one for each machine. */
  command: (task: number, machine = 0): string => numbered(6, task * 65_536 + machine),
  automation: (task: number, machine: number): string => numbered(7, task * 65_536 + machine),
  /** A command or a run that no window started. */
  other: (number: number): string => numbered(8, number),
  machine: (machine: number): string => `i-${hex(0x9a7c, 9)}${hex(machine, 8)}`,
} as const;

/** When the execution of a `patchAccount` starts. Its first task runs until ten minutes later. */
export const patchAccountStart: Date = new Date("2026-11-22T02:00:00Z");

/** So many minutes after the start of a `patchAccount`. */
export const patchAccountMinute = (minutes: number): Date =>
  new Date(patchAccountStart.getTime() + minutes * 60_000);

/** How long each task takes. */
export const TASK_MINUTES = 10;
