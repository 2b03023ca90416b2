/**
 * The contract against the real service, by reading only: `WINDOWPANE_LIVE=1 npm run test:live`, with credentials and a
 * region as for any SDK. It asks for a few hundred pages at most.
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
  : "WINDOWPANE_LIVE is not 1: nothing is asked of a real account unless somebody wants it";

if (typeof account === "string") {
  describe("the transport contract: AWS itself", () => {
    it("holds for a real account", ({ skip }) => {
      skip(account);
      expect(isLive).toBe(true);
    });
  });
} else {
  describeTransportContract({ name: "AWS itself", create: transport, ...account });
}
