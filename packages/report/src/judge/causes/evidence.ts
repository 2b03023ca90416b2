import type { CauseText } from "./lines.ts";

/** What is known about something that did not pass. */
export interface CauseEvidence {
  readonly Status?: string | undefined;
  readonly StatusDetails?: string | undefined;
  readonly ResponseCode?: number | undefined;
  /** The document's name or ARN. Codes and lines of AWS's documents are read by it. */
  readonly DocumentName?: string | undefined;
  /** The step that failed: the plugin of a command. */
  readonly StepName?: string | undefined;
  /** How long the step ran, in seconds. */
  readonly elapsedSeconds?: number | undefined;
  /** After how many seconds the agent stops the step. Default: the document's own limit, where it is known. */
  readonly timeoutSeconds?: number | undefined;
  /** What it printed, the most telling text first: stderr, then stdout, then the list's mixture. */
  readonly texts?: readonly (string | CauseText)[] | undefined;
  /** Where the whole output lies, if the command was told to write it anywhere: a URL or a log group. */
  readonly wholeOutput?: string | undefined;
  /** What Automation says about the step that failed. */
  readonly message?: string | undefined;
  /** What failed, where two failures without a reason are one cause only if it is the same. */
  readonly subject?: string | undefined;
}
