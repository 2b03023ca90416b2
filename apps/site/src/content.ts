/** Writes what Astro builds: a page for each document, and the files that are served as they are. */
import { cpSync, mkdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { SiteDocument } from "./documents.ts";
import { pagePath, rewriteLinks, rewritePictures, type LinkTarget, type Picture } from "./links.ts";
import { root, sourceUrl } from "./repository.ts";

/** Where pages are served, and where the build keeps its files. */
export interface ContentOptions {
  /** Path of the site on its host: `/` or `/windowpane/`. */
  readonly base: string;
  /** Folder for the pages of Astro. */
  readonly pages: string;
  /** Folder for files that are served as they are. */
  readonly files: string;
  /** Documents about packages that are not published. Their pages say so, and are not in the search. */
  readonly internal: readonly SiteDocument[];
}

/** Writes the pages of the documents, their Markdown, and the other files of docs. */
export const writeContent = (
  documents: readonly SiteDocument[],
  { base, pages, files, internal }: ContentOptions,
): void => {
  for (const folder of [pages, files]) rmSync(folder, { recursive: true, force: true });
  cpSync(join(root, "docs"), join(files, "docs"), {
    recursive: true,
    filter: (source) => !source.endsWith(".md"),
  });
  const isInternal = new Set(internal.map(({ file }) => file));
  const isPage = new Set(documents.map(({ file }) => file));
  for (const document of documents) {
    write(join(files, document.file), forDownload(document, isPage));
    const name = pagePath(document.file).replace(/\/$/u, "");
    write(
      join(pages, `${name === "" ? "index" : name}.md`),
      forAstro(document, { base, isPage, isInternal }),
    );
  }
};

/** Writes a file and its folder. */
export const write = (file: string, text: string): void => {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
};

interface Pages {
  readonly base: string;
  /** Files of the documents that have a page. */
  readonly isPage: ReadonlySet<string>;
  readonly isInternal: ReadonlySet<string>;
}

const forAstro = (document: SiteDocument, pages: Pages): string => {
  const { file, title, description } = document;
  const markdown = rewriteLinks(document, (target) => pageUrl(target, file, pages));
  const head: object[] = [
    { tag: "link", attrs: { rel: "alternate", type: "text/markdown", href: `${pages.base}${file}` } },
  ];
  // Starlight would repeat the name of the site.
  if (file === "README.md")
    head.push({ tag: "title", content: `${title}: ${description.replace(/\.$/u, "")}` });
  // Astro writes the title.
  const body = markdown.replace(/^[\s\S]*?^# .*$/mu, "");
  const banner = { content: "For contributors: this package is not published." };
  const internal = pages.isInternal.has(file) ? { banner, pagefind: false } : {};
  // JSON is YAML, and knows how to write any text.
  const matter = Object.entries({ title, description, editUrl: false, head, ...internal }).map(
    ([name, value]) => `${name}: ${JSON.stringify(value)}\n`,
  );
  return `---\n${matter.join("")}---\n\n${rewritePictures(body, pictureOfBothThemes)}`;
};

const pageUrl = (target: LinkTarget, from: string, { base, isPage }: Pages): string | undefined => {
  const page = pageOf(target, isPage);
  if (page !== undefined) return `${base}${pagePath(page)}${target.fragment}`;
  return isServed(target) ? `${base}${target.path}` : urlInRepository(target, from);
};

/** The served files have the folders of the repository, so that relative links between them work. */
const forDownload = (document: SiteDocument, isPage: ReadonlySet<string>): string =>
  rewriteLinks(document, (target) =>
    pageOf(target, isPage) !== undefined || isServed(target)
      ? target.url
      : urlInRepository(target, document.file),
  );

const pageOf = ({ path }: LinkTarget, isPage: ReadonlySet<string>): string | undefined =>
  [path, `${path}/README.md`].find((file) => isPage.has(file));

const isServed = ({ path }: LinkTarget): boolean =>
  path.startsWith("docs/") &&
  !path.endsWith(".md") &&
  statSync(join(root, path), { throwIfNoEntry: false })?.isFile() === true;

const urlInRepository = ({ path, url }: LinkTarget, from: string): string | undefined => {
  if (statSync(join(root, path), { throwIfNoEntry: false }) === undefined)
    throw new Error(`${from} links to ${url}, which does not exist. Correct the link.`);
  return sourceUrl(path);
};

/** The theme of the page, which readers can choose, decides; the element `picture` knows only the system's. */
const pictureOfBothThemes = ({ alt, light, dark }: Picture): string =>
  [
    `<img class="dark:sl-hidden print:block" alt="${alt}" src="${light}" loading="lazy">`,
    `<img class="light:sl-hidden print:hidden" alt="${alt}" src="${dark}" loading="lazy">`,
  ].join("");
