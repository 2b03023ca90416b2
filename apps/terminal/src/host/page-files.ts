import { existsSync, readdirSync, readFileSync } from "node:fs";
import type { PageFile, PageFiles } from "@windowpane/http-api";

/**
 * Reads the files of the web page, about 1 MB, into memory. A request gets a file of this list and can reach no other file.
 *
 * @param folder - URL of the folder, with a trailing slash.
 */
export const readPageFiles = (folder: URL): PageFiles | undefined => {
  if (!existsSync(folder)) return undefined;
  const names = ["index.html", ...readdirSync(new URL("assets/", folder)).map((name) => `assets/${name}`)];
  const files = new Map<string, PageFile>();
  for (const name of names) {
    const media = mediaTypes.get(name.slice(name.lastIndexOf(".")));
    if (media !== undefined) files.set(name, readPageFile(name, media, folder));
  }
  return { file: async (path) => files.get(path) };
};

/** Compressed files have no entry: they belong to the file without `.br` or `.gz`. */
const mediaTypes: ReadonlyMap<string, string> = new Map([
  [".html", "text/html"],
  [".js", "text/javascript"],
  [".css", "text/css"],
  [".svg", "image/svg+xml"],
  [".png", "image/png"],
  [".woff2", "font/woff2"],
  [".webmanifest", "application/manifest+json"],
]);

const readPageFile = (name: string, media: string, folder: URL): PageFile => {
  const read = (suffix: string): Uint8Array<ArrayBuffer> | undefined => {
    const file = new URL(`${name}${suffix}`, folder);
    return existsSync(file) ? readFileSync(file) : undefined;
  };
  return { media, bytes: readFileSync(new URL(name, folder)), br: read(".br"), gzip: read(".gz") };
};
