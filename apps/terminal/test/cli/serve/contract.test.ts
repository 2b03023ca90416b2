import { describeHttpContract } from "@windowpane/http-contract";
import { fleet, fleetIds, mockTransport } from "@windowpane/transport-mock";
import { serveProgram } from "./serve-program.ts";

describeHttpContract({
  name: "windowpane serve, on a socket of Node",
  start: (variables, { requestsPerMinute } = {}) =>
    serveProgram(
      requestsPerMinute === undefined ? [] : ["--requests-per-minute", String(requestsPerMinute)],
      variables,
    ),
  fleet: mockTransport({ scenario: fleet({ invocations: 250 }) }),
  ids: fleetIds,
});
