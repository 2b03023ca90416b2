import { ServiceError, type OperationName, type WindowpaneError } from "@windowpane/core";
import type { Hole } from "@windowpane/report";
import { problemOf } from "../problem/problem-of.ts";
import { problems } from "../problem/problems.ts";

/** The hole that an error above the executions leaves, in the words of the problems. */
export const holeOf = (
  error: WindowpaneError,
  place: { readonly operation: OperationName; readonly ids: Hole["ids"]; readonly what: string },
): Hole => {
  const { problem, detail } = problemOf(error);
  const { operation, ids, what } = place;
  return {
    operation,
    count: 1,
    ids,
    code: error instanceof ServiceError ? error.code : error.kind,
    why: `${what} could not be read: ${detail}`,
    whatToDo: problems[problem].about,
  };
};

/** The hole of an execution that AWS lists without an id. */
export const namelessHole = (WindowId: string): Hole => ({
  operation: "DescribeMaintenanceWindowExecutions",
  count: 1,
  ids: { WindowId },
  code: "missing",
  why: "AWS lists an execution without an id, so what it did cannot be asked for.",
  whatToDo: "Ask again; if it stays so, look in the console.",
});
