/** The accounts and regions of a fleet, as its object reads them: through other objects. */
import {
  errorMeaning,
  isWindowpaneError,
  operations,
  UnreadLocationsError,
  type Transport,
  type UnreadLocation,
} from "@windowpane/core";
import type { FleetLocation, FleetMember } from "@windowpane/fleet";
import { accountFetch, type Caller } from "@windowpane/http-api";
import { httpTransport } from "@windowpane/transport-http";
import type { FleetBindings } from "./fleet-bindings.ts";
import { nameOfLocation, objectIn } from "./objects.ts";
import type { Platform } from "./platform.ts";

/** Caller of the requests to the objects of accounts. The fleet's object has checked the roles of the client. */
const fleetCaller: Caller = { id: "fleet", roles: new Set(["read", "cancel"]) };

/** An account and region, read through its object. */
export const memberOf = (location: FleetLocation, env: FleetBindings, platform: Platform): FleetMember => {
  const { Account, Region, name, role } = location;
  const object = objectIn(env.ACCOUNTS, nameOfLocation(location));
  const transport = httpTransport({
    url: "https://object.invalid/",
    fetch: accountFetch(object, { caller: fleetCaller, ...platform }),
  });
  return { Account, Region, name, role, transport: withOwnError(transport) };
};

/**
 * Returns the error of a location itself, such as that of its role, instead of a list of one location. Reads again if the object
 * did not respond, because objects move and restart.
 */
const withOwnError = (transport: Transport): Transport => ({
  name: transport.name,
  send: async (operation, input, options) => {
    try {
      return await transport.send(operation, input, options).catch((error: unknown) => {
        if (
          !isNoResponse(error) ||
          operations[operation].effect === "write" ||
          options.signal?.aborted === true
        )
          throw error;
        return transport.send(operation, input, options);
      });
    } catch (error) {
      throw error instanceof UnreadLocationsError ? (error.locations[0]?.error ?? error) : error;
    }
  },
});

const isNoResponse = (error: unknown): boolean =>
  isWindowpaneError(error) && errorMeaning(error) === "no-response";

/** A location that is known, but cannot be read. */
export const unreadMember = ({ Account, Region, error }: UnreadLocation): FleetMember => ({
  Account,
  Region,
  transport: {
    name: "unread",
    send: async () => {
      throw error;
    },
  },
});
