import { setImmediate as nextTurn } from "node:timers/promises";
import type { Transport } from "@windowpane/core";
import { mockTransport, scenarioNamed } from "@windowpane/transport-mock";
import { SourceError } from "../source/source-error.ts";
import type { OpenSource } from "../source/source.ts";
import { refuseAwsOptions } from "../source/refuse-aws-options.ts";

/**
 * The demo account. Its clock is the machine's, so what runs in it goes on while one looks.
 *
 * @throws UsageError when there is no such scenario, or an account or region was chosen.
 */
export const demoSource: OpenSource = async (options) => {
  const { detail, platform: clock } = options;
  refuseAwsOptions(options, "--source demo");
  if (detail === "") return { transport: withTurns(mockTransport({ clock })) };
  try {
    return { transport: withTurns(mockTransport({ clock, scenario: scenarioNamed(detail) })) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new SourceError("usage", error.message, "Use --demo alone for a night of patching.", {
      cause: error,
    });
  }
};

/**
 * Lets others have their turn before each answer. AWS's come from the network, so they come in turns of their own; the
 * mock's would all be made in one, and neither Ctrl-C nor another caller would be heard before the last of a million items.
 */
const withTurns = (transport: Transport): Transport => ({
  name: transport.name,
  async send(operation, input, options) {
    await nextTurn();
    return transport.send(operation, input, options);
  },
});
