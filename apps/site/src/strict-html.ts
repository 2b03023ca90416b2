/**
 * Makes pages work under a content security policy that forbids inline scripts and styles: their text moves to files.
 * Starlight writes small scripts and styles into each page.
 */
import { createHash } from "node:crypto";
import type { DefaultTreeAdapterTypes } from "parse5";
import { applyEdits, type Edit } from "./edits.ts";
import { elementsOf } from "./html.ts";

/** Policy that the pages need. `wasm-unsafe-eval` is for the search, which is WebAssembly. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "base-uri 'none'",
  "connect-src 'self'",
  "form-action 'none'",
  "img-src 'self' data:",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
].join("; ");

/** Makes the pages of a site strict, and collects the scripts and styles that move to files. */
export interface StrictPages {
  /**
   * Returns a page without inline scripts and styles, and with its policy.
   *
   * @param document - the page, parsed with the locations of its elements.
   * @throws Error for what cannot move to a file, such as an attribute `onclick`.
   */
  page(html: string, document: DefaultTreeAdapterTypes.Document): string;
  /**
   * Returns a style sheet that selects classes instead of attributes `style`, as that of highlighted code does.
   *
   * @throws Error if it selects other attributes `style`.
   */
  styleSheet(css: string): string;
  /** The files of all pages, by name. */
  files(): ReadonlyMap<string, string>;
}

/**
 * Starts without pages.
 *
 * @param folder - URL of the folder of the files, with a slash at its end.
 */
export const createStrictPages = (folder: string): StrictPages => {
  const scripts = new Map<string, string>();
  const styles = new Map<string, string>();
  return {
    page(html, document) {
      const edits = [...elementsOf(document)].flatMap((element): readonly Edit[] => {
        refuse(element);
        return [
          ...moveScript(html, element, folder, scripts),
          ...moveStyle(element, styles),
          ...(element.tagName === "head" ? addToHead(element, `${folder}${STYLESHEET}`) : []),
        ];
      });
      return applyEdits(html, edits);
    },
    styleSheet(css) {
      const strict = css.replaceAll("[style^='--']:not([class])", `[class^="${PREFIX}"]`);
      if (strict.includes("[style")) throw new Error("A style sheet selects elements by their inline style.");
      return strict;
    },
    files: () =>
      new Map([
        ...scripts,
        [STYLESHEET, [...styles].map(([name, style]) => `.${name}{${style}}\n`).join("")],
      ]),
  };
};

type Element = DefaultTreeAdapterTypes.Element;

const STYLESHEET = "inline.css";
const PREFIX = "s-";

const refuse = ({ tagName, attrs }: Element): void => {
  const handler = attrs.find(({ name }) => name.startsWith("on"));
  if (handler !== undefined)
    throw new Error(`An element ${tagName} has an inline script in ${handler.name}.`);
  if (tagName === "style") throw new Error("A page has an inline style sheet.");
};

const moveScript = (
  html: string,
  { tagName, attrs, sourceCodeLocation }: Element,
  folder: string,
  scripts: Map<string, string>,
): readonly Edit[] => {
  const start = sourceCodeLocation?.startTag?.endOffset;
  const end = sourceCodeLocation?.endTag?.startOffset;
  if (tagName !== "script" || attrs.some(({ name }) => name === "src")) return [];
  if (start === undefined || end === undefined) throw new Error("A page has a script without an end.");
  const text = html.slice(start, end);
  const name = `inline.${hash(text)}.js`;
  scripts.set(name, text);
  return [
    { start: start - 1, end: start - 1, text: ` src="${folder}${name}"` },
    { start, end, text: "" },
  ];
};

const moveStyle = (
  { tagName, attrs, sourceCodeLocation }: Element,
  styles: Map<string, string>,
): readonly Edit[] => {
  const location = sourceCodeLocation?.attrs;
  const style = location?.["style"];
  const text = attrs.find(({ name }) => name === "style")?.value;
  if (style === undefined || text === undefined) return [];
  const replaceWith = (replacement: string): Edit => ({
    start: style.startOffset,
    end: style.endOffset,
    text: replacement,
  });
  // Starlight's script shows the keyboard shortcut by removing the style, and cannot remove a class.
  if (tagName === "kbd") return [replaceWith("")];
  const name = PREFIX + hash(text);
  styles.set(name, text);
  const classes = location?.["class"];
  if (classes === undefined) return [replaceWith(`class="${name}"`)];
  // The attribute ends with a quotation mark.
  const end = classes.endOffset - 1;
  return [replaceWith(""), { start: end, end, text: ` ${name}` }];
};

const addToHead = ({ sourceCodeLocation }: Element, stylesheet: string): readonly Edit[] => {
  const start = sourceCodeLocation?.startTag?.endOffset;
  // The parser adds a head where the text has none, such as in an empty page.
  if (start === undefined) return [];
  const text =
    `<meta http-equiv="content-security-policy" content="${contentSecurityPolicy}">` +
    `<link rel="stylesheet" href="${stylesheet}">`;
  return [{ start, end: start, text }];
};

const hash = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 8);
