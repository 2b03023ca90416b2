import type { Transport } from "@windowpane/core";
import { archiveHistory, collectStep, openArchive } from "@windowpane/archive";
import { openSqliteFile } from "@windowpane/archive/node";
import type { AppOptions } from "@windowpane/http-api";
import { nightlyAccount } from "@windowpane/loopback";

const [Account, Region] = ["111122223333", "eu-west-1"] as const;

/** An account with two windows that ran in the last ten nights, and its archive, with two messages that were not delivered. */
export const nightlyArchive = async (): Promise<{
  readonly transport: Transport;
  readonly history: NonNullable<AppOptions["history"]>;
}> => {
  const transport = nightlyAccount(Account, Region, { windows: 2, nights: 10, machines: 6, failures: 2 });
  const sql = await openSqliteFile(":memory:");
  const archive = await openArchive({ sql, now: () => transport.clock.now() });
  for (let step = 0, more = true; more && step < 50; step += 1)
    ({ more } = await collectStep({ Account, Region, transport }, archive, { owner: `step-${step}` }));
  return { transport, history: archiveHistory(archive, { countDeadMessages: async () => 2 }) };
};
