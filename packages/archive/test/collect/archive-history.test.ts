import { fleet, mockTransport } from "@windowpane/transport-mock";
import { expect, it } from "vitest";
import { archiveHistory, collectStep, openArchive } from "../../src/index.ts";
import { openSqliteFile } from "../../src/node.ts";

const since = new Date("2026-11-01T00:00:00Z");

it("tells what was collected of each account and region, and what the newest collection lacks", async () => {
  const transport = mockTransport({ scenario: fleet({ invocations: 5 }) });
  let late = 0;
  const now = (): Date => new Date(transport.clock.now().getTime() + late);
  const archive = await openArchive({ sql: await openSqliteFile(":memory:"), now });
  const history = archiveHistory(archive, { countDeadMessages: async () => 3 });
  expect(await history.collections?.({ since })).toEqual({ locations: [], missing: [], deadMessages: 3 });
  expect(history.messages).toBeUndefined();

  const location = { Account: "111122223333", Region: "eu-west-1" };
  await collectStep({ ...location, transport }, archive, { owner: "one" });
  const fresh = await history.collections?.({ since });
  expect(fresh?.locations).toMatchObject([location]);
  expect(fresh?.locations[0]?.collectedUntil).toBeInstanceOf(Date);
  expect(fresh?.locations[0]).not.toHaveProperty("problem");
  expect((await history.collections?.({ since, accounts: ["999999999999"] }))?.locations).toEqual([]);

  late = 2 * 86_400_000;
  const [old] = (await history.collections?.({ since }))?.locations ?? [];
  expect(old?.problem).toBe("Nothing was collected since then.");
});
