import { describeHttpContract } from "@windowpane/http-contract";
import { fleet, fleetIds, mockTransport } from "@windowpane/transport-mock";
import { startWorker } from "./start-worker.ts";

describeHttpContract({
  name: "the Worker, in workerd",
  start: startWorker,
  fleet: mockTransport({ scenario: fleet({ invocations: 250 }) }),
  ids: fleetIds,
});
