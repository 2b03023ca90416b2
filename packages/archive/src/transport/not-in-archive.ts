import { errorMeaning, isWindowpaneError, ServiceError, type OperationName } from "@windowpane/core";
import { describeRequest, notFoundCode } from "@windowpane/transport-snapshot";
import { uncollectedLocations } from "../collect/unread.ts";
import type { Archive } from "../open/open-archive.ts";

/** Cause of the ServiceError for a request whose response is not in the archive. AWS's own errors do not have it. */
export class NotInArchiveError extends Error {
  override readonly name = "NotInArchiveError";
}

/** Whether a value is a NotInArchiveError, including one from another copy of this package. */
export const isNotInArchiveError = (error: unknown): error is NotInArchiveError =>
  error instanceof Error && error.name === "NotInArchiveError";

/** Whether an error is the ServiceError of a request whose response is not in the archive. */
export const isMissing = (error: unknown): boolean =>
  isWindowpaneError(error) && error.kind === "service" && isNotInArchiveError(error.cause);

/** Whether an error tells that what the archive has is damaged. */
export const isDamaged = (error: unknown): boolean =>
  isWindowpaneError(error) && errorMeaning(error) === "damaged";

/** Creates the error of a request whose response is not in the archive, with AWS's code for something that does not exist. */
export const notInArchive = async (
  { sql }: Pick<Archive, "sql">,
  operation: OperationName,
  input: object,
): Promise<ServiceError> => {
  const [row] = await sql.all<{ runs: number; first: number | null; last: number | null }>(
    "SELECT count(*) AS runs, min(start_ms) AS first, max(start_ms) AS last FROM run",
  );
  const unread = await uncollectedLocations({ sql });
  const lacks =
    unread.length === 0
      ? ""
      : ` It lacks ${unread.length === 1 ? "1 account and region" : `${unread.length} accounts and regions`}, which could not be collected.`;
  const message = `The archive does not contain ${describeRequest(operation, input)}. ${contentsIn(row)}${lacks}`;
  return new ServiceError(operation, {
    code: notFoundCode(operation),
    message,
    status: 400,
    cause: new NotInArchiveError(message),
  });
};

const contentsIn = (
  row: { readonly runs: number; readonly first: number | null; readonly last: number | null } | undefined,
): string => {
  if (row === undefined || row.first === null || row.last === null) return "It contains no runs.";
  const day = (time: number): string => new Date(time).toISOString().slice(0, 10);
  const runs = row.runs === 1 ? "1 run" : `${row.runs} runs`;
  return `It contains ${runs}, from ${day(row.first)} to ${day(row.last)}.`;
};
