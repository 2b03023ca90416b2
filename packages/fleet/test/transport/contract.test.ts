/** Runs the transport contract on a fleet whose data is distributed over several accounts. */
import { describeTransportContract, withoutHttp, type KnownAccount } from "@windowpane/transport-contract";
import {
  documentation,
  empty,
  everyInput,
  fleet,
  mockTransport,
  patchNight,
  type MockFault,
  type MockTransport,
  type Sleep,
} from "@windowpane/transport-mock";
import { createClient, type Transport } from "@windowpane/core";
import { describe, it } from "vitest";
import { fleetTransport } from "../../src/index.ts";

const INVOCATIONS = 250;

const known: KnownAccount = { invocations: INVOCATIONS, inputs: everyInput };

/** The accounts in which `everyInput` has responses, between others. */
const accounts = (faults: readonly MockFault[] = [], sleep?: Sleep): readonly MockTransport[] =>
  [empty, documentation, patchNight, fleet({ invocations: INVOCATIONS, failureRate: 0.2 })].map((scenario) =>
    mockTransport({ scenario, faults, sleep }),
  );

const over = (transports: readonly Transport[]): Transport =>
  fleetTransport(
    transports.map((transport, index) => ({
      Account: `11112222333${index}`,
      Region: index % 2 === 0 ? "eu-west-1" : "us-east-1",
      transport,
    })),
    { now: () => 0 },
  );

/** A fleet that knows where the windows are, and whose accounts then fail. */
const failing = async (fault: MockFault, onRequest: () => void, sleep?: Sleep): Promise<Transport> => {
  const healthy = accounts();
  const faulty = accounts([fault], sleep);
  let isFailing = false;
  const transport = over(
    healthy.map((account, index): Transport => ({
      name: "switched",
      send: (operation, input, options) => {
        if (!isFailing) return account.send(operation, input, options);
        if (options.signal?.aborted !== true) onRequest();
        return (faulty[index] ?? account).send(operation, input, options);
      },
    })),
  );
  const list = "DescribeMaintenanceWindowExecutionTaskInvocations";
  await createClient(transport).call(list, everyInput[list]);
  isFailing = true;
  return transport;
};

describeTransportContract({
  describe,
  it,
  name: "fleet",
  known,
  create: () => over(accounts()),
  broken: (onRequest) => failing({ kind: "dropped-response" }, onRequest),
  throttled: (onRequest) => failing({ kind: "throttling", rate: 0, burst: 0 }, onRequest),
  hanging: () =>
    failing(
      { kind: "latency", ms: 1 },
      () => {},
      () => new Promise(() => {}),
    ),
  skip: withoutHttp("it reads no HTTP"),
});
