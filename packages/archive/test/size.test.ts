/** The size of an archive per row of a machine. The benchmarks of packages/bench measure nights of 10,000 machines. */
import { fleet, fleetIds, mockTransport } from "@windowpane/transport-mock";
import { expect, it } from "vitest";
import { openArchive, storeRun } from "../src/index.ts";
import { openSqliteFile } from "../src/node.ts";
import { takeRun, takenAt } from "./runs.ts";

const MACHINES = 3000;
/** A year of 10,000 machines nightly: 250 MB of rows and indexes, and 1 GB with documents. */
const YEAR = 3_650_000;

it("needs at most 250 MB for the rows of a year of 10,000 machines, and 1 GB with documents", async () => {
  const sql = await openSqliteFile(":memory:");
  const archive = await openArchive({ sql, now: () => takenAt });
  for (const seed of [1, 2]) {
    const transport = mockTransport({ scenario: fleet({ invocations: MACHINES, seed }) });
    const run = await takeRun(transport, fleetIds.WindowExecutionId, { Account: `11112222333${seed}` });
    expect(await storeRun(archive, run)).toBe("new");
  }
  const sizeOf = async (condition: string): Promise<number> => {
    const [row] = await sql.all<{ bytes: number; pages: number }>(
      `SELECT sum(pgsize) AS bytes FROM dbstat WHERE ${condition}`,
    );
    return (row?.bytes ?? Number.NaN) / (2 * MACHINES);
  };
  // Machines are stored once, however many nights there are.
  const rows = await sizeOf(
    "name LIKE 'machine_run%' OR name LIKE 'run%' OR name LIKE '%_run_%' OR name = 'document'",
  );
  const documents = await sizeOf("name LIKE 'document_chunk%'");
  expect(rows).toBeGreaterThan(10);
  expect(rows * YEAR).toBeLessThan(250_000_000);
  expect(documents).toBeGreaterThan(50);
  expect((rows + documents) * YEAR).toBeLessThan(1_000_000_000);
  sql.close();
});
