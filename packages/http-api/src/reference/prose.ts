import { html, raw } from "hono/html";

type Html = ReturnType<typeof html>;

/** Paragraphs, with `code` between backticks. The document's texts need no more of Markdown. */
export const prose = (text: string): readonly Html[] =>
  text
    .split("\n\n")
    .filter((paragraph) => paragraph !== "")
    .map((paragraph) => html`<p>${inline(paragraph)}</p> `);

/** One line of it. */
export const inline = (text: string): readonly (string | Html)[] => linked(text, () => undefined);

/** The same, where what stands in code leads to its section, if it has one. */
export const linked = (
  text: string,
  sectionOf: (code: string) => string | undefined,
): readonly (string | Html)[] =>
  text.split("`").map((part, index) => {
    if (index % 2 === 0) return part;
    const section = sectionOf(part);
    return section === undefined
      ? html`<code>${part}</code>`
      : html`<a href="#${section}"><code>${part}</code></a>`;
  });

/** A path that may be broken after each slash, so that a narrow screen need not scroll. */
export const breakable = (path: string): readonly (string | ReturnType<typeof raw>)[] =>
  path.split("/").flatMap((part, index) => (index === 0 ? [part] : [raw("/<wbr>"), part]));
