import { wordOf, type Reader } from "../filters.ts";

/**
 * The STATUS filter. AWS lists seven of the eight statuses as its values: SKIPPED_OVERLAPPING is a status that one
 * cannot filter by, so it is refused like any other unknown word (unverified).
 */
export const statusFilter: Readonly<Record<"STATUS", Reader<string>>> = {
  STATUS: wordOf(
    ["PENDING", "IN_PROGRESS", "SUCCESS", "FAILED", "TIMED_OUT", "CANCELLING", "CANCELLED"],
    (status) => status,
  ),
};
