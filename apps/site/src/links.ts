/** Rewrites the links of Markdown documents, and knows the address of each document's page. */
import { posix } from "node:path";
import type { Nodes } from "mdast";
import type { SiteDocument } from "./documents.ts";
import { applyEdits, type Edit } from "./edits.ts";

/** Path of a document's page on the site: `docs/archive/` for `docs/archive.md`, `packages/core/` for its README. */
export const pagePath = (file: string): string =>
  file
    .replace(/\.md$/u, "/")
    .replace(/(?:^|(?<=\/))README\/$/u, "")
    .toLowerCase();

/** Where a relative link leads to. */
export interface LinkTarget {
  /** As the document has it. */
  readonly url: string;
  /** File or folder, from the root of the repository. */
  readonly path: string;
  /** `#heading`, or empty. */
  readonly fragment: string;
}

/**
 * Returns the Markdown of a document with other URLs. Links to other sites stay.
 *
 * @param resolve - returns the new URL; undefined leaves only the text of a link.
 */
export const rewriteLinks = (
  { file, markdown, tree }: SiteDocument,
  resolve: (target: LinkTarget) => string | undefined,
): string => {
  const urlOf = (url: string): string | undefined => {
    if (/^(?:[a-z][a-z\d+.-]*:|\/\/|#)/iu.test(url)) return url;
    const [path = "", ...fragment] = url.split("#");
    return resolve({
      url,
      path: posix.join(posix.dirname(file), decodeURI(path)).replace(/\/$/u, ""),
      fragment: fragment.length === 0 ? "" : `#${fragment.join("#")}`,
    });
  };
  return applyEdits(markdown, editsOf(tree, markdown, urlOf));
};

/** Returns the Markdown with each HTML element `picture` replaced. */
export const rewritePictures = (markdown: string, replace: (picture: Picture) => string): string =>
  markdown.replaceAll(
    /^<picture>\s*<source media="\(prefers-color-scheme: dark\)" srcset="(?<dark>[^"]*)">\s*<img alt="(?<alt>[^"]*)" src="(?<light>[^"]*)">\s*<\/picture>$/gmu,
    (...found) => {
      // The last argument has the groups, which are not optional.
      return replace(found.at(-1) as Picture);
    },
  );

/** A picture with one file for each colour scheme. */
export interface Picture {
  readonly alt: string;
  readonly light: string;
  readonly dark: string;
}

const editsOf = (
  node: Nodes,
  markdown: string,
  urlOf: (url: string) => string | undefined,
): readonly Edit[] => {
  // Nodes that come from a text have a position.
  const start = node.position?.start.offset ?? 0;
  const end = node.position?.end.offset ?? 0;
  const source = markdown.slice(start, end);
  if (node.type === "html") return attributeEdits(source, start, urlOf);
  const inside = "children" in node ? node.children.flatMap((child) => editsOf(child, markdown, urlOf)) : [];
  if (node.type !== "link" && node.type !== "image" && node.type !== "definition") return inside;
  const url = urlOf(node.url);
  if (url === node.url) return inside;
  if (url !== undefined) {
    // The URL comes after the text, which may contain the same characters.
    const at = start + source.lastIndexOf(node.url);
    return [...inside, { start: at, end: at + node.url.length, text: url }];
  }
  if (node.type !== "link") throw new Error(`The URL ${node.url} leads to nothing that the site has.`);
  const [first, last] = [node.children.at(0), node.children.at(-1)];
  return [
    { start, end: first?.position?.start.offset ?? end, text: "" },
    ...inside,
    { start: last?.position?.end.offset ?? end, end, text: "" },
  ];
};

const attributeEdits = (
  source: string,
  offset: number,
  urlOf: (url: string) => string | undefined,
): readonly Edit[] =>
  [...source.matchAll(/(?<=\b(?:src|srcset|href)=")[^"]*/gu)].map(({ index, 0: url }) => {
    const text = urlOf(url);
    if (text === undefined) throw new Error(`The URL ${url} leads to nothing that the site has.`);
    return { start: offset + index, end: offset + index + url.length, text };
  });
