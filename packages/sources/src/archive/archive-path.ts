import { join } from "node:path";
import { expand, homeOf } from "../aws/config-files.ts";
import { SourceError } from "../source/source-error.ts";
import type { Platform } from "../source/source.ts";

/**
 * The path of the archive's file: as given, else from WINDOWPANE_ARCHIVE, else `windowpane/archive.sqlite` in the folder for
 * programs' data: XDG_DATA_HOME, LOCALAPPDATA on Windows, or ~/.local/share.
 *
 * @throws SourceError if SQLite would not read the path as the name of a file.
 */
export const archivePath = (given: string | undefined, { env }: Pick<Platform, "env">): string => {
  const path = given || env["WINDOWPANE_ARCHIVE"];
  if (path) return expand(fileName(path), env);
  const data = env["XDG_DATA_HOME"] || env["LOCALAPPDATA"] || join(homeOf(env), ".local", "share");
  return join(data, "windowpane", "archive.sqlite");
};

/** What is stored in memory would be lost when the program ends. */
const fileName = (path: string): string => {
  if (path !== ":memory:" && !/^file:/iu.test(path)) return path;
  throw new SourceError(
    "usage",
    `The archive ${path} is not the path of a file.`,
    `Give a path, such as ./archive.sqlite.`,
  );
};
