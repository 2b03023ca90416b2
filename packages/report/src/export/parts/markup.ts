/** HTML, SVG and XML in which every value is text, because a value cannot be put in any other way. */
import { plain } from "./plain.ts";

/** Text that is already markup. */
export interface Markup {
  readonly markup: string;
}

/** What may stand in a template: markup as it is, a list of it, or a text, which is made plain and escaped. */
export type MarkupValue = Markup | readonly Markup[] | string | number;

/** A template of markup. */
export const markup = (parts: TemplateStringsArray, ...values: readonly MarkupValue[]): Markup => ({
  markup: parts.map((part, index) => (index === 0 ? part : written(values[index - 1] ?? "") + part)).join(""),
});

/** Nothing. */
export const nothing: Markup = { markup: "" };

/** Markup that was written by hand: never anything from outside. */
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

/** Five characters are all that HTML's text and quoted attributes, and XML's, ever read as more than themselves. */
const escaped = (text: string): string =>
  text.replaceAll(/[&<>"']/gu, (character) => escapes[character] ?? character);
