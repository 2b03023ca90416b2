import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { untilAborted } from "@windowpane/core";
import type { Identity, Source } from "../source/source.ts";
import type { Credentials } from "./credentials.ts";
import type { Line } from "./http-settings.ts";

/** Whom to ask, and as whom. */
interface IdentityOptions {
  readonly region: string;
  readonly credentials: Credentials;
  readonly line: Line;
  readonly signal?: Parameters<NonNullable<Source["identity"]>>[0]["signal"];
}

/** Who AWS STS says is asking: the one answer that needs no permission. */
export const askIdentity = async ({
  region,
  credentials,
  line,
  signal,
}: IdentityOptions): Promise<Identity> => {
  const client = new STSClient({
    region,
    credentials,
    // It is shown beside an answer, so it must never hold one up for long.
    requestHandler: { ...line, connectionTimeout: 2000, requestTimeout: 4000 },
    maxAttempts: 2,
  });
  try {
    const { Account, Arn, UserId } = await untilAborted(
      client.send(new GetCallerIdentityCommand({})),
      signal,
    );
    return { Account, Arn, UserId };
  } finally {
    client.destroy();
  }
};
