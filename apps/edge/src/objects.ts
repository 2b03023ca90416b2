/** The Durable Objects of a deployment, and the tasks that the Worker and its objects give each other. */
import { isEnvironmentError, isHandedOver, loggedError, type Account } from "@windowpane/http-api";
import type { Platform } from "./platform.ts";

/** The part of a Durable Object namespace that the Worker uses. */
export interface ObjectNamespace {
  getByName(name: string): { fetch(request: Request): Promise<Response> };
}

/** An account and region. */
export interface LocationKey {
  /** 12 digits. */
  readonly Account: string;
  readonly Region: string;
}

/** Returns the name of the object of an account and region. It does not depend on keys, so new keys keep the object. */
export const nameOfLocation = ({ Account, Region }: LocationKey): string => `${Account}/${Region}`;

/** Returns the account and region of an object's name, or undefined for other objects. */
export const locationOfName = (name: string): LocationKey | undefined => {
  const [, Account, Region] = /^(\d{12})\/([a-z\d-]+)$/u.exec(name) ?? [];
  return Account === undefined || Region === undefined ? undefined : { Account, Region };
};

/** Name of the object that reads all accounts and regions of a fleet. */
export const FLEET_NAME = "fleet";

/** Returns an object. It starts at its first request. */
export const objectIn = (objects: ObjectNamespace, name: string): Account => ({
  fetch: async (request) => {
    try {
      return await objects.getByName(name).fetch(request);
    } catch (error) {
      // Cloudflare marks errors after which the request can be sent again: the object moved, or a new version was deployed.
      const isRetryable = Reflect.get(Object(error), "retryable") === true;
      const isOverloaded = Reflect.get(Object(error), "overloaded") === true;
      if (request.method !== "GET" || request.signal.aborted || !isRetryable || isOverloaded) throw error;
      return objects.getByName(name).fetch(request);
    }
  },
});

/** Tasks of an object by name. Inputs and results are JSON. */
export type Tasks = Readonly<Record<string, (input: unknown) => Promise<unknown>>>;

/**
 * Gives an object a task and returns its result.
 *
 * @throws Error if the task fails. The object has logged why.
 */
export const runTask = async (object: Account, task: string, input: unknown = {}): Promise<unknown> => {
  const url = `https://object.invalid/${task}`;
  const response = await object.fetch(new Request(url, { method: "POST", body: JSON.stringify(input) }));
  if (response.ok) return response.json();
  throw new Error(`The task ${task} failed. See the log of the object.`);
};

/**
 * Handles the requests to an object: those of clients, which a front has handed over, and tasks. A client cannot send a task,
 * because the front marks each of its requests.
 */
export const withTasks =
  (
    app: (request: Request) => Response | Promise<Response>,
    tasks: Tasks,
    { log, now }: Pick<Platform, "log" | "now">,
  ) =>
  async (request: Request): Promise<Response> => {
    if (isHandedOver(request)) return app(request);
    const name = new URL(request.url).pathname.slice(1);
    const task = Object.hasOwn(tasks, name) ? tasks[name] : undefined;
    if (task === undefined) return new Response(null, { status: 404 });
    try {
      return Response.json((await task(await request.json())) ?? {});
    } catch (error) {
      const entry = {
        time: now().toISOString(),
        level: "error",
        task: name,
        // The message of this error has no secrets, and tells the operator what to do.
        ...(isEnvironmentError(error)
          ? { message: `${error.message} ${error.advice}` }
          : { error: loggedError(error) }),
      } as const;
      log(entry);
      return new Response(null, { status: 500 });
    }
  };
