import { errorCode, type OperationName, type WindowpaneError } from "@windowpane/core";
import { gapKindOf, gapText, type Gap } from "@windowpane/report";
import { cutLine, safeLine } from "@windowpane/text";

/** The gap at the end of an incomplete list. */
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
    why: `${what} could not be read further.`,
    message: cutLine(safeLine(error.message), 240),
    nextStep: `${gapText(kind, operation).nextStep} Press r to try again.`,
    ...(error.resumeFrom === undefined ? {} : { resumeFrom: error.resumeFrom }),
  };
};
