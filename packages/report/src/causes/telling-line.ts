/** The line of an output that tells most, where no rule knows what it says. */

/** Lines that carry no news: rulers, the agent's own last words, which only repeat the exit code. */
const noise = [
  /^[-=*#_\s]+(?:error|output|stdout|stderr)?[-=*#_\s]*$/iu,
  /^failed to run commands: exit status \d+$/iu,
  /^exit status \d+$/iu,
  /^(?:Killed|Terminated)$/u,
];

const telling =
  /\b(?:error|errors?:|fatal|fail(?:ed|ure)?|cannot|can't|could not|unable|denied|refused|exception|traceback|panic|abort(?:ed)?|invalid|not found|missing)\b|fehler|fehlgeschlagen|nicht möglich|kann nicht|erreur|échec|impossible|erro\b|falh(?:a|ou)|não foi possível|error\b|fallo|no se pudo|エラー|失敗|できません/iu;

/** What the service puts where it cut: the line before it is broken off, and what came after is missing. */
const cutMark = /-+ ?(?:output|error) truncated ?-+$/iu;

/**
 * The last line that speaks of an error; where none of them does, the last one with news. The more telling text comes
 * first. Undefined where there is none, or where the end of a text, which would tell, was cut off.
 */
export const tellingLine = (texts: readonly (readonly string[])[]): string | undefined => {
  const news = texts.map((lines) =>
    lines.filter((line) => ![cutMark, ...noise].some((pattern) => pattern.test(line))),
  );
  for (const lines of news) {
    const line = lines.findLast((candidate) => telling.test(candidate));
    if (line !== undefined) return line;
  }
  const isCut = texts.some((lines) => lines.some((line) => cutMark.test(line)));
  return isCut ? undefined : news.find((lines) => lines.length > 0)?.at(-1);
};
