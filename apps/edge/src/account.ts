/** The app of one account and region, inside its Durable Object. It is the only one that sends requests to that account. */
import { createAccountApp } from "@windowpane/http-api";
import { createDocumentStorage, type Sql } from "./documents.ts";
import { readEnv, type Env } from "./env.ts";
import type { Handler } from "./front.ts";
import type { Platform } from "./platform.ts";
import { openSource } from "./source.ts";

interface AccountOptions {
  readonly sql: Sql;
  /** Identifies the build. */
  readonly edition: string;
}

/**
 * Creates the app from the environment.
 *
 * @throws EnvironmentError if the environment is invalid; the front has refused all requests then.
 */
export const createAccount = async (
  env: Env,
  platform: Platform,
  { sql, edition }: AccountOptions,
): Promise<Handler> => {
  const { source, app } = readEnv(env, platform.now);
  const { open, limits, limitName } = app;
  const { now, randomUUID, sleep, log } = platform;
  const { fetch } = createAccountApp({
    transport: await openSource(source, platform),
    // An object may wait for a request after the one that caused it.
    confirmEnds: true,
    documents: { storage: createDocumentStorage(sql, edition), edition },
    ...{ open, limits, limitName, now, randomUUID, sleep, log },
  });
  return (request) => fetch(request);
};
