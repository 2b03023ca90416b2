/** Templates for HTML, SVG and XML that escape every value. */
import { piecesOf, plain } from "./plain.ts";

/** Text that is already markup. */
export interface Markup {
  readonly markup: string;
}

/** A value in a template: markup, a list of markup, or text, which is cleaned and escaped. */
export type MarkupValue = Markup | readonly Markup[] | string | number;

/** Creates markup from a template. */
export const markup = (parts: TemplateStringsArray, ...values: readonly MarkupValue[]): Markup => ({
  markup: parts.map((part, index) => (index === 0 ? part : written(values[index - 1] ?? "") + part)).join(""),
});

/** A sentence of our own advice, with its code spans as `<code>`. */
export const advice = (text: string): Markup => ({
  markup: piecesOf(plain(text))
    .map((piece) => (piece.isCode ? `<code>${escaped(piece.text)}</code>` : escaped(piece.text)))
    .join(""),
});

/** Empty markup. */
export const nothing: Markup = { markup: "" };

/** Trusted markup. Never use it for untrusted text. */
export const verbatim = (text: string): Markup => ({ markup: text });

const written = (value: MarkupValue): string => {
  if (typeof value === "number") return String(value);
  if (typeof value === "string") return escaped(plain(value));
  if ("markup" in value) return value.markup;
  return value.map((one) => one.markup).join("");
};

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Escapes the five special characters of text and quoted attributes in HTML and XML. */
const escaped = (text: string): string =>
  text.replaceAll(/[&<>"']/gu, (character) => escapes[character] ?? character);
