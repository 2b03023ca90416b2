/** The archive of a fleet: its index in D1, its documents in R2. */
import { d1Sql, migrations, openArchive, r2Documents, type Archive } from "@windowpane/archive";
import { EnvironmentError } from "@windowpane/http-api";
import type { FleetBindings } from "./fleet-bindings.ts";
import type { Platform } from "./platform.ts";

/**
 * Opens the archive of a fleet.
 *
 * @throws EnvironmentError if the database does not have the tables of this version. Wrangler creates them, so that an operator decides
 * when they change.
 */
export const openFleetArchive = async (
  { ARCHIVE, DOCUMENTS }: Pick<FleetBindings, "ARCHIVE" | "DOCUMENTS">,
  { now }: Pick<Platform, "now">,
): Promise<Archive> => {
  const sql = d1Sql(ARCHIVE);
  const [table] = await sql.all(
    "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'schema_version'",
  );
  const [row] =
    table === undefined
      ? []
      : await sql.all<{ version: number }>("SELECT max(version) AS version FROM schema_version");
  const version = row?.version ?? 0;
  if (version !== migrations.length) {
    throw new EnvironmentError(
      `The database of the archive has version ${version}; this deployment needs version ${migrations.length}.`,
      version < migrations.length
        ? "Run `npx wrangler d1 migrations apply ARCHIVE --env fleet --remote`."
        : "Deploy the newest version of Windowpane.",
    );
  }
  return openArchive({ sql, documents: r2Documents(DOCUMENTS, "archive/"), now });
};
