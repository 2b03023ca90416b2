/** The code blocks of the repository's documents. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../../../", import.meta.url));

/** A fenced code block, without the indentation of its fence. */
export interface CodeBlock {
  /** The document's path from the root of the repository. */
  readonly document: string;
  /** Line of the first line of code, from 1. */
  readonly line: number;
  /** The word after the fence; empty without one. */
  readonly language: string;
  readonly text: string;
}

/** The READMEs, CONTRIBUTING.md and docs. */
export const documents = (): readonly string[] => [
  ...markdownIn("."),
  ...markdownIn("docs"),
  ...["packages", "apps"].flatMap((folder) =>
    readdirSync(`${root}${folder}`, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .flatMap(({ name }) => markdownIn(`${folder}/${name}`)),
  ),
];

/** The file name in the first line of a block, such as `// json-transport.ts`. Other blocks of its document import it. */
export const fileNameOf = ({ text }: CodeBlock): string | undefined =>
  /^\/\/ ([\w.-]+\.ts)\n/u.exec(text)?.[1];

const markdownIn = (folder: string): readonly string[] =>
  readdirSync(`${root}${folder}`)
    .filter((name) => name.endsWith(".md") && !name.endsWith(".api.md"))
    .map((name) => (folder === "." ? name : `${folder}/${name}`));

/** The code blocks of a document, in order. */
export const blocksOf = (
  document: string,
  markdown = readFileSync(`${root}${document}`, "utf8"),
): readonly CodeBlock[] => {
  const blocks: CodeBlock[] = [];
  let open: { readonly indent: string; readonly language: string; readonly line: number } | undefined;
  let lines: string[] = [];
  for (const [index, line] of markdown.split("\n").entries()) {
    const [, indent = "", language = ""] = /^( *)```(\S*)\s*$/u.exec(line) ?? [];
    const isFence = /^ *```\S*\s*$/u.test(line);
    if (open === undefined) {
      if (isFence) [open, lines] = [{ indent, language, line: index + 2 }, []];
    } else if (isFence && indent === open.indent) {
      blocks.push({ document, line: open.line, language: open.language, text: `${lines.join("\n")}\n` });
      open = undefined;
    } else lines.push(line.startsWith(open.indent) ? line.slice(open.indent.length) : line.trimStart());
  }
  if (open !== undefined) throw new Error(`${document}:${open.line}: the code block does not end.`);
  return blocks;
};
