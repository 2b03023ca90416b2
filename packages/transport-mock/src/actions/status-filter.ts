import type { FilterKeyOf } from "@windowpane/core";
import { wordOf, type FilterReader } from "../request/filters.ts";

/**
 * The STATUS filter. AWS documents seven of the eight statuses as values; SKIPPED_OVERLAPPING is rejected like an unknown
 * status (unverified).
 */
export const statusFilter: Readonly<
  Record<FilterKeyOf<"DescribeMaintenanceWindowExecutionTaskInvocations">, FilterReader<string>>
> = {
  STATUS: wordOf(
    ["PENDING", "IN_PROGRESS", "SUCCESS", "FAILED", "TIMED_OUT", "CANCELLING", "CANCELLED"],
    (status) => status,
  ),
};

interface WithStatus {
  readonly Status?: string | undefined;
  readonly StatusDetails?: string | undefined;
}

/**
 * Creates the Status filter of commands, which supports statuses and detailed statuses.
 *
 * @param statuses - supported statuses.
 * @param details - supported detailed statuses, without spaces.
 */
export const commandStatusFilter =
  (statuses: readonly string[], details: readonly string[]): FilterReader<WithStatus> =>
  (value, key, context) =>
    wordOf<WithStatus>([...statuses, ...details], ({ Status, StatusDetails }) =>
      details.includes(value) ? StatusDetails?.replaceAll(" ", "") : Status,
    )(value, key, context);
