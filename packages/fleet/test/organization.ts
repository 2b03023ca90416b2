/** An organization for tests, with sessions that assume its roles. */
import { requestHandler } from "@windowpane/endpoint";
import { createLoopback, nightlyAccount, type Loopback, type LoopbackOptions } from "@windowpane/loopback";
import { createSessions, type AwsSettings, type Sessions, type SessionsOptions } from "../src/index.ts";

export const MANAGEMENT = "000000000001";
export const REGION = "eu-west-1";

export const memberId = (index: number): string => `1111222${String(index).padStart(5, "0")}`;

export interface Organization {
  readonly loopback: Loopback;
  readonly sessions: Sessions;
  /** How the loopback's services are called, without the SDK's retries. */
  readonly settings: AwsSettings;
  /** Moves the clock. */
  readonly advance: (milliseconds: number) => void;
}

/** Creates an organization whose clock only moves by `advance`. */
export const createOrganization = (
  options: Partial<LoopbackOptions> = {},
  sessionOptions: Partial<SessionsOptions> = {},
): Organization => {
  // Signatures are checked, so the clock begins at that of the SDK's signer.
  let offset = 0;
  const time = (): number => Date.now() + offset;
  const loopback = createLoopback({
    accounts: [{ id: MANAGEMENT }, { id: memberId(0) }, { id: memberId(1) }],
    ssm: nightlyAccount,
    verify: false,
    now: () => new Date(time()),
    ...options,
  });
  const settings = { requestHandler: requestHandler(loopback.fetch), maxAttempts: 1 };
  const source = loopback.credentials(MANAGEMENT);
  const sessions = createSessions({
    source: () => Promise.resolve(source),
    region: REGION,
    now: time,
    sts: settings,
    ...sessionOptions,
  });
  return { loopback, sessions, settings, advance: (milliseconds) => void (offset += milliseconds) };
};

export const roleOf = (account: string, name = "WindowpaneRead"): string =>
  `arn:aws:iam::${account}:role/${name}`;
