/** The bindings of a fleet. */
import type { D1Like, R2Like } from "@windowpane/archive";
import { EnvironmentError } from "@windowpane/http-api";
import type { Env } from "./env.ts";
import type { ObjectNamespace } from "./objects.ts";

/** Bindings of a fleet, in the environment `fleet` of `wrangler.jsonc`. */
export interface FleetBindings extends Env {
  /** Objects of accounts and regions. */
  readonly ACCOUNTS: ObjectNamespace;
  /** The object that reads all of them. */
  readonly FLEET: ObjectNamespace;
  /** Index of the archive. */
  readonly ARCHIVE: D1Like;
  /** Documents of the archive. */
  readonly DOCUMENTS: R2Like;
  /** Collections to do. */
  readonly COLLECT: QueueBinding;
}

/** The part of a queue that the Worker uses. */
export interface QueueBinding {
  send(body: QueueTask, options?: { readonly delaySeconds?: number }): Promise<unknown>;
  sendBatch(messages: readonly { readonly body: QueueTask }[]): Promise<unknown>;
}

/** Work in the queue. */
export type QueueTask =
  | {
      readonly task: "collect";
      readonly Account: string;
      readonly Region: string;
      /** Whether it continues a collection that had more to do. */
      readonly continues?: boolean;
    }
  | { readonly task: "deliver" | "retain" };

/** Bindings that the deployment of one account does not have. */
const names = ["FLEET", "ARCHIVE", "DOCUMENTS", "COLLECT"];

/**
 * Returns the environment of a fleet with its bindings.
 *
 * @throws EnvironmentError if a binding is missing.
 */
export const fleetBindings = (env: Env): FleetBindings => {
  const missing = names.filter((name) => Reflect.get(env, name) === undefined);
  // Checked: wrangler.jsonc gives the bindings their types.
  if (missing.length === 0) return env as FleetBindings;
  throw new EnvironmentError(
    `WINDOWPANE_FLEET is set, but the deployment has no binding ${missing.join(", ")}.`,
    "Deploy the environment fleet of wrangler.jsonc, with `npm run deploy:fleet`.",
  );
};
