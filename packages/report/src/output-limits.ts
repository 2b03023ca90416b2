/** Where the service cuts what machines print. */

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

/** The list's mixture with what stderr said, which mostly tells more, before what stdout said. */
export const outputTextsOf = (output: string): readonly string[] => {
  const ruler = stderrRuler.exec(output);
  if (ruler === null) return [output];
  return [output.slice(ruler.index + ruler[0].length), output.slice(0, ruler.index)];
};
