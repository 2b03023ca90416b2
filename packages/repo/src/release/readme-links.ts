/** Makes the links of a README absolute: a registry shows the README, but not the files next to it. */
import { statSync } from "node:fs";
import { join, posix } from "node:path";
import type { Nodes } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { root } from "../workspace/root.ts";
import { pagePath, type Project } from "./project.ts";
import { ReleaseError } from "./release-error.ts";

/** A relative link of a document, with the file or folder of the repository that it leads to. */
export interface RelativeLink {
  /** Position of the link's URL in the text. */
  readonly start: number;
  readonly url: string;
  /** Path from the root of the repository. */
  readonly path: string;
  /** `#heading` or empty. */
  readonly fragment: string;
  readonly isPicture: boolean;
}

/**
 * Finds the relative links of a Markdown document: in links, pictures, definitions and HTML attributes.
 *
 * @param path - the document's path from the root of the repository.
 */
export const relativeLinks = (text: string, path: string): readonly RelativeLink[] =>
  urlsIn(fromMarkdown(text), text)
    .filter(({ url }) => !/^(?:[a-z][a-z\d+.-]*:|\/\/|#)/iu.test(url))
    .map(({ start, url, isPicture }) => {
      const [target = "", ...rest] = url.split("#");
      const fragment = rest.length === 0 ? "" : `#${rest.join("#")}`;
      return { start, url, isPicture, fragment, path: posix.join(posix.dirname(path), decodeURI(target)) };
    })
    .toSorted((a, b) => a.start - b.start);

/**
 * Returns the document with absolute links.
 *
 * @param ref - the tag that links into the repository lead to.
 * @throws ReleaseError if a link leads to a file that does not exist.
 */
export const withAbsoluteLinks = (
  text: string,
  { path, project, ref }: { readonly path: string; readonly project: Project; readonly ref: string },
): string => {
  let end = text.length;
  const parts: string[] = [];
  for (const link of relativeLinks(text, path).toReversed()) {
    parts.unshift(absoluteUrl(link, { path, project, ref }), text.slice(link.start + link.url.length, end));
    end = link.start;
  }
  return text.slice(0, end) + parts.join("");
};

const absoluteUrl = (
  { path: target, url, fragment, isPicture }: RelativeLink,
  { path, project, ref }: { readonly path: string; readonly project: Project; readonly ref: string },
): string => {
  const found = statSync(join(root, target), { throwIfNoEntry: false });
  if (target.startsWith("..") || found === undefined)
    throw new ReleaseError(`${path} links to ${url}, which does not exist. Correct the link.`);
  if (isPicture) return project.rawUrl(target, ref);
  const page = pagePath(target);
  if (project.siteUrl !== undefined && page !== undefined) return `${project.siteUrl}${page}${fragment}`;
  const source = found.isDirectory() ? project.folderUrl(target, ref) : project.fileUrl(target, ref);
  return `${source}${fragment}`;
};

interface FoundUrl {
  readonly start: number;
  readonly url: string;
  readonly isPicture: boolean;
}

const urlsIn = (node: Nodes, text: string): readonly FoundUrl[] => {
  const inside = "children" in node ? node.children.flatMap((child) => urlsIn(child, text)) : [];
  const from = node.position?.start.offset ?? 0;
  const source = text.slice(from, node.position?.end.offset);
  if (node.type === "html") return attributesOf(source, from);
  if (node.type !== "link" && node.type !== "image" && node.type !== "definition") return inside;
  // The URL comes after the text, which may contain the same characters, and before the title.
  const textEnd = node.type === "link" ? node.children.at(-1)?.position?.end.offset : undefined;
  const at = source.indexOf(node.url, textEnd === undefined ? source.indexOf("]") : textEnd - from);
  if (at < 0) return inside;
  return [...inside, { start: from + at, url: node.url, isPicture: node.type === "image" }];
};

const attributesOf = (source: string, from: number): readonly FoundUrl[] =>
  [...source.matchAll(/\b(?<name>src|srcset|href)="(?<value>[^"]*)"/gu)].flatMap(({ index, groups }) => {
    const { name = "", value = "" } = groups ?? {};
    const start = from + index + name.length + 2;
    // A srcset is a list of URLs with optional sizes.
    return [...value.matchAll(name === "srcset" ? /[^\s,]\S*(?:\s+[^\s,]+)?/gu : /^.+$/gu)].map((part) => ({
      start: start + part.index,
      url: name === "srcset" ? (part[0].split(/\s/u)[0] ?? "").replace(/,$/u, "") : part[0],
      isPicture: name !== "href",
    }));
  });
