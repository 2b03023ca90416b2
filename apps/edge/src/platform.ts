/** Platform functions that the Worker uses. `worker.ts` provides the real ones. */
export interface Platform {
  now(): Date;
  randomUUID(): string;
  /** Returns a number from 0 (inclusive) to 1 (exclusive). */
  random(): number;
  /** Waits for a number of milliseconds, or until the signal aborts. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
  /** Sends a request to AWS. */
  fetch(url: string, init: RequestInit): Promise<Response>;
  /** Writes a log entry. */
  log(entry: { readonly level: "info" | "warn" | "error" }): void;
}
