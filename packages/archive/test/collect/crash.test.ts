import { afterAll, describe, expect, it } from "vitest";
import { readStoredSnapshot } from "../../src/store/stored-runs.ts";
import {
  Account,
  collectWithCrashes,
  destinations,
  readArchive,
  readIndependently,
  Region,
  type Hits,
} from "./crash.ts";

/** Seeds and nights of the usual run. The long run: WINDOWPANE_NIGHTS=400 WINDOWPANE_SEEDS=1,2,3. */
const nights = Number(process.env["WINDOWPANE_NIGHTS"] ?? 40);
const seeds = (process.env["WINDOWPANE_SEEDS"] ?? "1,2,3").split(",").map(Number);

describe("collecting with crashes", () => {
  const total: Partial<Hits> = {};

  it.each(seeds)(
    "stores every run once and writes every message once, with seed %i",
    async (seed) => {
      const result = await collectWithCrashes({ seed, nights });
      for (const [name, count] of Object.entries(result.hits) as [keyof Hits, number][])
        total[name] = (total[name] ?? 0) + count;
      const { sql } = result.archive;

      const expected = await readIndependently(result);
      expect(await readArchive(result)).toEqual(expected);

      const rows = await sql.all<{ id: string }>("SELECT id FROM test_outbox WHERE id LIKE 'run_%'");
      const ids = expected.runs.map((line) => line.split(" ")[1] ?? "");
      expect(rows.map(({ id }) => id).toSorted()).toEqual(
        ids.flatMap((id) => destinations.map((destination) => `run_${id}_${destination}`)).toSorted(),
      );

      expect(await sql.all("SELECT execution_id FROM run WHERE complete = 0")).toEqual([]);
      expect(await sql.all("SELECT * FROM collection_run")).toEqual([]);
      expect(await sql.all("SELECT * FROM collection_gap WHERE code NOT IN ('pause')")).toEqual([]);

      // A start that happened is never reported as missed.
      const missed = await sql.all<{ window_id: string; expected_ms: number }>(
        "SELECT window_id, expected_ms FROM collection_start WHERE outcome <> 'open'",
      );
      const absent = result.nights.starts.filter(({ WindowExecutionId }) => WindowExecutionId === undefined);
      const absentKeys = absent.map(({ WindowId, at }) => `${WindowId} ${at}`);
      expect(absentKeys).toEqual(
        expect.arrayContaining(missed.map((row) => `${row.window_id} ${row.expected_ms}`)),
      );
      expect(missed.length).toBeGreaterThan(0);
      const told = await sql.all<{ id: string }>("SELECT id FROM test_outbox WHERE id LIKE 'missed_%'");
      expect(told).toHaveLength(missed.length * destinations.length);
    },
    600_000,
  );

  it("keeps no sensitive member in documents", async () => {
    const { archive } = await collectWithCrashes({ seed: 77, nights: 5, windows: 1 });
    const rows = await archive.sql.all<{ execution_id: string }>("SELECT execution_id FROM run");
    expect(rows.length).toBeGreaterThan(2);
    for (const { execution_id: WindowExecutionId } of rows) {
      const snapshot = await readStoredSnapshot(archive, { Account, Region, WindowExecutionId });
      const lines = [...(snapshot?.responses.lines() ?? [])];
      const text = lines.map((line) => new TextDecoder().decode(line)).join("\n");
      expect(text).toContain("nightly-1");
      expect(text).not.toMatch(/hidden-|owner-secret/);
    }
  }, 60_000);

  afterAll(() => {
    // Each kind of trouble must have happened, or the test proves nothing.
    for (const [name, count] of Object.entries(total)) expect(count, name).toBeGreaterThan(0);
    console.info(JSON.stringify({ nights, seeds, ...total }));
  });
});
