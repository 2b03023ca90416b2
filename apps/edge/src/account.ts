/** The app of one account and region, inside its Durable Object. It is the only one that sends requests to that account. */
import { createAccountApp } from "@windowpane/http-api";
import { createDocumentStorage, type Sql } from "./documents.ts";
import { readEnv, type Env } from "./env.ts";
import type { Platform } from "./platform.ts";
import type { Handler } from "./refuse.ts";
import { openSource } from "./source.ts";

/** What a Durable Object has besides its environment. */
export interface ObjectOptions {
  /** Name of the object. */
  readonly name: string;
  readonly sql: Sql;
  /** Identifies the build. */
  readonly edition: string;
  /** Makes the next request create the handler again. */
  readonly restart: () => void;
}

/**
 * Creates the handler of the object of an account and region.
 *
 * @throws EnvironmentError if the environment is invalid; the front has refused all requests then.
 */
export const createAccount = async (
  env: Env,
  platform: Platform,
  object: ObjectOptions,
): Promise<Handler> => {
  const { source, app } = readEnv(env, platform.now);
  if (source.kind === "fleet") {
    const { createLocation } = await import("./location.ts");
    return createLocation(env, platform, object);
  }
  const { open, limits, limitName } = app;
  const { now, randomUUID, sleep, log } = platform;
  const { sql, edition } = object;
  const { fetch } = createAccountApp({
    transport: await openSource(source, platform),
    // An object may wait for a request after the one that caused it.
    confirmEnds: true,
    documents: { storage: createDocumentStorage(sql, edition), edition },
    ...{ open, limits, limitName, now, randomUUID, sleep, log },
  });
  return (request) => fetch(request);
};
