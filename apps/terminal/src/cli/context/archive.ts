import { access, mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import type { Archive } from "@windowpane/archive";
import type { SqliteFileOptions } from "@windowpane/archive/node";
import type { Trends } from "@windowpane/report";
import { archivePath as pathOfArchive } from "@windowpane/sources";
import { ConfigurationError } from "../../host/configuration-error.ts";
import { UsageError } from "../../host/usage-error.ts";
import type { Context } from "./context.ts";

/** An archive that was opened for reading, with its path. */
export interface OpenedArchive extends Archive {
  readonly path: string;
  readonly close: () => void;
}

/**
 * Opens the archive for reading.
 *
 * @throws UsageError if the file does not exist; ConfigurationError if it cannot be read.
 */
export const openArchiveFile = async (context: Pick<Context, "host" | "options">): Promise<OpenedArchive> => {
  const path = archivePath(context);
  if (!(await exists(path))) {
    throw new UsageError(
      `There is no archive at ${path}.`,
      "Run `windowpane collect` to create one, or choose another with --archive.",
    );
  }
  return openFile(context, path, { readOnly: true });
};

/**
 * Opens the archive for writing.
 *
 * @param options - `mustExist`: do not create the file. Default: the file and its folder are created.
 * @throws UsageError if it must exist and does not; ConfigurationError if it cannot be written.
 */
export const openArchiveToWrite = async (
  context: Pick<Context, "host" | "options">,
  { mustExist = false }: { readonly mustExist?: boolean } = {},
): Promise<OpenedArchive> => {
  const path = archivePath(context);
  if (!(await exists(path))) {
    if (mustExist) return openArchiveFile(context);
    // If this fails, opening the file tells why.
    await mkdir(dirname(path), { recursive: true }).catch(() => {});
  }
  return openFile(context, path, {});
};

/**
 * Opens the archive for reading, for commands that work without one. The default file is used only with AWS: an archive of other
 * accounts knows nothing of the demo or a snapshot.
 *
 * @returns undefined without an archive.
 * @throws UsageError if --archive names a file that does not exist.
 */
export const openArchiveIfAny = async (
  context: Pick<Context, "host" | "options" | "settings">,
): Promise<OpenedArchive | undefined> => {
  const { host, options, settings } = context;
  if (options["archive"] !== undefined) return openArchiveFile(context);
  const [isSource, file] = /^archive(?::(.*))?$/su.exec(settings.source) ?? [];
  if (isSource !== undefined) return openFile(context, pathOfArchive(file, host), { readOnly: true });
  const isChosen = (host.env["WINDOWPANE_ARCHIVE"] ?? "") !== "";
  if (!isChosen && settings.source !== "aws") return undefined;
  const path = archivePath(context);
  return (await exists(path)) ? openFile(context, path, { readOnly: true }) : undefined;
};

/**
 * Gives the archive's history to work that also does without: an archive that cannot be read becomes a note,
 * unless --archive names it.
 */
export const withHistory = async <Result>(
  context: Pick<Context, "host" | "options" | "settings" | "console">,
  work: (trends: Trends | undefined) => Promise<Result>,
): Promise<Result> => {
  const { options, console } = context;
  const tolerant = async <Value>(read: () => Promise<Value>, otherwise: Value): Promise<Value> => {
    try {
      return await read();
    } catch (error) {
      if (options["archive"] !== undefined) throw error;
      const text = error instanceof Error ? error.message : String(error);
      await console.note(`Since when causes occur is not known from the archive. ${text}`);
      return otherwise;
    }
  };
  const archive = await tolerant(() => openArchiveIfAny(context), undefined);
  if (archive === undefined) return work(undefined);
  try {
    const { archiveTrends } = await import("@windowpane/archive");
    const trends = archiveTrends(archive);
    return await work({
      ...trends,
      earlier: (queries) => tolerant(() => trends.earlier(queries), []),
      windowOf: (query) => tolerant(() => trends.windowOf(query), undefined),
    });
  } finally {
    archive.close();
  }
};

/** The path of the archive that --archive or the environment names. */
const archivePath = ({ host, options }: Pick<Context, "host" | "options">): string => {
  const given = options["archive"];
  if (given === "") throw new UsageError("--archive has no value.", "Give the path of an archive.");
  return pathOfArchive(typeof given === "string" ? given : undefined, host);
};

const openFile = async (
  { host }: Pick<Context, "host">,
  path: string,
  options: SqliteFileOptions,
): Promise<OpenedArchive> => {
  const [{ isArchiveError, openArchive }, { openSqliteFile }] = await Promise.all([
    import("@windowpane/archive"),
    import("@windowpane/archive/node"),
  ]);
  try {
    const sql = await openSqliteFile(path, options);
    return { ...(await openArchive({ sql, now: host.now })), path, close: () => sql.close() };
  } catch (error) {
    if (!isArchiveError(error)) throw error;
    throw new ConfigurationError(error.problem, error.advice, { cause: error });
  }
};

const exists = async (path: string): Promise<boolean> => {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
};
