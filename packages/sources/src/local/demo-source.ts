import { setImmediate as nextTurn } from "node:timers/promises";
import type { Transport } from "@windowpane/core";
import { mockTransport, scenarioNamed } from "@windowpane/transport-mock";
import { refuseAwsOptions } from "../source/refuse-aws-options.ts";
import { SourceError } from "../source/source-error.ts";
import type { OpenSource } from "../source/source.ts";

/**
 * The demo account. It uses this machine's clock, so running executions progress.
 *
 * @throws SourceError if there is no such scenario, or options for AWS were given.
 */
export const demoSource: OpenSource = async (options) => {
  const { detail, platform } = options;
  refuseAwsOptions(options, "--source demo");
  const clock = { now: () => platform.now() };
  if (detail === "") return { transport: withTurns(mockTransport({ clock })) };
  try {
    return { transport: withTurns(mockTransport({ clock, scenario: scenarioNamed(detail) })) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new SourceError(
      "usage",
      error.message,
      "Use --demo alone for a night of patching, or --demo=organization for several accounts.",
      {
        cause: error,
      },
    );
  }
};

/**
 * Lets other work run before each response, as a network does. Otherwise all of the mock's responses come in one turn of the
 * event loop, and Ctrl-C is handled after the last of a million items.
 */
export const withTurns = (transport: Transport): Transport => ({
  name: transport.name,
  async send(operation, input, options) {
    await nextTurn();
    return transport.send(operation, input, options);
  },
});
