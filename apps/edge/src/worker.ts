/** Composition root: the only file that uses the platform's clock, randomness, timers and console. */
import { createAccount } from "./account.ts";
import type { Sql } from "./documents.ts";
import type { Env } from "./env.ts";
import { createHandler, type FrontEnv, type Handler } from "./front.ts";
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

/** Replaced by bundle.mjs with a hash of the bundle. */
declare const EDITION: string;

/** State of a Durable Object, as far as it is used. */
interface ObjectState {
  readonly storage: {
    readonly sql: Sql;
    setAlarm(time: number): Promise<void>;
    deleteAll(): Promise<void>;
  };
}

/** Durable Object of one account and region. Cloudflare requires a class. */
export class AccountObject {
  readonly #state: ObjectState;
  readonly #env: Env;
  #handler: Promise<Handler> | undefined;

  constructor(state: ObjectState, env: Env) {
    this.#state = state;
    this.#env = env;
  }

  async fetch(request: Request): Promise<Response> {
    const starting = (this.#handler ??= this.#start());
    // The storage can be unavailable for a moment: the next request starts again.
    const started = await starting.catch((error: unknown) => {
      this.#handler = undefined;
      throw error;
    });
    return started(request);
  }

  /** Frees the storage of an object that has not started for a long time, such as that of an old access key. */
  async alarm(): Promise<void> {
    this.#handler = undefined;
    await this.#state.storage.deleteAll();
  }

  async #start(): Promise<Handler> {
    const { storage } = this.#state;
    await storage.setAlarm(Date.now() + UNUSED);
    return createAccount(this.#env, platform, { sql: storage.sql, edition: EDITION });
  }
}

/** 35 days in milliseconds. AWS keeps executions for 30 days. */
const UNUSED = 35 * 86_400_000;

// One per instance, because its environment never changes.
let handler: Promise<Handler> | undefined;

export default {
  async fetch(request: Request, env: FrontEnv): Promise<Response> {
    handler ??= createHandler(env, platform);
    return (await handler)(request);
  },
};
