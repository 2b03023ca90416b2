import { isWindowpaneError, partitionOf, ServiceError, TransportError } from "@windowpane/core";
import type { SessionsOptions, SessionSubject } from "./sessions.ts";
import { clientOptions, closeClient } from "./aws-settings.ts";
import type { FleetCredentials } from "./credentials.ts";
import { sdkError } from "./sdk-error.ts";

/** Asks a person for the current code of an MFA device. Resolves to undefined or an empty text without a person to ask, or without a code. */
export type AskMfa = (device: {
  /** Serial number or ARN of the device. */
  readonly mfaSerial: string;
  /** ARN of the role. */
  readonly role: string;
}) => Promise<string | undefined>;

/** Sends one AssumeRole request, with the SDK's retries. */
export const assumeRole = async (
  request: SessionsOptions & SessionSubject & { readonly role: string; readonly stsRegion?: string },
): Promise<FleetCredentials> => {
  const { role, externalId, mfaSerial, source, sts = {}, sessionMinutes = 60 } = request;
  const credentials = await source();
  // A person who stops the program instead of typing a code is not an error of AssumeRole.
  const mfa = mfaSerial === undefined ? {} : await mfaCode(mfaSerial, request);
  // Loaded only when a role is assumed: the client is larger than the rest of the package.
  const { STSClient, AssumeRoleCommand } = await import("@aws-sdk/client-sts");
  const client = new STSClient({ ...clientOptions(sts), region: stsRegionOf(request), credentials });
  try {
    const { Credentials } = await client.send(
      new AssumeRoleCommand({
        RoleArn: role,
        RoleSessionName: sessionNameOf(request),
        DurationSeconds: sessionMinutes * 60,
        ...(externalId === undefined ? {} : { ExternalId: externalId }),
        ...mfa,
      }),
    );
    return credentialsIn(Credentials);
  } catch (error) {
    throw isWindowpaneError(error) ? error : sdkError(OPERATION, error);
  } finally {
    closeClient(client, sts);
  }
};

const OPERATION = "AssumeRole";

/** Code of the error for a role whose MFA device needs a code that no person has typed. */
export const MFA_REQUIRED = "MfaRequired";

/** Whether STS rejected the code of an MFA device. It uses the code of all denials. */
export const isWrongMfaCode = ({ message }: Pick<Error, "message">): boolean =>
  /multi-?factor|one time pass code/iu.test(message);

const mfaCode = async (
  mfaSerial: string,
  { role, askMfa }: SessionsOptions & { readonly role: string },
): Promise<{ readonly SerialNumber: string; readonly TokenCode: string }> => {
  const code = (await askMfa?.({ mfaSerial, role }))?.trim() ?? "";
  if (code === "") {
    throw new ServiceError(OPERATION, {
      code: MFA_REQUIRED,
      message: `The role ${role} requires a code of the MFA device ${mfaSerial}`,
      retryable: false,
    });
  }
  return { SerialNumber: mfaSerial, TokenCode: code };
};

/** STS rejects sessions of the global endpoint in regions that are not enabled by default, so a regional one is called. */
const stsRegionOf = ({ region, Region }: Pick<SessionsOptions, "region"> & SessionSubject): string =>
  partitionOf(region).id === partitionOf(Region).id ? region : Region;

/** Characters and length that STS accepts. */
const sessionNameOf = ({ sessionName }: SessionsOptions): string =>
  (sessionName === undefined ? NAME : `${NAME}-${sessionName.replaceAll(/[^\w+=,.@-]+/gu, "-")}`).slice(
    0,
    64,
  );

const NAME = "Windowpane";

interface StsCredentials {
  readonly AccessKeyId?: string | undefined;
  readonly SecretAccessKey?: string | undefined;
  readonly SessionToken?: string | undefined;
  readonly Expiration?: Date | undefined;
}

const credentialsIn = (from: StsCredentials = {}): FleetCredentials => {
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = from;
  if (AccessKeyId === undefined || SecretAccessKey === undefined || SessionToken === undefined) {
    throw new TransportError(
      OPERATION,
      "The response to AssumeRole has no credentials. Check the endpoint of STS.",
      { meaning: "foreign" },
    );
  }
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
    ...(Expiration === undefined ? {} : { expiration: Expiration }),
  };
};
