import type { Connection } from "@windowpane/sources";
import { UsageError } from "../../../host/usage-error.ts";
import type { Context } from "../../context/context.ts";

/**
 * The accounts and regions of the fleet.
 *
 * @throws UsageError without a fleet.
 */
export const fleetConnections = async (context: Context): Promise<readonly Connection[]> => {
  const { fleet, source } = context.settings;
  if (fleet !== undefined || source === "demo:organization") return context.connections();
  throw new UsageError(
    "There is no fleet configuration.",
    "Give --fleet FILE, set WINDOWPANE_FLEET, or try --demo=organization.",
  );
};
