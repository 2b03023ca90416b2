import type { Context } from "hono";

/** Returns a request whose body middleware of a host app has read through Hono, with a body that can be read. */
export const unreadRequest = async ({ req }: Context): Promise<Request> => {
  const { method, raw } = req;
  const { url, headers, signal } = raw;
  return new Request(url, { method, headers, body: await req.arrayBuffer(), signal });
};
