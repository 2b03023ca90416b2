/**
 * Starts a collection of one account and region. Returns `queued`; `waiting` if an earlier one still waits; `unknown` if the
 * server does not read this account and region.
 */
export type StartCollection = (request: CollectRequest) => Promise<"queued" | "waiting" | "unknown">;

/** The account and region to collect. */
export interface CollectRequest {
  /** 12 digits. */
  readonly Account: string;
  readonly Region: string;
}
