import type { archiveHistory } from "@windowpane/archive";
import type { OperationName, Quota, RequestError, Signal, Transport } from "@windowpane/core";

/** What sources need from the process that runs them. */
export interface Platform {
  /** Environment variables. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborts everything that waits, with its reason. */
  readonly interrupt: AbortSignal;
  /** Returns the current time. */
  now(): Date;
  /** A number from 0 up to, not including, 1. */
  random(): number;
  /** Waits for a number of milliseconds, or until the signal aborts. Never rejects. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
  /** Calls back after a number of milliseconds, unless the returned function is called first. Keeps no process alive. */
  readonly after: (milliseconds: number, run: () => void) => () => void;
  /** The text of a file. Rejects as the file system does. */
  readFile(path: string): Promise<string>;
  /** The bytes of a file. Rejects as the file system does. */
  readBytes(path: string): Promise<Uint8Array<ArrayBuffer>>;
  /** What a person types after a question; undefined without a person to answer. */
  ask(question: string): Promise<string | undefined>;
}

/** Something a person may want to see while they wait. */
export type SourceEvent =
  /** Credentials have not arrived after 5 seconds. */
  | { readonly type: "credentials"; readonly profile: string | undefined }
  /** A request failed and is about to be sent again. `attempt`: number of the attempt that failed, from 1. */
  | {
      readonly type: "retry";
      readonly operation: OperationName;
      readonly attempt: number;
      readonly error: RequestError;
    }
  /** AWS throttles: `rate` requests per second are sent, `waiting` are queued. */
  | { readonly type: "slower"; readonly rate: number; readonly waiting: number }
  /**
   * A request has had no result for `milliseconds`: after 5 seconds, and then every second. `error` is why its last attempt
   * failed, `attempt` the number of that attempt, if one did.
   */
  | {
      readonly type: "waiting";
      readonly operation: OperationName;
      readonly milliseconds: number;
      readonly attempt: number | undefined;
      readonly error: RequestError | undefined;
    };

/** How requests are sent, where a source sends any. */
export interface NetworkOptions {
  /** Path of a file with certificates to trust in addition, in PEM format. Default: AWS_CA_BUNDLE, or the profile's ca_bundle. */
  readonly caBundle?: string | undefined;
  /** Maximum time to connect, in milliseconds; 0 for no limit. Default: 5,000. */
  readonly connectTimeout?: number | undefined;
  /** Maximum time without a response, in milliseconds; 0 for no limit. Default: 30,000. */
  readonly readTimeout?: number | undefined;
  /** Whether the certificates of hosts are verified. Default: true. */
  readonly verifyTls?: boolean | undefined;
  /** Whether requests to AWS are signed. If not, no credentials are needed. Default: true. */
  readonly sign?: boolean | undefined;
}

/** How to open one source. */
export interface SourceOptions {
  /** The part after the colon of `kind:detail`; empty without one. */
  readonly detail: string;
  /** AWS profile. Undefined: the environment's. */
  readonly profile: string | undefined;
  /** AWS region. Undefined: the profile's. */
  readonly region: string | undefined;
  /** Whether any region will do if none is set, as for listing regions. Default: false. */
  readonly anyRegion?: boolean | undefined;
  /** Endpoint of Systems Manager. Undefined: that of the AWS settings. */
  readonly endpointUrl: string | undefined;
  /** Default: the defaults of its members. */
  readonly network?: NetworkOptions | undefined;
  /** What the source needs from the process. */
  readonly platform: Platform;
  /** Called with what a person may want to see. Default: nothing is shown. */
  readonly notify?: ((event: SourceEvent) => void) | undefined;
}

/** The caller's identity as AWS STS returns it. Members are absent where the source does not know them. */
export interface Identity {
  readonly Account?: string | undefined;
  readonly Arn?: string | undefined;
  readonly UserId?: string | undefined;
}

/** An open source: its transport, and what is known about it. */
export interface Source {
  /** Sends one request, without retries. */
  readonly transport: Transport;
  /** The region of its responses; absent where a source has no regions. */
  readonly region?: string | undefined;
  /** Requests the caller's identity. Absent where a source has no identities. */
  readonly identity?: ((options: { readonly signal?: Signal | undefined }) => Promise<Identity>) | undefined;
  /** Requests the regions that the account has enabled; absent where a source has no regions. */
  readonly regions?:
    | ((options: { readonly signal?: Signal | undefined }) => Promise<readonly string[]>)
    | undefined;
  /**
   * The rate limit that its requests count against: sources with the same owner share one. `quotas` as in `createPace`.
   * Absent where requests are not limited.
   */
  readonly budget?:
    | {
        readonly owner: string;
        readonly quotas?: readonly Quota[] | undefined;
        /** Maximum requests per second. Default: learned from what the service accepts. */
        readonly rate?: number | undefined;
      }
    | undefined;
  /** Number of accounts and regions, where there are several. `locations`: those with a separate rate limit each. Default: 1. */
  readonly scope?:
    | { readonly accounts: number; readonly regions: number; readonly locations?: number | undefined }
    | undefined;
  /** Opens the history of runs. Absent where the source is not an archive. */
  readonly history?: (() => Promise<SourceHistory>) | undefined;
  /** Gets a resource of the server with the source's credentials. Absent where the source is not an HTTP server. */
  readonly get?:
    | ((
        url: string,
        init: { readonly headers: Record<string, string>; readonly signal: AbortSignal | null },
      ) => Promise<{ readonly status: number; text(): Promise<string> }>)
    | undefined;
  /** What grants permissions: the account's IAM policies, or the endpoint. Absent where everything is allowed. */
  readonly permittedBy?: "policy" | "endpoint" | undefined;
  /** Milliseconds that the source's clock was ahead of this machine's at its last response; undefined before that. */
  readonly clockOffset?: (() => number | undefined) | undefined;
}

/** Trends, and what was collected. */
export type SourceHistory = ReturnType<typeof archiveHistory>;

/**
 * Opens a source.
 *
 * @throws SourceError of kind `usage` or `configuration` if it cannot be opened.
 */
export type OpenSource = (options: SourceOptions) => Promise<Source>;

/** A profile of the AWS config files. */
export interface KnownProfile {
  readonly name: string;
  /** The profile's region, if it has one. */
  readonly region?: string | undefined;
}
