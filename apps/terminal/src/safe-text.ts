/**
 * Text from outside, made harmless for a terminal: escape sequences, control characters, and the invisible characters
 * that reorder or hide text are left out. Line breaks and tabs stay; a table's cells take them out with `oneLine`.
 */
export const safeText = (text: string): string =>
  harmless.test(text)
    ? text
    : text
        .replace(/\p{Surrogate}/gu, "\ufffd")
        .replace(/\r\n/g, "\n")
        .replace(escapeSequences, "")
        .replace(invisible, "");

/** `safeText` on one line: what separates lines becomes a blank. */
export const oneLine = (text: string): string =>
  safeText(text)
    .replace(/[\s\u0085\u2028\u2029]+/g, " ")
    .trim();

/** `safeText` on one line with its blanks as they are: for pieces of a line, which blanks keep apart. */
export const unbroken = (text: string): string => safeText(text).replace(/[\s\u0085\u2028\u2029]/g, " ");

/** Printable ASCII, tabs and line feeds need no further look; nearly all text is that. */
const harmless = /^[\t\n\x20-\x7e]*$/;

/**
 * Whole sequences first, so that their printable rest (`[31m`) goes too: CSI; the strings OSC, DCS, SOS, PM and APC with
 * their end; any other escape. Both forms of each, ESC and the single C1 character that some terminals obey.
 */
const escapeSequences = new RegExp(
  [
    String.raw`(?:\x1b\[|\x9b)[\x30-\x3f]*[\x20-\x2f]*[\x40-\x7e]?`,
    String.raw`(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?`,
    String.raw`\x1b[\x20-\x2f]*[\x30-\x7e]?`,
  ].join("|"),
  "g",
);

/** Controls but tab and line feed; soft hyphen; bidi marks, overrides and isolates; zero-width and tag characters. */
const invisible = new RegExp(
  [
    String.raw`[\u0000-\u0008\u000b-\u001f\u007f-\u009f`,
    String.raw`\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f`,
    String.raw`\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e0fff}]`,
  ].join(""),
  "gu",
);
