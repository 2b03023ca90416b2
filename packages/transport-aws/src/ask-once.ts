import type { Command } from "./commands.ts";

/** What became of a command's one attempt. */
export interface Attempt {
  /** Whether the request was handed to the network. */
  readonly sent: boolean;
}

/**
 * Makes a command ask once, whatever retries its client was made with, and tells whether it got as far as asking.
 *
 * The SDK has no retry setting per command, but the middleware of a command takes the place of its client's of the
 * same name, so one that does nothing stands where the retries would be. (A client with `maxAttempts: 1` would do as
 * well, but only as long as everybody remembers it, and AWS_MAX_ATTEMPTS would then mean nothing to its other users.)
 */
export const askOnce = (command: Command): Attempt => {
  const attempt = { sent: false };
  const { middlewareStack } = command;
  middlewareStack.add((next) => (args) => next(args), {
    name: "retryMiddleware",
    step: "finalizeRequest",
    priority: "high",
    override: true,
  });
  middlewareStack.add(
    (next) => (args) => {
      attempt.sent = true;
      return next(args);
    },
    // The last place before the request handler: credentials, region and endpoint are settled here.
    { name: "windowpaneSent", step: "deserialize", priority: "low" },
  );
  return attempt;
};
