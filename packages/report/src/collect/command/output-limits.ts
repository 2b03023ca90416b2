/** Where the service cuts what machines print. */
import type { CauseText } from "../../judge/causes/lines.ts";

/** Characters that ListCommandInvocations gives of a step, stdout and stderr together. */
export const LIST_LIMIT = 2500;
/** Characters that GetCommandInvocation gives of stdout. */
export const STDOUT_LIMIT = 24_000;
/** Characters that GetCommandInvocation gives of stderr. */
export const STDERR_LIMIT = 8000;

/** What the agent writes where it cut: at the end of a text, or of its stdout before what stderr said. */
const truncationMark = /^-+ ?(?:output|error) truncated ?-+$|-+(?:output|error) truncated-+$/imu;

/** Whether a text was cut at a limit. A text that ends exactly at it is told as cut: better one warning too many. */
export const isCut = (text: string, limit: number): boolean =>
  // Whether AWS counts UTF-16 units, code points or bytes is not verified; code points are the fewest of the three.
  (text.length >= limit && Array.from(text).length >= limit) || truncationMark.test(text);

/** The agent's ruler between stdout and stderr in the list's mixture. */
const stderrRuler = /^-+ERROR-+$/mu;

/** The list's mixture with stderr, which mostly tells more, before stdout, each with whether its end is missing. */
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
