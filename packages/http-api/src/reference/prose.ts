import { html, raw } from "hono/html";

type Html = ReturnType<typeof html>;

/** Paragraphs, with `code` between backticks. The document's texts need no more of Markdown. */
export const prose = (text: string): readonly Html[] =>
  text
    .split("\n\n")
    .filter((paragraph) => paragraph !== "")
    .map((paragraph) => html`<p>${inline(paragraph)}</p> `);

/** One line of it. */
export const inline = (text: string): readonly (string | Html)[] =>
  text.split("`").map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part));

/** A path that may be broken after each slash, so that a narrow screen need not scroll. */
export const breakable = (path: string): readonly (string | ReturnType<typeof raw>)[] =>
  path.split("/").flatMap((part, index) => (index === 0 ? [part] : [raw("/<wbr>"), part]));
