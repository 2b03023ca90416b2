import { createApp, isEnvironmentError } from "@windowpane/http-api";
import { readEnv, type Env } from "./env.ts";
import { refuseAll } from "./refuse-all.ts";
import { openSource } from "./source.ts";
import type { Platform } from "./platform.ts";

/** Handles a request. */
export type Handler = (request: Request) => Response | Promise<Response>;

/** Creates the app from the environment. If the environment is invalid, the handler refuses every request. */
export const createHandler = async (env: Env, platform: Platform): Promise<Handler> => {
  try {
    const { source, app } = readEnv(env, platform.now);
    const transport = await openSource(source, platform);
    const { now, randomUUID, sleep, log } = platform;
    const { fetch } = createApp({ ...app, transport, now, randomUUID, sleep, log });
    return (request) => fetch(request);
  } catch (error) {
    if (!isEnvironmentError(error)) throw error;
    return refuseAll(error, platform);
  }
};
