import { wordOf, type FilterReader } from "../request/filters.ts";

/**
 * The STATUS filter. AWS lists seven of the eight statuses as its values: SKIPPED_OVERLAPPING is a status that one
 * cannot filter by, so it is refused like any other unknown word (unverified).
 */
export const statusFilter: Readonly<Record<"STATUS", FilterReader<string>>> = {
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
 * The Status filter of commands: a status, or one of these detailed statuses without its spaces.
 *
 * @param statuses - values that are statuses.
 * @param details - values that are detailed statuses.
 */
export const commandStatusFilter =
  (statuses: readonly string[], details: readonly string[]): FilterReader<WithStatus> =>
  (value, key, context) =>
    wordOf<WithStatus>([...statuses, ...details], ({ Status, StatusDetails }) =>
      details.includes(value) ? StatusDetails?.replaceAll(" ", "") : Status,
    )(value, key, context);
