import { findProject } from "@windowpane/repo/release/project";

/** Where the site is published. */
export interface SiteLocation {
  /** Origin: `https://example.org`. Undefined while it is not known; then pages have no canonical URL. */
  readonly origin: string | undefined;
  /** Path with a slash at both ends: `/windowpane/`. */
  readonly base: string;
}

/** Reads the location of this build: the variable WINDOWPANE_SITE, or `homepage` of the root package.json. */
export const ownLocation = (): SiteLocation =>
  siteLocation(process.env["WINDOWPANE_SITE"] ?? findProject()?.siteUrl);

/**
 * Reads a location from a URL. Default: the path `/windowpane/` of an unknown host.
 *
 * @throws Error if the URL is not valid.
 */
export const siteLocation = (url: string | undefined): SiteLocation => {
  if (url === undefined || url === "") return { origin: undefined, base: "/windowpane/" };
  if (!URL.canParse(url) || !/^https?:$/u.test(new URL(url).protocol))
    throw new Error(
      `The URL of the site is "${url}", which is not valid. Set WINDOWPANE_SITE to the URL of the start page, such as "https://example.org/docs/".`,
    );
  const { origin, pathname } = new URL(url);
  return { origin, base: pathname.endsWith("/") ? pathname : `${pathname}/` };
};
