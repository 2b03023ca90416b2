/** A program in plain JavaScript. Loads every package that runs without a peer of others. */
import * as core from "@windowpane/core";
import { createEndpoint } from "@windowpane/endpoint";
import * as report from "@windowpane/report";
import { displayWidth } from "@windowpane/text";
import { rules } from "@windowpane/transport-contract";
import { httpTransport } from "@windowpane/transport-http";
import * as mock from "@windowpane/transport-mock";
import { summarize } from "./summary.js";

const endpoint = createEndpoint(mock.mockTransport());
const overHttp = httpTransport({
  url: "https://windowpane.example/",
  fetch: (url, init) => endpoint(new Request(url, init)),
});
const { WindowIdentities } = await core
  .createClient(overHttp)
  .call("DescribeMaintenanceWindows", { MaxResults: 10 });
console.log(
  JSON.stringify({
    ...(await summarize(core, report, mock)),
    overHttp: WindowIdentities.length > 0,
    rules: Object.keys(rules).length,
    width: displayWidth("窓"),
  }),
);
