import { mockTransport, scenarioNamed } from "@windowpane/transport-mock";
import { UsageError } from "../errors/usage-error.ts";
import type { OpenSource } from "../host.ts";

/**
 * The demo account. Its clock is the machine's, so what runs in it goes on while one looks.
 *
 * @throws UsageError when there is no such scenario.
 */
export const demoSource: OpenSource = async ({ detail, clock }) => {
  if (detail === "") return mockTransport({ clock });
  try {
    return mockTransport({ clock, scenario: scenarioNamed(detail) });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UsageError(error.message, "Use --demo alone for a night of patching.", { cause: error });
  }
};
