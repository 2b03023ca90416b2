import { errorCode, type OperationName, type WindowpaneError } from "@windowpane/core";
import { gapKindOf, gapText, type Gap } from "@windowpane/report";
import { cutLine, safeLine } from "@windowpane/text";

/** The gap at the end of a list that broke off. */
export const listGap = (
  error: WindowpaneError,
  { operation, what }: { readonly operation: OperationName; readonly what: string },
): Gap => {
  const kind = gapKindOf(error);
  return {
    operation,
    count: 1,
    ids: {},
    kind,
    code: errorCode(error),
    why: `${what} breaks off here.`,
    message: cutLine(safeLine(error.message), 240),
    whatToDo: `${gapText(kind, operation).whatToDo} Press r to try again.`,
    ...(error.resumeFrom === undefined ? {} : { resumeFrom: error.resumeFrom }),
  };
};
