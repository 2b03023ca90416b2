import { archiveHistory, collectStep, openArchive } from "@windowpane/archive";
import { openSqliteFile } from "@windowpane/archive/node";
import type { AppOptions } from "@windowpane/http-api";
import { mockTransport, type MockOptions } from "@windowpane/transport-mock";

/** Most steps of a collection of the demo account. */
const MOST_STEPS = 200;

/** An archive of a mock account, by default the demo, collected once, with two messages that were not delivered. */
export const demoArchive = async (options: MockOptions = {}): Promise<NonNullable<AppOptions["history"]>> => {
  const transport = mockTransport(options);
  const now = (): Date => transport.clock.now();
  const archive = await openArchive({ sql: await openSqliteFile(":memory:"), now });
  const location = { Account: "111122223333", Region: "eu-west-1", transport };
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const { more } = await collectStep(location, archive, { owner: `step-${step}` });
    if (!more) break;
  }
  return archiveHistory(archive, { countDeadMessages: async () => 2 });
};
