/** A Worker that reads an organization: lists its accounts and regions, assumes their roles, and lists all windows. */
import { SSMClient } from "@aws-sdk/client-ssm";
import { createClient, itemOrigin, UnreadLocationsError } from "@windowpane/core";
import { awsTransport } from "@windowpane/transport-aws";
import {
  createSessions,
  fleetTransport,
  readFleetConfig,
  resolveFleet,
  withSession,
} from "../../src/index.ts";

/** What the test sends. */
export interface FleetRequest {
  readonly endpoint: string;
  readonly config: string;
  readonly source: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** What the Worker responds with. */
export interface FleetResponse {
  readonly windows: readonly (readonly [
    account: string | undefined,
    region: string | undefined,
    name: string | undefined,
  ])[];
  readonly unread: readonly (readonly [account: string, region: string, remedy: string])[];
}

const read = async ({ endpoint, config, source }: FleetRequest): Promise<FleetResponse> => {
  const settings = { endpoint };
  const now = (): number => Date.now();
  const sessions = createSessions({
    source: () => Promise.resolve(source),
    region: "eu-west-1",
    now,
    sts: settings,
  });
  const { locations, unread } = await resolveFleet(readFleetConfig(config), {
    sessions,
    organizations: settings,
    account: settings,
  });
  const members = locations.map((location) => ({
    ...location,
    transport: withSession(
      awsTransport(
        new SSMClient({
          endpoint,
          region: location.Region,
          credentials: sessions.provider(location),
          maxAttempts: 1,
        }),
      ),
      sessions,
      location,
    ),
  }));
  const windows: FleetResponse["windows"][number][] = [];
  const notRead = [...unread];
  try {
    for await (const window of createClient(fleetTransport(members, { now })).items(
      "DescribeMaintenanceWindows",
      {},
    )) {
      const { Account, Region } = itemOrigin(window);
      windows.push([Account, Region, window.Name]);
    }
  } catch (error) {
    if (!(error instanceof UnreadLocationsError)) throw error;
    notRead.push(...error.locations);
  }
  return { windows, unread: notRead.map(({ Account, Region, remedy }) => [Account, Region, remedy]) };
};

const worker = {
  fetch: async (request: Request): Promise<Response> => {
    try {
      // The test sends it.
      return Response.json(await read((await request.json()) as FleetRequest));
    } catch (error) {
      return new Response(error instanceof Error ? (error.stack ?? error.message) : String(error), {
        status: 500,
      });
    }
  },
};

// Workers take their handlers from the default export.
export default worker;
