import type { CauseText } from "./lines.ts";

/** What is known about something that did not pass. */
export interface CauseEvidence {
  readonly Status?: string | undefined;
  readonly StatusDetails?: string | undefined;
  readonly ResponseCode?: number | undefined;
  /** The document's name or ARN, which identifies the codes and lines of AWS's documents. */
  readonly DocumentName?: string | undefined;
  /** The step that failed: the plugin of a command. */
  readonly StepName?: string | undefined;
  /** Duration of the step, in seconds. */
  readonly elapsedSeconds?: number | undefined;
  /** Time limit of the step, in seconds. Default: the document's limit, if known. */
  readonly timeoutSeconds?: number | undefined;
  /** The output, most relevant text first: stderr, then stdout, then the list's combined output. */
  readonly texts?: readonly (string | CauseText)[] | undefined;
  /** Where the whole output is stored: a URL or a log group. Absent if the command does not store it. */
  readonly wholeOutput?: string | undefined;
  /** Automation's message about the failed step. */
  readonly message?: string | undefined;
  /** What failed, which separates failures without a reason. */
  readonly subject?: string | undefined;
}
