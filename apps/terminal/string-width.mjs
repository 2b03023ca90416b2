/** What Ink measures text with in the bundle: `string-width` in name, the program's own measure in fact. */
import { stripVTControlCharacters } from "node:util";
import { displayWidth } from "@windowpane/text";

const stringWidth = (text, { countAnsiEscapeCodes = false } = {}) =>
  displayWidth(countAnsiEscapeCodes ? text : stripVTControlCharacters(text));

export default stringWidth;
