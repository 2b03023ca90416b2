import { createEndpoint, requestHandler } from "@windowpane/endpoint";
import { describeTransportContract, type Subject } from "@windowpane/transport-contract";
import { mockTransport } from "@windowpane/transport-mock";
import { awsTransport } from "../src/index.ts";
import { account, known } from "./known-account.ts";
import { sdkClient, sdkOver } from "./sdk.ts";

const overrun = mockTransport({ scenario: account, faults: [{ kind: "throttling", rate: 0, burst: 0 }] });
const throttled = requestHandler(createEndpoint(overrun));

const subject: Subject = {
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
      sdkClient((...asked) => {
        onRequest();
        return throttled.handle(...asked);
      }),
    ),
  hanging: () => awsTransport(sdkClient(() => new Promise(() => {}))),
};

describeTransportContract({ name: "the AWS SDK over the endpoint over the mock", ...subject });

describeTransportContract({
  name: "the same, twice over, as a gateway to AWS has it",
  ...subject,
  create: () => awsTransport(sdkOver(awsTransport(sdkOver(mockTransport({ scenario: account }))))),
});
