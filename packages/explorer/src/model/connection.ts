/** Connections to accounts, as far as the explorer knows them. */
import type { Signal, Transport } from "@windowpane/core";
import type { HistorySource } from "@windowpane/report";

/** What went wrong in one sentence, and what to do in another. */
export interface ErrorText {
  /** What is wrong, in one sentence. */
  readonly message: string;
  /** What to do, in one sentence. */
  readonly advice: string;
}

/** Profile and region of a connection. */
export interface Location {
  /** Default: the one that the environment sets. */
  readonly profile: string | undefined;
  /** Default: the one that the environment or the profile sets. */
  readonly region: string | undefined;
}

/** An account and region that can be opened. */
export interface Connection extends Location {
  /**
   * Opens it. Rejects when there are no credentials, no region, or no such source.
   *
   * @param options - `onWait`: called every second while a request takes long, with the reason.
   */
  readonly open: (options?: { readonly onWait?: (wait: Wait) => void }) => Promise<OpenedConnection>;
}

/** A request that takes long. */
export interface Wait {
  /** How long it has waited, in milliseconds. */
  readonly milliseconds: number;
  /** Why, in one sentence. */
  readonly text: string;
  /** Whether nothing has arrived, so that the network may be down. */
  readonly isSilent: boolean;
}

/** An open connection. */
export interface OpenedConnection {
  /** Sends the requests. It has the retries and rate limits that it needs. */
  readonly transport: Transport;
  /** The effective region; absent where the source has no regions. */
  readonly region?: string | undefined;
  /** Reads the caller's identity; absent where the source has no identities. */
  readonly identity?: ((options: { readonly signal?: Signal | undefined }) => Promise<Identity>) | undefined;
  /** What it reads, where that is several accounts or regions. */
  readonly scope?: ConnectionScope | undefined;
  /** Lists the regions that the account has enabled; absent where the source has no regions. */
  readonly regions?:
    | ((options: { readonly signal?: Signal | undefined }) => Promise<readonly string[]>)
    | undefined;
  /** Opens the archive of earlier runs at the first use; absent or undefined where the source has none. */
  readonly history?: (() => Promise<HistorySource | undefined>) | undefined;
  /**
   * Reports the changes of a running execution until it ends or the signal aborts. A live view reads after each of them. Absent
   * where the source reports no changes: a live view reads every 5 seconds, also after an error of the reports.
   */
  readonly changes?:
    | ((WindowExecutionId: string, signal: AbortSignal) => AsyncIterable<ChangeReport>)
    | undefined;
}

/** What a connection to several accounts or regions reads. */
export interface ConnectionScope {
  /** Number of accounts. */
  readonly accounts: number;
  /** Number of different regions. */
  readonly regions: number;
  /** Number of accounts and regions with a separate rate limit each. Default: 1. */
  readonly locations?: number | undefined;
}

/** `changed`: something has changed, and each later change is reported. `lost`: changes are not reported until the next `changed`. */
export type ChangeReport = "changed" | "lost";

/** The caller, as AWS STS describes it. */
export interface Identity {
  readonly Account?: string | undefined;
  readonly Arn?: string | undefined;
}

/** A configured profile. */
export interface KnownProfile {
  readonly name: string;
  /** The profile's own region. */
  readonly region?: string | undefined;
}

/** The profiles and regions to choose from. */
export interface ConnectionChoices extends Location {
  /** Name of the source: `aws`, `demo`. */
  readonly source: string;
  /** Undefined where the source has neither profiles nor regions. */
  readonly profiles: readonly KnownProfile[] | undefined;
  /** The regions that the account has enabled. */
  readonly regions: readonly string[];
  /** Why the regions are missing. */
  readonly error?: ErrorText | undefined;
}

/** The connection in use, as the header shows it. */
export interface ConnectionInfo extends Partial<Location> {
  /** The source as users type it. */
  readonly source: string;
  /** Absent until it is known, and where the source has no accounts. */
  readonly Account?: string | undefined;
  readonly Arn?: string | undefined;
  /** Shown instead of account and region, where several are read: `12 accounts, 3 regions`. */
  readonly scope?: string | undefined;
  /** Shown instead of the account: that it is being read, or that it is unknown. */
  readonly identityNote?: string | undefined;
}
