/** Composition root: the only file that uses the platform's clock, randomness, timers and console. */
import type { Env } from "./env.ts";
import { createHandler, type Handler } from "./handler.ts";
import type { Platform } from "./platform.ts";

const platform: Platform = {
  now: () => new Date(),
  randomUUID: () => crypto.randomUUID(),
  random: () => Math.random(),
  sleep: (milliseconds, signal) =>
    new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        signal.removeEventListener("abort", done);
        resolve();
      };
      const timer = setTimeout(done, milliseconds);
      signal.addEventListener("abort", done);
      if (signal.aborted) done();
    }),
  fetch: (url, init) => fetch(url, init),
  log: (entry) => (entry.level === "error" ? console.error : console.log)(JSON.stringify(entry)),
};

// One per instance, because its environment never changes.
let handler: Promise<Handler> | undefined;

export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    handler ??= createHandler(env, platform);
    return (await handler)(request);
  },
};
