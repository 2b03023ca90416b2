/** One machine with its AWS configuration, and what a request for maintenance windows does there. */
export interface Environment {
  readonly about: string;
  /** `~/.aws/config` and `~/.aws/credentials`. `{A}` to `{D}` are the URLs of local servers, `{PROXY}` that of a proxy, `{HOME}` the home. */
  readonly config?: string;
  readonly credentials?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Further files in the home, by path. */
  readonly files?: Readonly<Record<string, string>>;
  /** When the token of each SSO session expires, by the session's name or start URL. `+` after it: it can be refreshed. Default: none. */
  readonly ssoTokens?: Readonly<Record<string, string>>;
  /** Flags of the command. */
  readonly argv?: readonly string[];
  /**
   * The requests in order: the server (`A` to `D`, or the host that the proxy is asked for), what is requested, and the access key and region of the
   * signature. Default: any, but none to Systems Manager.
   */
  readonly requests?: readonly string[];
  /** The kind of error if nothing reaches Systems Manager. */
  readonly refused?: "usage" | "configuration" | "unreachable";
  /** Why an AWS CLI does something else. 1: version 1.45. 2: version 2.9, which lacks what came later. */
  readonly differs?: { readonly 1?: string; readonly 2?: string };
}

/** The difference of both AWS CLIs. */
export const bothDiffer = (why: string): NonNullable<Environment["differs"]> => ({ 1: why, 2: why });

/** Version 2.9 of the AWS CLI is older than a feature. */
export const since2: NonNullable<Environment["differs"]> = { 2: "it is older than the feature" };

/** A profile's or the variables' access key. */
export const key = (id: string): string => `aws_access_key_id = ${id}\naws_secret_access_key = s\n`;

/** An access key in variables. */
export const keyInEnv = { AWS_ACCESS_KEY_ID: "ENV", AWS_SECRET_ACCESS_KEY: "s" } as const;

/** The request for maintenance windows. */
export const windows = (server: string, accessKey: string, region = "eu-west-1"): string =>
  `${server} DescribeMaintenanceWindows ${accessKey} ${region}`;
