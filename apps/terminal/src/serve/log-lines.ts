import type { Sink } from "../host.ts";

/**
 * Writes each entry as a line of JSON. A server must neither wait for whoever reads its log nor keep all of it in memory
 * when nobody does, so beyond so many lines under way it drops them and says how many when it can write again.
 *
 * @param most - lines under way. Default: 10,000.
 */
export const logLines = (sink: Sink, most = 10_000): ((entry: object) => void) => {
  let underWay = 0;
  let dropped = 0;
  const write = async (entry: object): Promise<void> => {
    underWay += 1;
    try {
      await sink.write(`${JSON.stringify(entry)}\n`);
    } catch {
      // Whoever closed the log does not want it; the server goes on.
    }
    underWay -= 1;
    if (dropped === 0 || underWay > most / 2) return;
    const entriesDropped = dropped;
    dropped = 0;
    await write({ level: "warn", message: "The log was not read in time.", entriesDropped });
  };
  return (entry) => {
    if (underWay < most) void write(entry);
    else dropped += 1;
  };
};
