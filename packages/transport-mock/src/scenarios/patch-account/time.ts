/** When the execution of a `patchAccount` starts. Its first task runs until ten minutes later. */
export const patchAccountStart: Date = new Date("2026-11-22T02:00:00Z");

/** So many minutes after the start of a `patchAccount`. */
export const patchAccountMinute = (minutes: number): Date =>
  new Date(patchAccountStart.getTime() + minutes * 60_000);

/** How long each task takes. */
export const TASK_MINUTES = 10;
