/** What varies from machine to machine, replaced by what it is; order matters: ids hold numbers, addresses hold hosts. */
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
  // An HRESULT is a word of its own language: 0x80070070 is "disk full" on every machine.
  [/\b(?!0x8[0-9a-f]{7}\b)0x[0-9a-f]+\b/giu, "<hex>"],
  [/\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{12,}\b/giu, "<hex>"],
  // Numbers that stand alone, and those that end a word; those of an HRESULT stay.
  [/(?<!\w)(?!0x)\d+(?:[.,:-]\d+)*/giu, "<n>"],
  [/(?<=[a-z_-])(?<!\b0x[0-9a-f]*)\d+(?:[.:-]\d+)*/giu, "<n>"],
];

/** An error line without what differs from machine to machine, so that the same failure on forty machines is one group. */
export const normaliseError = (line: string): string =>
  replacements
    .reduce((text, [pattern, word]) => text.replaceAll(pattern, word), line)
    .replaceAll(/\s+/gu, " ")
    .trim();
