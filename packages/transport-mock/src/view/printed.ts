/** What a step printed, within the service's limits. */

/**
 * Output and errors in one text of at most 2,500 characters, as the agent makes it: errors follow a line that says so,
 * and where both are too long each gets half of the room. The texts of the tails are those of the agent's own tests.
 */
export const combined = (stdout: string, stderr: string): string => {
  if (stderr === "") return cut(stdout, OUTPUT_LIMIT, OUTPUT_TAIL);
  const room = OUTPUT_LIMIT - ERROR_HEADER.length;
  const half = Math.floor(room / 2);
  const out = cut(stdout, Math.max(half, room - stderr.length), OUTPUT_TAIL);
  const err = cut(stderr, Math.max(half, room - stdout.length), ERROR_TAIL);
  return out + ERROR_HEADER + err;
};

/** At most 24,000 characters of output. The tail is what clients of the service look for (unverified). */
export const outputOf = (stdout: string): string => cut(stdout, STDOUT_LIMIT, "--output truncated--");

/** At most 8,000 characters of errors. The tail is unverified. */
export const errorsOf = (stderr: string): string => cut(stderr, STDERR_LIMIT, "--error truncated--");

/** The most that one step's `Output` holds in ListCommandInvocations. */
const OUTPUT_LIMIT = 2500;
/** The most that GetCommandInvocation gives of what a step printed. */
const STDOUT_LIMIT = 24_000;
/** The most that GetCommandInvocation gives of what a step printed as errors. */
const STDERR_LIMIT = 8000;

const ERROR_HEADER = "\n----------ERROR-------\n";
const OUTPUT_TAIL = "\n---Output truncated---";
const ERROR_TAIL = "\n---Error truncated----";

const cut = (text: string, limit: number, tail: string): string => {
  if (text.length <= limit) return text;
  const kept = text.slice(0, limit - tail.length);
  // Half of a surrogate pair is no character.
  return (/[\uD800-\uDBFF]$/.test(kept) ? kept.slice(0, -1) : kept) + tail;
};
