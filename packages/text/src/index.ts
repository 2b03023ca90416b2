/**
 * Sanitises untrusted text for display. Also display width, columns, CSV cells, shell words, tables of Markdown, numbers and durations.
 *
 * @module
 */
export { cutLine, safeJson, safeLine, safeLines, safePart, safeText } from "./safe.ts";
export { breakText, cutText, displayWidth, padText, wrapText } from "./width.ts";
export { fitColumns, type ColumnWish } from "./columns.ts";
export { csvCell, csvLine, csvMark, type CsvValue } from "./csv.ts";
export { durationText, numberText } from "./figures.ts";
export { markdownTable } from "./markdown.ts";
export { shellQuote } from "./shell.ts";
export { hostileTexts, type HostileText } from "./hostile-texts.ts";
