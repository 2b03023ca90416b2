import { SSMClient } from "@aws-sdk/client-ssm";
import { createEndpoint, requestHandler } from "@windowpane/endpoint";
import { describeTransportContract, type TransportSubject } from "@windowpane/transport-contract";
import { mockTransport } from "@windowpane/transport-mock";
import { afterAll, describe, it } from "vitest";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import { awsTransport } from "../src/index.ts";
import { account, known } from "./known-account.ts";
import { sdkAnswering, sdkClient, sdkOver } from "./sdk.ts";
import { signedAnswering, signedOver } from "./signed.ts";
import { endpointListener, respond, serve, type Socket } from "./socket.ts";

const overrun = mockTransport({ scenario: account, faults: [{ kind: "throttling", rate: 0, burst: 0 }] });
const throttled = requestHandler(createEndpoint(overrun));

const subject: TransportSubject = {
  known,
  create: () => awsTransport(sdkOver(mockTransport({ scenario: account }))),
  broken: (onRequest) =>
    awsTransport(
      sdkClient(() => {
        onRequest();
        return Promise.reject(Object.assign(new Error("socket hang up"), { code: "ECONNRESET" }));
      }),
    ),
  throttled: (onRequest) =>
    awsTransport(
      sdkClient((...args) => {
        onRequest();
        return throttled.handle(...args);
      }),
    ),
  hanging: () => awsTransport(sdkClient(() => new Promise(() => {}))),
  responding: ({ status, headers, body }) => {
    const joined = new Headers(headers.map(([name, value]) => [name, value]));
    return awsTransport(sdkAnswering(status, body, { "content-type": "", ...Object.fromEntries(joined) }));
  },
};

describeTransportContract({ describe, it, name: "the AWS SDK over the endpoint over the mock", ...subject });

describeTransportContract({
  describe,
  it,
  name: "the same, twice over, as a gateway to AWS has it",
  ...subject,
  create: () => awsTransport(sdkOver(awsTransport(sdkOver(mockTransport({ scenario: account }))))),
});

describeTransportContract({
  describe,
  it,
  name: "signed requests without the SDK's client, over the endpoint over the mock",
  known,
  create: () => signedOver(requestHandler(createEndpoint(mockTransport({ scenario: account })))),
  broken: (onRequest) =>
    signedOver({
      handle: () => {
        onRequest();
        return Promise.reject(Object.assign(new Error("socket hang up"), { code: "ECONNRESET" }));
      },
    }),
  throttled: (onRequest) =>
    signedOver({
      handle: (...args) => {
        onRequest();
        return throttled.handle(...args);
      },
    }),
  hanging: () => signedOver({ handle: () => new Promise(() => {}) }),
  responding: ({ status, headers, body }) => {
    const joined = new Headers(headers.map(([name, value]) => [name, value]));
    return signedAnswering(status, body, { "content-type": "", ...Object.fromEntries(joined) });
  },
});

const open: (() => Promise<void> | void)[] = [];
afterAll(async () => {
  for (const close of open.splice(0)) await close();
});

const overClient = async (listening: Promise<Socket>): Promise<ReturnType<typeof awsTransport>> => {
  const socket = await listening;
  const client = new SSMClient({
    endpoint: socket.url,
    region: "eu-central-1",
    credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
  });
  open.push(() => client.destroy(), socket.close);
  return awsTransport(client);
};

const overHandler = async (listening: Promise<Socket>): Promise<ReturnType<typeof signedOver>> => {
  const socket = await listening;
  const handler = new NodeHttpHandler();
  open.push(() => handler.destroy(), socket.close);
  return signedOver(handler, { endpoint: socket.url });
};

describe.each([
  ["the AWS SDK's own request handler", overClient],
  ["signed requests without the SDK's client", overHandler],
])("%s", (way, over) => {
  describeTransportContract({
    describe,
    it,
    name: `${way}, over a socket`,
    known,
    create: () => over(serve(endpointListener(mockTransport({ scenario: account })))),
    broken: (onRequest) =>
      over(
        serve((request) => {
          onRequest();
          request.socket.destroy();
        }),
      ),
    throttled: (onRequest) => {
      const listener = endpointListener(overrun);
      return over(
        serve((...args) => {
          onRequest();
          listener(...args);
        }),
      );
    },
    hanging: () => over(serve(() => {})),
    responding: (response) => over(serve((_request, outgoing) => respond(outgoing, response))),
  });
});
