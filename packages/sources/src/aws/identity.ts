import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { untilAborted } from "@windowpane/core";
import type { Identity } from "../source/source.ts";
import type { ClientOptions } from "./client-settings.ts";

/** The caller's identity as AWS STS returns it (`sts:GetCallerIdentity`, which needs no permission). */
export const readIdentity = async ({
  settings,
  region,
  credentials,
  http,
  signal,
}: ClientOptions): Promise<Identity> => {
  const client = new STSClient({
    ...settings,
    region,
    credentials,
    // It is shown beside other results and must not delay them.
    requestHandler: http.handler({
      service: "STS",
      timeouts: { connectionTimeout: 2000, requestTimeout: 4000 },
    }),
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
