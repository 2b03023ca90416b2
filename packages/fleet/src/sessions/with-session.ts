import { isWindowpaneError, requireTransport, type Transport } from "@windowpane/core";
import type { Sessions, SessionSubject } from "./sessions.ts";

/**
 * Assumes the role of a location before each request, so that errors of AssumeRole keep their meaning: a client of the AWS SDK reports
 * them as a request that could not be sent. The client of the transport uses `sessions.provider` of the same location.
 *
 * A session that AWS rejects as expired is replaced, so that the next request has another one.
 *
 * @example
 * const { locations } = await resolveFleet(config, { sessions });
 * const transports = locations.map((one) => {
 *   const client = new SSMClient({ region: one.Region, credentials: sessions.provider(one) });
 *   return withSession(awsTransport(client), sessions, one);
 * });
 */
export const withSession = (
  transport: Transport,
  sessions: Sessions,
  location: SessionSubject,
): Transport => {
  requireTransport(transport, "withSession");
  return {
    name: transport.name,
    send: async (operation, input, options) => {
      await sessions.credentials(location, options.signal);
      try {
        return await transport.send(operation, input, options);
      } catch (error) {
        if (isWindowpaneError(error) && error.kind === "service" && error.code.startsWith("ExpiredToken")) {
          sessions.replace(location);
        }
        throw error;
      }
    },
  };
};
