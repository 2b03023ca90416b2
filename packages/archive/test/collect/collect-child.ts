/**
 * Collects the nights of a seed into a file, hour by hour from a time. Prints the time before each step. Its parent kills it.
 *
 * Arguments: file, seed, nights, windows, start and end in milliseconds since 1970.
 */
import { manualClock } from "@windowpane/transport-mock";
import { openArchive } from "../../src/open/open-archive.ts";
import { collectStep } from "../../src/collect/collect-step.ts";
import { openSqliteFile } from "../../src/node.ts";
import { Account, messages, missedMessages, OUTBOX, Region } from "./crash.ts";
import { HOUR, planNights, serviceOf } from "./nights.ts";

const [file = "", ...numbers] = process.argv.slice(2);
const [seed = 0, nights = 0, windows = 0, start = 0, end = 0] = numbers.map(Number);

const clock = manualClock(new Date(start));
const sql = await openSqliteFile(file);
const archive = await openArchive({ sql, now: clock.now });
await sql.run(OUTBOX);
const transport = serviceOf(planNights({ nights, windows, seed }), { clock });
process.stdout.write("ready\n");
for (; clock.now().getTime() < end; clock.advance(3 * HOUR)) {
  process.stdout.write(`${clock.now().getTime()}\n`);
  const owner = `child ${process.pid} ${clock.now().getTime()}`;
  // The parent starts a collector only after the one before has ended.
  await collectStep({ Account, Region, transport }, archive, {
    owner,
    hasEnded: () => true,
    messages,
    missedMessages,
  });
}
process.stdout.write("done\n");
