/** A web page without a server: the mock and a report in the browser. Leaves its results in `globalThis.shown`. */
import * as core from "@windowpane/core";
import * as report from "@windowpane/report";
import { httpTransport } from "@windowpane/transport-http";
import * as mock from "@windowpane/transport-mock";
import { summarize } from "./summary.js";

const overHttp = httpTransport({
  url: "https://windowpane.example/",
  fetch: async () =>
    new Response('{"WindowIdentities":[{"WindowId":"mw-0c50858d01abcdef0"}]}', {
      headers: { "content-type": "application/x-amz-json-1.1" },
    }),
});

globalThis.shown = Promise.all([
  summarize(core, report, mock),
  core.createClient(overHttp).call("DescribeMaintenanceWindows", {}),
]).then(([summary, { WindowIdentities }]) =>
  JSON.stringify({ ...summary, overHttp: WindowIdentities.length > 0 }),
);
