import { access, mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import type { Archive } from "@windowpane/archive";
import type { SqliteFileOptions } from "@windowpane/archive/node";
import { archivePath as pathOfArchive } from "@windowpane/sources";
import { UsageError } from "../../host/usage-error.ts";
import type { Context } from "./context.ts";

/** What names the archive's file. */
export type ArchiveContext = Pick<Context, "host" | "options" | "settings">;

/** An open archive with its path. */
export interface OpenedArchive extends Archive {
  readonly path: string;
  readonly close: () => void;
}

/**
 * Opens the archive for reading.
 *
 * @throws UsageError if the file does not exist; ArchiveError if it cannot be read.
 */
export const openArchiveFile = async (context: ArchiveContext): Promise<OpenedArchive> => {
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
 * @throws UsageError if it must exist and does not; ArchiveError if it cannot be opened.
 */
export const openArchiveToWrite = async (
  context: ArchiveContext,
  { mustExist = false }: { readonly mustExist?: boolean } = {},
): Promise<OpenedArchive> => {
  const path = archivePath(context);
  if (!(await exists(path))) {
    if (mustExist) return openArchiveFile(context);
    // If this fails, opening the file tells why.
    await makeFolder(dirname(path)).catch(() => {});
  }
  return openFile(context, path, {});
};

/**
 * Opens the archive for reading, for commands that work without one. The default file is used only with AWS: an archive of other
 * accounts knows nothing of the demo or a snapshot.
 *
 * @returns undefined without an archive.
 * @throws UsageError if --archive or --source names a file that does not exist; ArchiveError if it cannot be read.
 */
export const openArchiveIfAny = async (context: ArchiveContext): Promise<OpenedArchive | undefined> => {
  const { host, options, settings } = context;
  if (options["archive"] !== undefined || isArchiveSource(settings)) return openArchiveFile(context);
  const isChosen = (host.env["WINDOWPANE_ARCHIVE"] ?? "") !== "";
  if (!isChosen && settings.source !== "aws") return undefined;
  const path = archivePath(context);
  return (await exists(path)) ? openFile(context, path, { readOnly: true }) : undefined;
};

/** Whether the source is an archive. */
export const isArchiveSource = ({ source }: Pick<Context["settings"], "source">): boolean =>
  fileOfSource.test(source);

/** `archive`, or `archive:FILE`. */
const fileOfSource = /^archive(?::(.*))?$/su;

/** The path of the archive that --archive, --source or the environment names. */
const archivePath = ({ host, options, settings }: ArchiveContext): string => {
  const given = options["archive"];
  if (given === "") throw new UsageError("--archive has no value.", "Give the path of an archive.");
  const [, file] = fileOfSource.exec(settings.source) ?? [];
  return pathOfArchive(typeof given === "string" ? given : file, host);
};

/** Creates a folder and those above it. Node's `recursive` never returns where the system creates no folders, such as in /proc. */
const makeFolder = async (path: string): Promise<void> => {
  if (await exists(path)) return;
  if (dirname(path) !== path) await makeFolder(dirname(path));
  await mkdir(path);
};

const openFile = async (
  { host }: Pick<Context, "host">,
  path: string,
  options: SqliteFileOptions,
): Promise<OpenedArchive> => {
  const [{ openArchive }, { openSqliteFile }] = await Promise.all([
    import("@windowpane/archive"),
    import("@windowpane/archive/node"),
  ]);
  const sql = await openSqliteFile(path, options);
  try {
    return { ...(await openArchive({ sql, now: host.now })), path, close: () => sql.close() };
  } catch (error) {
    sql.close();
    throw error;
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
