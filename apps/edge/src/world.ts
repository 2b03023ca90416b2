/** What the Worker needs from the platform. `worker.ts` makes the real one. */
export interface World {
  now(): Date;
  randomUUID(): string;
  /** A number from 0 up to, not including, 1. */
  random(): number;
  /** Waits so many milliseconds, or less when the signal aborts. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
  /** Carries a request to AWS. */
  fetch(url: string, init: RequestInit): Promise<Response>;
  /** Keeps one entry of the log. */
  log(entry: { readonly level: "info" | "warn" | "error" }): void;
}
