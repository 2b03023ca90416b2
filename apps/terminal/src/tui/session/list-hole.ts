import { errorCode, type OperationName, type WindowpaneError } from "@windowpane/core";
import type { Hole } from "@windowpane/report";
import { cutLine, safeLine } from "@windowpane/text";

/** The hole at the end of a list that broke off. */
export const listHole = (
  error: WindowpaneError,
  { operation, what }: { readonly operation: OperationName; readonly what: string },
): Hole => ({
  operation,
  count: 1,
  ids: {},
  code: errorCode(error),
  why: `${what} breaks off here.`,
  message: cutLine(safeLine(error.message), 240),
  whatToDo: "Press r to ask again.",
  ...(error.resumeFrom === undefined ? {} : { resumeFrom: error.resumeFrom }),
});
