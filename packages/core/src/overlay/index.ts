import { automations } from "./automations.ts";
import { executions } from "./executions.ts";
import { machines } from "./machines.ts";
import { windows } from "./windows.ts";

/** Every operation that Windowpane offers, by AWS's name, with what AWS's model does not say of it. */
export const overlay = { ...windows, ...executions, ...machines, ...automations };
