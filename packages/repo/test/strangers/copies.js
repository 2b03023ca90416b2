/** A program whose packages have copies of the core of their own. */
import * as core from "@windowpane/core";
import * as report from "@windowpane/report";
import * as mock from "@windowpane/transport-mock";
import { rules } from "@windowpane/transport-contract";
import { summarize } from "./summary.js";

const error = await core
  .createClient(mock.mockTransport())
  .call("GetMaintenanceWindow", { WindowId: "mw-00000000000000000" })
  .catch((caught) => caught);
// The contract recognises the errors of the transport's copy, too.
await rules["rejects GetMaintenanceWindow with a ServiceError for IDs that do not exist"]({
  create: () => mock.mockTransport(),
});
console.log(
  JSON.stringify({
    ...(await summarize(core, report, mock)),
    isOtherClass: !(error instanceof core.ServiceError),
  }),
);
