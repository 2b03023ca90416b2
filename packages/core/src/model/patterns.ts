/**
 * Patterns that differ between the service's error messages and the model: the model adds anchors. botocore has the same
 * patterns as here. Not verified against the service since 2026.
 */
const servicePatterns: Readonly<Record<string, string>> = {
  InstanceId: String.raw`(^i-(\w{8}|\w{17})$)|(^mi-\w{17}$)`,
  TargetKey: String.raw`^[\p{L}\p{Z}\p{N}_.:/=\-@]*$|resource-groups:ResourceTypeFilters|resource-groups:Name`,
};

/** Pattern of a shape as in the service's error messages. */
export const servicePattern = (shapeName: string, modelPattern: string): string =>
  servicePatterns[shapeName] ?? modelPattern;

/**
 * Converts a pattern so that it matches whole strings, as the service does, and compiles in JavaScript with the `u` and the `v`
 * flag. Both flags reject unnecessary escapes (`\-` outside a class), and `v` requires `(`, `)`, `[`, `{`, `}`, `/`, `|` and `-` to
 * be escaped in a class.
 */
export const javascriptPattern = (pattern: string): string => {
  let result = "";
  let inClass = false;
  for (let index = 0; index < pattern.length; index += 1) {
    const character = pattern.charAt(index);
    const next = pattern.charAt(index + 1);
    if (character === "\\") {
      const property = /^\\[pP]\{[^}]+\}/u.exec(pattern.slice(index))?.[0];
      result += property ?? escaped(next, inClass);
      index += (property ?? "\\x").length - 1;
    } else if (inClass) {
      const isRange = character === "-" && pattern.charAt(index - 1) !== "[" && next !== "]";
      result += character !== "]" && !isRange && /[()[{}/|-]/u.test(character) ? `\\${character}` : character;
      inClass = character !== "]";
    } else {
      result += character === "/" ? "\\/" : character;
      inClass = character === "[";
    }
  }
  return `^(?:${result})$`;
};

/** Escapes a character for both flags. */
const escaped = (character: string, inClass: boolean): string => {
  // Classes (\d, \w, \p), back references and control characters.
  if (/[\w]/u.test(character)) return `\\${character}`;
  const isSyntax = /[$()*+./?[\\\]^{|}]/u.test(character) || (inClass && character === "-");
  return isSyntax ? `\\${character}` : character;
};
