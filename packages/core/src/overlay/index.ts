import { automations } from "./automations.ts";
import { executions } from "./executions.ts";
import { machines } from "./machines.ts";
import { windows } from "./windows.ts";

/** All operations that Windowpane supports, by AWS's name, with facts that are not in AWS's model. */
export const overlay = { ...windows, ...executions, ...machines, ...automations };
