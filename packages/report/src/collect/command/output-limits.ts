/** The limits at which the service cuts output. */
import type { CauseText } from "../../judge/causes/lines.ts";

/** Maximum characters per step in ListCommandInvocations, stdout and stderr together. */
export const LIST_LIMIT = 2500;
/** Maximum characters of stdout in GetCommandInvocation. */
export const STDOUT_LIMIT = 24_000;
/** Maximum characters of stderr in GetCommandInvocation. */
export const STDERR_LIMIT = 8000;

/** The mark that the agent writes where it cuts: at the end of a text, or at the end of stdout before stderr. */
const truncationMark = /^-+ ?(?:output|error) truncated ?-+$|-+(?:output|error) truncated-+$/imu;

/** Whether a text was cut at a limit. A text of exactly that length counts as cut, so that no cut goes unnoticed. */
export const isCut = (text: string, limit: number): boolean =>
  // Unverified: whether AWS counts UTF-16 units, code points or bytes. Code points are the fewest.
  (text.length >= limit && Array.from(text).length >= limit) || truncationMark.test(text);

/** The agent's separator between stdout and stderr in the list's output. */
const stderrRuler = /^-+ERROR-+$/mu;

/** Splits the list's output into stderr and stdout, each with whether its end is missing. stderr comes first: it usually explains more. */
export const outputTextsOf = (output: string): readonly CauseText[] => {
  const ruler = stderrRuler.exec(output);
  if (ruler === null) return [{ text: output, cut: isCut(output, LIST_LIMIT) }];
  const stdout = output.slice(0, ruler.index);
  const stderr = output.slice(ruler.index + ruler[0].length);
  return [
    { text: stderr, cut: isMarkedCut(stderr) || (!isMarkedCut(stdout) && isCut(output, LIST_LIMIT)) },
    { text: stdout, cut: isMarkedCut(stdout) },
  ];
};

const isMarkedCut = (text: string): boolean => truncationMark.test(text);
