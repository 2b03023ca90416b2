/** Composition root: the only file that uses the platform's clock, randomness, timers and console. */
import { isEnvironmentError } from "@windowpane/http-api";
import { createAccount, type ObjectOptions } from "./account.ts";
import type { Sql } from "./documents.ts";
import type { Env } from "./env.ts";
import { createHandler, type FrontEnv } from "./front.ts";
import type { Platform } from "./platform.ts";
import type { QueueBatch } from "./queue.ts";
import { refuseAll, type Handler } from "./refuse.ts";

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
  readonly id: { readonly name?: string };
  readonly storage: {
    readonly sql: Sql;
    setAlarm(time: number): Promise<void>;
    deleteAll(): Promise<void>;
  };
}

/** Creates the handler of an object from its environment. */
type CreateHandler = (env: Env, platform: Platform, object: ObjectOptions) => Promise<Handler>;

/** What both classes of objects do: create their handler at the first request, and free their storage when they are not used. */
const startObject = ({ id, storage }: ObjectState, env: Env, create: CreateHandler) => {
  let handler: Promise<Handler> | undefined;
  const restart = (): void => {
    handler = undefined;
  };
  const start = async (): Promise<Handler> => {
    await storage.setAlarm(Date.now() + UNUSED);
    return create(env, platform, { name: id.name ?? "", sql: storage.sql, edition: EDITION, restart });
  };
  /** The storage can be unavailable for a moment, and a configuration can be corrected: the next request starts again. */
  const started = async (): Promise<Handler> => {
    try {
      return await (handler ??= start());
    } catch (error) {
      restart();
      if (isEnvironmentError(error)) return refuseAll(error, platform);
      throw error;
    }
  };
  return {
    fetch: async (request: Request): Promise<Response> => (await started())(request),
    /** Frees the storage of an object that has not started for a long time, such as that of an old access key. */
    alarm: async (): Promise<void> => {
      restart();
      await storage.deleteAll();
    },
  };
};

/** 35 days in milliseconds. AWS keeps executions for 30 days. */
const UNUSED = 35 * 86_400_000;

/** Durable Object of one account and region. Cloudflare requires a class. */
export class AccountObject {
  readonly #object: ReturnType<typeof startObject>;

  constructor(state: ObjectState, env: Env) {
    this.#object = startObject(state, env, createAccount);
  }

  fetch(request: Request): Promise<Response> {
    return this.#object.fetch(request);
  }

  alarm(): Promise<void> {
    return this.#object.alarm();
  }
}

/** Durable Object of a fleet. */
export class FleetObject {
  readonly #object: ReturnType<typeof startObject>;

  constructor(state: ObjectState, env: Env) {
    this.#object = startObject(state, env, async (...parts) => {
      const { createFleet } = await import("./fleet.ts");
      return createFleet(...parts);
    });
  }

  fetch(request: Request): Promise<Response> {
    return this.#object.fetch(request);
  }

  alarm(): Promise<void> {
    return this.#object.alarm();
  }
}

// One per instance, because its environment never changes. Not a promise: a request cannot wait for what another one has started.
let handler: Handler | undefined;

export default {
  async fetch(request: Request, env: FrontEnv): Promise<Response> {
    handler ??= await createHandler(env, platform);
    return handler(request);
  },

  /** Called by the clock of `wrangler.jsonc`. */
  async scheduled(_: unknown, env: FrontEnv): Promise<void> {
    const [{ fleetBindings }, { tick }] = await Promise.all([
      import("./fleet-bindings.ts"),
      import("./queue.ts"),
    ]);
    await tick(fleetBindings(env));
  },

  /** Called with messages of the queue. */
  async queue(batch: QueueBatch, env: FrontEnv): Promise<void> {
    const [{ fleetBindings }, { handleBatch }] = await Promise.all([
      import("./fleet-bindings.ts"),
      import("./queue.ts"),
    ]);
    await handleBatch(batch, fleetBindings(env), platform);
  },
};
