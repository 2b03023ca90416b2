/** Every line that ends in `// refused` must not compile. */
import { createClient, isWindowpaneError, type MaintenanceWindowIdentity } from "@windowpane/core";
import type { KnownAccount, Skips } from "@windowpane/transport-contract";
import { mockTransport } from "@windowpane/transport-mock";

const client = createClient(mockTransport());
export const misspelt = (window: MaintenanceWindowIdentity) => window.WindowID; // refused
export const unknown = client.call("ListWindows", {}); // refused
export const lowerCase = client.call("GetMaintenanceWindow", { windowId: "mw-0123456789abcdef0" }); // refused
export const text = client.call("DescribeMaintenanceWindows", { MaxResults: "50" }); // refused
export const missing = client.call("GetMaintenanceWindow", {}); // refused
export const notPaged = client.items("GetMaintenanceWindow", { WindowId: "mw-0123456789abcdef0" }); // refused
export const ofAnother = (error: unknown) => isWindowpaneError(error) && error.code; // refused
export const narrowed = (error: unknown) =>
  isWindowpaneError(error) && error.kind === "transport" ? error.code : ""; // refused
export const withoutTask: KnownAccount = { inputs: {}, invocations: 180 }; // refused
export const unknownRule: Skips = { "has no name": "reason" }; // refused
