/** Checks that every URL of the site's pages leads to something that exists. */
import type { DefaultTreeAdapterTypes } from "parse5";
import { elementsOf } from "./html.ts";

/** What a page has and what it refers to. */
export interface PageLinks {
  /** Path on the host: `/docs/archive/`. */
  readonly path: string;
  readonly anchors: ReadonlySet<string>;
  /** URLs as the page has them. */
  readonly urls: readonly string[];
  /** URLs that a browser loads with the page. */
  readonly loaded: readonly string[];
}

/** Returns the anchors and URLs of a page. */
export const linksOf = (path: string, document: DefaultTreeAdapterTypes.Document): PageLinks => {
  const anchors = new Set<string>();
  const urls: string[] = [];
  const loaded: string[] = [];
  for (const { tagName, attrs } of elementsOf(document)) {
    const canonical = attrs.some(({ name, value }) => name === "rel" && value === "canonical");
    for (const { name, value } of attrs) {
      if (name === "id") anchors.add(value);
      if (name === "href" && !canonical) (tagName === "link" ? loaded : urls).push(value);
      if (name === "src") loaded.push(value);
    }
  }
  return { path, anchors, urls, loaded };
};

/**
 * Returns a sentence for each URL that leads nowhere, and for each file that a page loads from another host.
 *
 * @param files - paths of all files on the host: `/docs/policy.json`.
 */
export const findDeadLinks = (pages: readonly PageLinks[], files: ReadonlySet<string>): readonly string[] => {
  const anchors = new Map(pages.map((page) => [page.path, page.anchors]));
  return pages.flatMap(({ path, urls, loaded }) => {
    const faultOf = (url: string, isLoaded: boolean): readonly string[] => {
      const { origin, pathname, hash } = new URL(url, `${here}${path}`);
      if (origin !== here)
        return isLoaded && origin !== "null" ? [`${path} loads ${url} from another host.`] : [];
      const page = anchors.get(decodeURI(pathname));
      if (page === undefined && !files.has(decodeURI(pathname)))
        return [`${path} links to ${url}, which does not exist.`];
      // The top of a page needs no element.
      if (
        hash === "" ||
        hash === "#_top" ||
        page === undefined ||
        page.has(decodeURIComponent(hash.slice(1)))
      )
        return [];
      return [`${path} links to ${url}, and that page has no such heading.`];
    };
    return [
      ...new Set([
        ...urls.flatMap((url) => faultOf(url, false)),
        ...loaded.flatMap((url) => faultOf(url, true)),
      ]),
    ];
  });
};

/** Stands for the host of the site. */
const here = "http://site.invalid";
