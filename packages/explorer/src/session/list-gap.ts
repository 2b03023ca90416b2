import { errorCode, type OperationName, type WindowpaneError } from "@windowpane/core";
import { gapKindOf, gapsOf, gapText, type Gap } from "@windowpane/report";
import { cutLine, safeLine } from "@windowpane/text";

interface ListGapSubject {
  readonly operation: OperationName;
  /** What is missing, as the start of a sentence: `The list of windows`. */
  readonly what: string;
}

/** The gaps at the end of an incomplete list: one, or one for each account and region that is missing from it. */
export const listGaps = (error: WindowpaneError, subject: ListGapSubject): readonly Gap[] =>
  error.kind === "unread-locations" ? gapsOf(error, { ...subject, ids: {} }) : [listGap(error, subject)];

const listGap = (error: WindowpaneError, { operation, what }: ListGapSubject): Gap => {
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
