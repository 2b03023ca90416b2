/** Runs the transport contract on the mock, with an account in which every operation has results. */
import { withCache, withRetry, withTrace, type Transport } from "@windowpane/core";
import {
  describeTransportContract,
  withoutHttp,
  type KnownAccount,
  type TransportSubject,
} from "@windowpane/transport-contract";
import { describe, it } from "vitest";
import { everyInput, everyOperation, mockTransport, type MockFault } from "../src/index.ts";

const INVOCATIONS = 250;

const scenario = everyOperation({ invocations: INVOCATIONS, failureRate: 0.2 });

const known: KnownAccount = { invocations: INVOCATIONS, inputs: everyInput };

const faulty = (fault: MockFault, sleep?: () => Promise<void>) =>
  mockTransport({ scenario, faults: [fault], sleep });

const counting = (fault: MockFault, onRequest: () => void) => {
  const mock = faulty(fault);
  let seen = 0;
  return {
    name: mock.name,
    send: async (...request: Parameters<typeof mock.send>) => {
      try {
        return await mock.send(...request);
      } finally {
        for (; seen < mock.requests; seen += 1) onRequest();
      }
    },
  };
};

const subject = {
  known,
  create: () => mockTransport({ scenario }),
  broken: (onRequest) => counting({ kind: "dropped-response" }, onRequest),
  throttled: (onRequest) => counting({ kind: "throttling", rate: 0, burst: 0 }, onRequest),
  hanging: () => faulty({ kind: "latency", ms: 1 }, () => new Promise(() => {})),
} satisfies TransportSubject;

/** The same accounts, each with a decorator. */
const behind = (decorate: (transport: Transport) => Transport): TransportSubject => ({
  known,
  create: () => decorate(subject.create()),
  broken: (onRequest) => decorate(subject.broken(onRequest)),
  throttled: (onRequest) => decorate(subject.throttled(onRequest)),
  hanging: () => decorate(subject.hanging()),
});

const skip = withoutHttp("it reads no HTTP");

describeTransportContract({ describe, it, name: "mock", ...subject, skip });

describeTransportContract({
  describe,
  it,
  name: "mock behind withCache",
  ...behind((transport) => withCache(transport)),
  skip,
});

describeTransportContract({
  describe,
  it,
  name: "mock behind withTrace",
  ...behind((transport) => withTrace(transport, { now: () => 0, observe: () => {} })),
  skip,
});

describeTransportContract({
  describe,
  it,
  name: "mock behind withRetry",
  ...behind((transport) => withRetry(transport, { sleep: async () => {}, random: () => 0 })),
  skip: {
    ...skip,
    "does not retry if no response is received": "retries are the task of withRetry",
    "does not retry if throttled": "retries are the task of withRetry",
  },
});
