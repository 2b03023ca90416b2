/** The output of a step, within the service's limits. */

/**
 * Combines stdout and stderr into at most 2,500 characters, as the agent does: stderr follows a header line, and if both
 * are too long, each gets half. The truncation markers are those in the agent's own tests.
 *
 * @param stdout - all of it, or its beginning with more than 2,500 characters.
 */
export const combined = (stdout: string, stderr: string): string => {
  if (stderr === "") return cut(stdout, OUTPUT_LIMIT, OUTPUT_TAIL);
  const room = OUTPUT_LIMIT - ERROR_HEADER.length;
  const half = Math.floor(room / 2);
  const out = cut(stdout, Math.max(half, room - stderr.length), OUTPUT_TAIL);
  const err = cut(stderr, Math.max(half, room - stdout.length), ERROR_TAIL);
  return out + ERROR_HEADER + err;
};

/** Up to 24,000 characters of stdout. The truncation marker is the one that the service's clients check (unverified). */
export const outputOf = (stdout: string): string => cut(stdout, STDOUT_LIMIT, "--output truncated--");

/** Up to 8,000 characters of stderr. The truncation marker is unverified. */
export const errorsOf = (stderr: string): string => cut(stderr, STDERR_LIMIT, "--error truncated--");

/** Maximum length of a step's `Output` in ListCommandInvocations. */
export const OUTPUT_LIMIT = 2500;
/** Maximum length of stdout in GetCommandInvocation. */
const STDOUT_LIMIT = 24_000;
/** Maximum length of stderr in GetCommandInvocation. */
const STDERR_LIMIT = 8000;

const ERROR_HEADER = "\n----------ERROR-------\n";
const OUTPUT_TAIL = "\n---Output truncated---";
const ERROR_TAIL = "\n---Error truncated----";

const cut = (text: string, limit: number, tail: string): string => {
  if (text.length <= limit) return text;
  const kept = text.slice(0, limit - tail.length);
  // Removes half of a surrogate pair at the end.
  return (/[\uD800-\uDBFF]$/.test(kept) ? kept.slice(0, -1) : kept) + tail;
};
