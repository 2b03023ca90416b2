import type { Host } from "../../host/host.ts";
import { ConfigurationError } from "../../host/configuration-error.ts";

/** Where links to the web page come from. */
interface PageOptions {
  readonly settings: { readonly source: string };
  readonly host: Pick<Host, "env">;
}

/**
 * The address of the web page, with a trailing slash: WINDOWPANE_PAGE_URL, else that of a source over HTTP. Undefined if neither is
 * given.
 *
 * @throws ConfigurationError if WINDOWPANE_PAGE_URL is not an address.
 */
export const pageUrl = ({ settings, host }: PageOptions): string | undefined => {
  const given = (host.env["WINDOWPANE_PAGE_URL"] ?? "").trim();
  if (given !== "") {
    const url = folderOf(given);
    if (url !== undefined) return url;
    throw new ConfigurationError(
      `"${given}" is not a valid WINDOWPANE_PAGE_URL.`,
      "Set it to the address of the web page, such as https://windowpane.example.com/.",
    );
  }
  return /^https?:\/\//i.test(settings.source) ? folderOf(settings.source) : undefined;
};

/** The address without credentials, query and fragment, so that a link can follow it. */
const folderOf = (text: string): string | undefined => {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return undefined;
  const { origin, pathname } = new URL(text);
  return `${origin}${pathname.replace(/\/*$/, "/")}`;
};

/** The address of the web page. @throws ConfigurationError if it is not known. */
export const requirePageUrl = (options: PageOptions): string => {
  const url = pageUrl(options);
  if (url !== undefined) return url;
  throw new ConfigurationError(
    "The address of the web page is not known.",
    "Set WINDOWPANE_PAGE_URL, for example to https://windowpane.example.com/, or give --source with the address of a server.",
  );
};
