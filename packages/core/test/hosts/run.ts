/** Uses of the core that must work on all platforms. Uses no platform functions. */
import {
  createClient,
  InvalidInputError,
  matchFilter,
  parseFilter,
  redact,
  type Transport,
} from "../../src/index.ts";

const transport: Transport = {
  name: "two pages",
  send: async (_operation, input) =>
    "NextToken" in input && input.NextToken !== undefined
      ? { WindowIdentities: [{ WindowId: "mw-2", Name: "Größe 😀", Description: "secret" }] }
      : { WindowIdentities: [{ WindowId: "mw-1" }], NextToken: "t" },
};

/** Reads a list, filters, redacts and validates. Returns the results. */
export const run = async (): Promise<string> => {
  const client = createClient(transport);
  const matches = matchFilter(parseFilter("name:größe"), { now: new Date(0) });
  const found = [];
  for await (const window of client.items("DescribeMaintenanceWindows", {})) {
    if (matches(window)) found.push(window);
  }
  const refusal = await client.call("DescribeMaintenanceWindowSchedule", { Targets: [{ Key: "!" }] }).then(
    () => "taken",
    (error: unknown) => (error instanceof InvalidInputError ? error.violations[0]?.rule : "odd"),
  );
  return JSON.stringify([
    redact("DescribeMaintenanceWindows", "output", { WindowIdentities: found }),
    refusal,
  ]);
};
