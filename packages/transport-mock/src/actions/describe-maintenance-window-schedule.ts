import type { FilterKeyOf } from "@windowpane/core";
import { after, before, readFilters, type FilterReader } from "../request/filters.ts";
import { readPage } from "../request/page.ts";
import type { MockAction } from "./action.ts";
import { findWindow } from "./find.ts";
import { hasTarget } from "./has-target.ts";

/**
 * Lists the next executions of windows, earliest first. `Targets` and `ResourceType` select the windows with such a target
 * (unverified: AWS documents little about them).
 */
export const describeMaintenanceWindowSchedule: MockAction<"DescribeMaintenanceWindowSchedule"> = (
  input,
  context,
) => {
  const { WindowId, Filters } = input;
  const passes = readFilters(Filters, keys, context);
  const windows = WindowId === undefined ? context.store.windows : [findWindow(WindowId, context)];
  const runs = windows
    .filter((plan) => plan.window.Enabled !== false && hasTarget(plan, input))
    .flatMap((plan) => (plan.schedule ?? []).map((time) => ({ plan, time })))
    .toSorted((one, other) => one.time.getTime() - other.time.getTime());
  const { items, rest } = readPage(
    input,
    {
      end: runs.length,
      at: (index) => {
        const run = runs[index];
        if (run === undefined || run.time.getTime() <= context.now || !passes(run.time)) return undefined;
        const { WindowId: id, Name } = run.plan.window;
        return { WindowId: id, ...(Name === undefined ? {} : { Name }), ExecutionTime: minuteOf(run.time) };
      },
    },
    context,
  );
  return { ScheduledWindowExecutions: items, ...rest };
};

const keys: Readonly<Record<FilterKeyOf<"DescribeMaintenanceWindowSchedule">, FilterReader<Date>>> = {
  ScheduledBefore: before((time) => time),
  ScheduledAfter: after((time) => time),
};

/** Formats a time as the service does, without seconds for whole minutes: `2020-02-19T16:00Z`. */
const minuteOf = (time: Date): string => time.toISOString().replace(/(:00)?\.000Z$/, "Z");
