import type { Signal } from "@windowpane/core";
import type { Archive } from "../open/open-archive.ts";
import { deleteLooseDocuments, deleteOldRuns } from "./delete.ts";

/** Options of `tidyArchive`. */
export interface TidyOptions {
  /** Age in days after which runs are deleted. Default: never. */
  readonly keepDays?: number | undefined;
  /** Maximum number of steps that delete runs. What is left is deleted the next time. Default: no limit. */
  readonly maxSteps?: number | undefined;
  /** Aborts between two steps, and rejects with `signal.reason`. Default: none. */
  readonly signal?: Signal | undefined;
}

/** What was deleted. */
export interface TidiedArchive {
  /** Number of runs that were deleted. */
  readonly runs: number;
  readonly documents: number;
}

/**
 * Deletes runs that are too old and documents that killed processes left, and updates the statistics of the database. For every host,
 * after each collection.
 *
 * @throws RangeError if `keepDays` is not a positive number; `signal.reason` when aborted.
 */
export const tidyArchive = async (
  archive: Archive,
  { keepDays, maxSteps = Infinity, signal }: TidyOptions = {},
): Promise<TidiedArchive> => {
  let runs = 0;
  for (let step = 0, more = keepDays !== undefined; more && step < maxSteps; step += 1) {
    if (signal?.aborted === true) throw signal.reason;
    const deleted = await deleteOldRuns(archive, keepDays ?? 0);
    runs += deleted.runs;
    ({ more } = deleted);
  }
  const documents = await deleteLooseDocuments(archive);
  await archive.sql.maintain();
  return { runs, documents };
};
