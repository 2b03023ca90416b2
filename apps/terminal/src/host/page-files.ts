import type { PageFile, PageFiles } from "@windowpane/http-api";

/** Files of the program itself: next to its code, or inside the single executable. Paths are relative to the code. */
export interface OwnFiles {
  /** Whether the files are in the single executable. */
  readonly isExecutable: boolean;
  /** @throws Error if there is no such file. */
  read(path: string): Buffer<ArrayBuffer>;
  /**
   * Names of the files in a folder, which ends with a slash.
   *
   * @throws Error if there is no such folder.
   */
  list(folder: string): readonly string[];
}

/** Reads the files of the web page, about 1 MB, into memory. A request gets a file of this list and can reach no other file. */
export const readPageFiles = ({ read, list }: OwnFiles): PageFiles | undefined => {
  const assets = namesOf(list);
  if (assets === undefined) return undefined;
  const all = new Set([
    "index.html",
    "index.html.br",
    "index.html.gz",
    ...assets.map((name) => `assets/${name}`),
  ]);
  const bytesOf = (name: string): Buffer<ArrayBuffer> | undefined =>
    all.has(name) ? read(`page/${name}`) : undefined;
  const files = new Map<string, PageFile>();
  for (const name of all) {
    const media = mediaTypes.get(name.slice(name.lastIndexOf(".")));
    if (media !== undefined)
      files.set(name, {
        media,
        bytes: read(`page/${name}`),
        br: bytesOf(`${name}.br`),
        gzip: bytesOf(`${name}.gz`),
      });
  }
  return { file: async (path) => files.get(path) };
};

/** Gives undefined where the program was started without a build. */
const namesOf = (list: OwnFiles["list"]): readonly string[] | undefined => {
  try {
    return list("page/assets/");
  } catch {
    return undefined;
  }
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
