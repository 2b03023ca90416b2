import type { AccountPlan, TaskPlan } from "@windowpane/transport-mock";

export const WindowExecutionId = "5e1f0000-0000-4000-8000-000000000001";

/** A UUID that contains the number. */
export const uuid = (number: number): string => `5e1f0000-0000-4000-8000-${String(number).padStart(12, "0")}`;

export const start = new Date("2026-11-21T01:00:00Z");
export const end = new Date("2026-11-21T03:00:00Z");

/** An account with one window and one finished execution of these tasks. */
export const oneWindow = (tasks: readonly TaskPlan[]): AccountPlan => ({
  windows: [
    {
      window: { WindowId: "mw-05e1f05e1f05e1f00", Name: "measured", Enabled: true },
      targets: [],
      tasks: [],
      executions: [{ WindowExecutionId, start, end, outcome: "FAILED", tasks }],
      schedule: [],
    },
  ],
});
