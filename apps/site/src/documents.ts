/**
 * The documents of the site and their groups. README.md owns both: its "Documentation" section lists the groups of
 * documents for readers, its "Packages" section the order of the published packages.
 */
import { existsSync, globSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import type { Nodes, Root, RootContent } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { toString } from "mdast-util-to-string";
import { root, workspacePackages, type WorkspacePackage } from "./repository.ts";

/** A Markdown file of the repository that has a page. */
export interface SiteDocument {
  /** Path from the root of the repository: `docs/archive.md`. */
  readonly file: string;
  readonly title: string;
  /** Name in the navigation. */
  readonly label: string;
  /** The first sentence. */
  readonly description: string;
  readonly markdown: string;
  /** The Markdown, parsed. */
  readonly tree: Root;
}

/** Documents for one kind of reader. */
export interface DocumentGroup {
  readonly label: string;
  readonly documents: readonly SiteDocument[];
}

/** What the site is made of. */
export interface SiteDocuments {
  /** README.md. */
  readonly start: SiteDocument;
  /** The groups of README.md: use, integrate, contribute. */
  readonly groups: readonly DocumentGroup[];
  /** READMEs of the published packages. */
  readonly packages: readonly SiteDocument[];
  /** READMEs of private packages that are in no group. */
  readonly internal: readonly SiteDocument[];
}

/**
 * Reads the documents of the repository.
 *
 * @param from - default: this repository.
 * @throws Error if a document is in no group or in several, or a published package is not in the list of README.md.
 */
export const readDocuments = (from = root): SiteDocuments => {
  const start = readDocument(from, "README.md");
  const groups = groupsOf(start.tree, from);
  const all = workspacePackages(from);
  const packages = publishedReadmes(start.tree, all).map(({ name, folder }) =>
    readDocument(from, `${folder}/README.md`, name),
  );
  const grouped = groups.flatMap(({ documents }) => documents.map(({ file }) => file));
  const internal = all
    .filter(({ isPublished }) => !isPublished)
    .map(({ folder }) => `${folder}/README.md`)
    .filter((file) => !grouped.includes(file) && existsSync(join(from, file)))
    .map((file) => readDocument(from, file));
  return { start, groups, packages, internal };
};

/** Returns all documents, each once. */
export const allDocuments = ({
  start,
  groups,
  packages,
  internal,
}: SiteDocuments): readonly SiteDocument[] => [
  start,
  ...groups.flatMap(({ documents }) => documents),
  ...packages,
  ...internal,
];

const readDocument = (from: string, file: string, label?: string): SiteDocument => {
  const markdown = readFileSync(join(from, file), "utf8");
  const tree = fromMarkdown(markdown);
  const { children } = tree;
  // Generated documents begin with a comment.
  const heading = children.find(({ type }) => type !== "html");
  if (heading?.type !== "heading" || heading.depth !== 1)
    throw new Error(`${file} does not begin with a title. Add a line \`# Title\` at its start.`);
  const title = toString(heading);
  // Tables look like paragraphs to a parser without GitHub's extensions.
  const text = children
    .filter(({ type }) => type === "paragraph")
    .map((paragraph) => toString(paragraph).replaceAll(/\s+/gu, " "))
    .find((found) => !found.startsWith("|"));
  if (text === undefined)
    throw new Error(`${file} has no paragraph. Add one: its first sentence describes the document.`);
  const description = /^.*?[.!?:](?=\s|$)/u.exec(text)?.[0] ?? text;
  return { file, title, label: label ?? title, description: description.replace(/:$/u, "."), markdown, tree };
};

/** A group is a paragraph such as `**Use:** [Reports](docs/reports.md) · [Security](docs/security.md)`. */
const groupsOf = (tree: Root, from: string): readonly DocumentGroup[] => {
  const lists = section(tree, "Documentation").flatMap((node) =>
    node.type === "paragraph" && node.children[0]?.type === "strong"
      ? [{ label: toString(node.children[0]).replace(/:$/u, ""), links: linksIn(node) }]
      : [],
  );
  checkGroups(
    lists.flatMap(({ links }) => links.map(({ url }) => url)),
    ["CONTRIBUTING.md", ...globSync("docs/*.md", { cwd: from })].map((file) => file.replaceAll("\\", "/")),
    from,
  );
  return lists.map(({ label, links }) => ({
    label,
    documents: links.map(({ url, text }) => readDocument(from, url, text)),
  }));
};

const checkGroups = (listed: readonly string[], wanted: readonly string[], from: string): void => {
  const where = 'README.md, section "Documentation"';
  const twice = listed.find((file, index) => listed.indexOf(file) !== index);
  if (twice !== undefined)
    throw new Error(`${where}: ${twice} is listed twice. Keep it in the group of its main readers.`);
  const dead = listed.find((file) => !file.endsWith(".md") || !existsSync(join(from, file)));
  if (dead !== undefined)
    throw new Error(`${where}: ${dead} is not a Markdown file of the repository. Correct the link.`);
  const missing = wanted.filter((file) => !listed.includes(file));
  if (missing.length > 0)
    throw new Error(`${where}: ${missing.join(", ")} is in no group. Add a link to one of the groups.`);
};

/** The published packages in the order of README.md. */
const publishedReadmes = (tree: Root, all: readonly WorkspacePackage[]): readonly WorkspacePackage[] => {
  const listed = section(tree, "Packages")
    .flatMap((node) => linksIn(node))
    .map(({ url }) => posix.join(url, "."));
  const twice = listed.find((folder, index) => listed.indexOf(folder) !== index);
  if (twice !== undefined)
    throw new Error(`README.md, section "Packages": ${twice} is listed twice. Remove one of its rows.`);
  const published = all.filter(({ isPublished }) => isPublished);
  const missing = published.find(({ folder }) => !listed.includes(folder));
  if (missing !== undefined)
    throw new Error(
      `README.md, section "Packages": ${missing.name} is missing. Add a row with a link to ${missing.folder}.`,
    );
  return listed.flatMap((folder) => published.filter((one) => one.folder === folder));
};

/** The nodes between a heading of depth 2 and the next one. */
const section = ({ children }: Root, title: string): readonly RootContent[] => {
  const isHeading = (node: RootContent): boolean => node.type === "heading" && node.depth === 2;
  const from = children.findIndex((node) => isHeading(node) && toString(node) === title);
  if (from < 0)
    throw new Error(`README.md has no section "${title}". The site takes its navigation from it.`);
  const length = children.slice(from + 1).findIndex(isHeading);
  return children.slice(from + 1, length < 0 ? undefined : from + 1 + length);
};

const linksIn = (node: Nodes): readonly { readonly url: string; readonly text: string }[] => {
  if (node.type === "link") return [{ url: node.url, text: toString(node) }];
  return "children" in node ? node.children.flatMap((child) => linksIn(child)) : [];
};
