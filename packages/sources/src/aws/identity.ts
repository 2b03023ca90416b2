import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { untilAborted } from "@windowpane/core";
import { isSourceError, sentenceOf, SourceError } from "../source/source-error.ts";
import type { Identity } from "../source/source.ts";
import type { ClientOptions } from "./client-settings.ts";
import { newReach, unreachedError } from "./reach.ts";

/**
 * The caller's identity as AWS STS returns it (`sts:GetCallerIdentity`, which needs no permission).
 *
 * @throws SourceError if STS is not reached or rejects the credentials; the reason of the signal.
 */
export const readIdentity = async ({
  settings,
  region,
  credentials,
  http,
  signal,
}: ClientOptions): Promise<Identity> => {
  const reach = newReach();
  const client = new STSClient({
    ...settings,
    region,
    credentials,
    // It is shown beside other results and must not delay them.
    requestHandler: http.handler({
      service: "STS",
      reach,
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
  } catch (error) {
    if (signal?.aborted === true || isSourceError(error)) throw error;
    if (reach.last !== undefined) throw unreachedError("The account of the credentials", reach.last);
    throw new SourceError(
      "configuration",
      `The account of the credentials could not be requested from STS: ${sentenceOf(error)}`,
      "Renew the credentials, and check them with `windowpane doctor`.",
      { cause: error },
    );
  } finally {
    client.destroy();
  }
};
