/** The HTTP contract over a fleet of one account: the front, the fleet's object and the object of the account. */
import { describeHttpContract } from "@windowpane/http-contract";
import { fleet, fleetIds, mockTransport } from "@windowpane/transport-mock";
import { accounts, startFleet } from "./start-fleet.ts";

const scenario = fleet({ invocations: 250 });

describeHttpContract({
  name: "a fleet in workerd",
  start: ({ WINDOWPANE_SOURCE: _, ...variables }, { requestsPerMinute } = {}) =>
    startFleet({
      configuration: { accounts: [{ id: accounts[0] }], regions: ["eu-west-1"] },
      organization: { ssm: () => mockTransport({ scenario, clock: { now: () => new Date() } }) },
      variables: { WINDOWPANE_SOURCE: "aws", ...variables },
      requestsPerMinute,
    }),
  fleet: mockTransport({ scenario }),
  ids: fleetIds,
});
