/**
 * Tests the contract with the real service, with reads only: `WINDOWPANE_LIVE=1 npm run test:live`, with credentials and a
 * region as for any SDK. Requests at most a few hundred pages.
 */
import { SSMClient } from "@aws-sdk/client-ssm";
import { createClient, createPace, withPace, withRetry, type Transport } from "@windowpane/core";
import { describeTransportContract } from "@windowpane/transport-contract";
import { describe, expect, it } from "vitest";
import { awsTransport } from "../src/index.ts";
import { findAccount, type LiveAccount } from "./live/find-account.ts";

const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

const isLive = process.env["WINDOWPANE_LIVE"] === "1";

const pace = createPace({ now: () => performance.now(), sleep });
const transport = (): Transport => withPace(awsTransport(new SSMClient({ maxAttempts: 1 })), pace);

const account: LiveAccount | string = isLive
  ? await findAccount(
      createClient(withRetry(transport(), { sleep, random: () => Math.random(), attempts: 8 })),
    )
  : "WINDOWPANE_LIVE is not 1. Set it to send requests to a real account";

if (typeof account === "string") {
  describe("the transport contract: AWS itself", () => {
    it("passes for a real account", ({ skip }) => {
      skip(account);
      expect(isLive).toBe(true);
    });
  });
} else {
  describeTransportContract({ describe, it, name: "AWS itself", create: transport, ...account });
}
