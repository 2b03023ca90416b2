/** What happens to the built pages: they become strict, their links are checked, and the search learns their weight. */
import { globSync, readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import type { AstroIntegration } from "astro";
import { parse } from "parse5";
import { findDeadLinks, linksOf, type PageLinks } from "./check-links.ts";
import { write } from "./content.ts";
import { createStrictPages } from "./strict-html.ts";

/** Steps of the build after Astro has written the pages. */
export interface FinishingSteps {
  /** Goes before Starlight, whose search reads the pages. */
  readonly strictPages: AstroIntegration;
  /**
   * Goes after Starlight, which writes the sitemap. Fails if a page links to something that does not exist, or loads
   * something from another host.
   */
  readonly checkedLinks: AstroIntegration;
}

/**
 * Returns the steps.
 *
 * @param base - path of the site on its host, with a slash at both ends.
 */
export const finishingSteps = (base: string): FinishingSteps => {
  let pages: readonly PageLinks[] = [];
  return {
    strictPages: {
      name: "strict-pages",
      hooks: {
        "astro:build:done": ({ dir }) => void (pages = makeStrict(fileURLToPath(dir), base)),
      },
    },
    checkedLinks: {
      name: "checked-links",
      hooks: { "astro:build:done": ({ dir }) => checkLinks(pages, fileURLToPath(dir), base) },
    },
  };
};

const makeStrict = (folder: string, base: string): readonly PageLinks[] => {
  const strict = createStrictPages(`${base}_astro/`);
  const pages = globSync("**/*.html", { cwd: folder }).map((name) => {
    const file = join(folder, name);
    const html = readFileSync(file, "utf8");
    const document = parse(html, { sourceCodeLocationInfo: true });
    const path = name.replaceAll("\\", "/").replace(/(?<=^|\/)index\.html$/u, "");
    write(file, withSearchName(withSearchWeight(strict.page(html, document), path)));
    return linksOf(base + path, document);
  });
  for (const name of globSync("**/*.css", { cwd: folder })) {
    const file = join(folder, name);
    write(file, strict.styleSheet(readFileSync(file, "utf8")));
  }
  for (const [name, text] of strict.files()) write(join(folder, "_astro", name), text);
  return pages;
};

const checkLinks = (pages: readonly PageLinks[], folder: string, base: string): void => {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) =>
    posix.join(base, name.replaceAll("\\", "/")),
  );
  const dead = findDeadLinks(pages, new Set(files));
  if (dead.length > 0) throw new Error(`The site has ${dead.length} dead links:\n  ${dead.join("\n  ")}`);
};

/** The name of the search button contains its visible text, "Search Ctrl K", with spaces between its parts. */
const withSearchName = (page: string): string =>
  page
    .replace('aria-label="Search" aria-keyshortcuts', 'aria-label="Search Ctrl K" aria-keyshortcuts')
    .replaceAll("<kbd", " <kbd");

/**
 * A document about a subject comes before the README of a package, and that before the lists of all exports, except for
 * the name of an export. Pagefind's own weights of headings apply only without a weight of the page.
 */
const withSearchWeight = (page: string, path: string): string => {
  const weigh = (weight: number): string =>
    page.replace(" data-pagefind-body", `$& data-pagefind-weight="${weight}"`);
  if (path.endsWith("reference/")) return weigh(0.05).replaceAll("<h3 ", '<h3 data-pagefind-weight="5" ');
  return /^(?:packages|apps)/u.test(path) ? weigh(0.5) : page;
};
