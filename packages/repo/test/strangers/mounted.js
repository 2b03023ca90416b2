/** Serves the app below a path of a host app, in all ways. Prints where each of them leads. */
import { createApp } from "@windowpane/http-api";
import { mockTransport } from "@windowpane/transport-mock";
import { Hono } from "hono";

const appWith = (basePath) =>
  createApp({
    transport: mockTransport(),
    access: [],
    open: true,
    now: () => new Date(),
    randomUUID: () => crypto.randomUUID(),
    log: () => {},
    sleep: (_, signal) => new Promise((resolve) => signal.addEventListener("abort", resolve)),
    ...(basePath === undefined ? {} : { basePath }),
  });

const base = "/tools/windowpane";
const hosts = {
  route: new Hono().route(base, appWith()),
  nested: new Hono().route("/tools", new Hono().route("/windowpane", appWith())),
  parameter: new Hono().route("/:group/windowpane", appWith()),
  mount: new Hono().mount(base, appWith(base).fetch),
  kept: new Hono().mount(base, appWith(base).fetch, { replaceRequest: false }),
};
const found = {};
for (const [name, host] of Object.entries(hosts)) {
  const at = async (path, init) => host.request(`${base}${path}`, init);
  const problem = await (await at("/v1/windows?maxResults=1")).json();
  const unknown = await at("/v2");
  const root = await at("", { headers: { accept: "text/html" } });
  const list = await at("/v1/windows?maxResults=10");
  const ssm = await at("", {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": "AmazonSSM.DescribeMaintenanceWindows",
    },
    body: "{}",
  });
  found[name] = [
    problem.type,
    unknown.status,
    (await unknown.json()).name,
    root.headers.get("location"),
    list.headers.get("link").startsWith(`<${base}/v1/windows?`),
    (await (await at("/openapi.json")).json()).servers[0].url,
    (await at("/docs/style.css")).status,
    (await at("/v1/windows", { method: "DELETE" })).headers.get("allow"),
    ssm.status,
  ];
}
console.log(JSON.stringify(found));
