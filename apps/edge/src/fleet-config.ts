/** The configuration of a fleet. */
import { FleetConfigError, readFleetConfig, type FleetConfig } from "@windowpane/fleet";
import { EnvironmentError } from "@windowpane/http-api";
import type { FleetSource } from "./env.ts";
import type { FleetBindings } from "./fleet-bindings.ts";

/**
 * Reads the fleet configuration: from the variable, or from the bucket, because Cloudflare limits a variable to 5 kB.
 *
 * @throws EnvironmentError if the configuration is missing or invalid.
 */
export const readFleet = async (
  { configuration }: FleetSource,
  { DOCUMENTS }: Pick<FleetBindings, "DOCUMENTS">,
): Promise<FleetConfig> => {
  const text = configuration.startsWith("{")
    ? configuration
    : await textOf(await DOCUMENTS.get(configuration));
  if (text === undefined) {
    throw new EnvironmentError(
      `The bucket DOCUMENTS has no object ${JSON.stringify(configuration)}, which WINDOWPANE_FLEET names.`,
      `Run \`npx wrangler r2 object put BUCKET/${configuration} --remote --file fleet.json\`, or set WINDOWPANE_FLEET to JSON.`,
    );
  }
  try {
    return readFleetConfig(text);
  } catch (error) {
    if (!(error instanceof FleetConfigError)) throw error;
    throw new EnvironmentError(`The fleet configuration is not valid. ${error.message}`, "Correct it.");
  }
};

const textOf = async (
  found: Awaited<ReturnType<FleetBindings["DOCUMENTS"]["get"]>>,
): Promise<string | undefined> =>
  found === null ? undefined : new TextDecoder().decode(await found.arrayBuffer());
