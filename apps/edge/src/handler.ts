import { createApp, isEnvironmentError } from "@windowpane/http-api";
import { readEnv, type Env } from "./env.ts";
import { refuseAll } from "./refuse-all.ts";
import { openSource } from "./source.ts";
import type { World } from "./world.ts";

/** Answers a request. */
export type Handler = (request: Request) => Response | Promise<Response>;

/** The app as the environment wants it; one that refuses everything where the environment makes no sense. */
export const createHandler = async (env: Env, world: World): Promise<Handler> => {
  try {
    const { source, app } = readEnv(env, world.now);
    const transport = await openSource(source, world);
    const { now, randomUUID, sleep, log } = world;
    const { fetch } = createApp({ ...app, transport, now, randomUUID, sleep, log });
    return (request) => fetch(request);
  } catch (error) {
    if (!isEnvironmentError(error)) throw error;
    return refuseAll(error, world);
  }
};
