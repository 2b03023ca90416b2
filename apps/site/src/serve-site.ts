import { readFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createAdaptorServer } from "@hono/node-server";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";
import { contentSecurityPolicy } from "./strict-html.ts";

/** A running server of the built site. */
export interface SiteServer {
  /** URL of the start page. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves dist on the loopback interface, with the headers that the site needs.
 *
 * @param port - default: a free one.
 */
export const serveSite = async (base: string, port = 0): Promise<SiteServer> => {
  const app = new Hono();
  app.use(async (context, next) => {
    await next();
    context.header("content-security-policy", `${contentSecurityPolicy}; frame-ancestors 'none'`);
    context.header("x-content-type-options", "nosniff");
  });
  const root = fileURLToPath(new URL("../dist", import.meta.url));
  app.get(`${base}*`, serveStatic({ root, rewriteRequestPath: (path) => path.slice(base.length - 1) }));
  app.notFound(async (context) => context.html(await readFile(join(root, "404.html"), "utf8"), 404));
  const server = createAdaptorServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(port, "127.0.0.1", resolve);
  });
  // A server that listens on a port has an address with one.
  const { port: used } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${used}${base}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if ("closeAllConnections" in server) server.closeAllConnections();
      }),
  };
};
