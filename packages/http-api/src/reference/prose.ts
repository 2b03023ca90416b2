import { html, raw } from "hono/html";

type Html = ReturnType<typeof html>;

/** Renders paragraphs with `code` in backticks, which is all the Markdown that the descriptions use. */
export const prose = (text: string): readonly Html[] =>
  text
    .split("\n\n")
    .filter((paragraph) => paragraph !== "")
    .map((paragraph) => html`<p>${inline(paragraph)}</p> `);

/** Renders one line. */
export const inline = (text: string): readonly (string | Html)[] => linked(text, () => undefined);

/** Renders one line, with code linked to its section if there is one. */
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

/** Allows line breaks in a path after each slash, for narrow screens. */
export const breakable = (path: string): readonly (string | ReturnType<typeof raw>)[] =>
  path.split("/").flatMap((part, index) => (index === 0 ? [part] : [raw("/<wbr>"), part]));
