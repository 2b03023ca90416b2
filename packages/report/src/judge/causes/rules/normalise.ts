/** Replacements for what differs between machines. The order matters: IDs contain numbers, URLs contain hosts. */
const replacements: readonly (readonly [RegExp, string])[] = [
  [/\b[a-z][a-z0-9+.-]*:\/\/[^\s"'<>]+/giu, "<url>"],
  [/\barn:[a-z-]+:[^\s"']+/gu, "<arn>"],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/giu, "<id>"],
  [/\b(?:i|mi|vol|eni|ami|snap|sg|subnet|vpc|mw|lt|sir)-[0-9a-f]{8,17}\b/gu, "<id>"],
  [/\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?: ?(?:Z|UTC|[+-]\d\d:?\d\d))?)?/gu, "<time>"],
  [/\b\d{1,2}[./]\d{1,2}[./]\d{4}\b/gu, "<time>"],
  [/\b\d{1,2}:\d\d(?::\d\d(?:[.,]\d+)?)?\b/gu, "<time>"],
  [/\b(?:\d{1,3}\.){3}\d{1,3}(?::\d+)?\b/gu, "<ip>"],
  [/\bip-\d+-\d+-\d+-\d+\b[\w.-]*/gu, "<host>"],
  [
    /\b(?:[a-z0-9-]+\.)+(?:internal|local|localdomain|lan|corp|com|net|org|io|cloud|dev|gov|edu|aws)\b/giu,
    "<host>",
  ],
  [/\b[a-z]:\\[^\s"'<>|]*/giu, "<path>"],
  [/(?<![\w<])~?\/[\w.+@%-]+(?:\/[\w.+@%:-]*)*/gu, "<path>"],
  // Keeps HRESULTs: 0x80070070 means "disk full" on every machine.
  [/\b(?!0x8[0-9a-f]{7}\b)0x[0-9a-f]+\b/giu, "<hex>"],
  [/\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{12,}\b/giu, "<hex>"],
  // Separate numbers and numbers at the end of a word, except in HRESULTs.
  [/(?<!\w)(?!0x)\d+(?:[.,:-]\d+)*/giu, "<n>"],
  [/(?<=[a-z_-])(?<!\b0x[0-9a-f]*)\d+(?:[.:-]\d+)*/giu, "<n>"],
];

/** Replaces what differs between machines in an error line, so that the same failure on 40 machines is one group. */
export const normaliseError = (line: string): string =>
  replacements
    .reduce((text, [pattern, word]) => text.replaceAll(pattern, word), line)
    .replaceAll(/\s+/gu, " ")
    .trim();
