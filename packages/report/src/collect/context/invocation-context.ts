import type { InvocationParameters } from "@windowpane/core";
import type { Gap, Machine, Place } from "../../model/report.ts";
import type { Invocation, Task } from "../../model/task.ts";
import type { PatchRun } from "../../model/patch.ts";
import type { AutomationCommand, CommandDocuments, PassedAutomations } from "./automations.ts";
import type { Reader } from "../reading/reader.ts";

/** What reading the machines of one invocation needs. */
export interface InvocationContext {
  readonly reader: Reader;
  readonly place: Place & { readonly TaskExecutionId: string; readonly InvocationId: string };
  readonly invocation: Invocation;
  readonly task: Task;
  readonly parameters: InvocationParameters;
  /** Whether its requests go before all others. */
  readonly urgent: boolean;
  /** Reads the automations of the task that AWS calls passed. Default: each is read by itself. */
  readonly automations?: PassedAutomations | undefined;
  /** Reads the documents of the commands that automations of the task sent. Default: for this invocation alone. */
  readonly documents?: CommandDocuments | undefined;
  /** Told of machines as soon as they are known, and again when more is known of them. */
  readonly onMachines: (machines: readonly Machine[]) => void;
}

/** The machines of one invocation, as far as they could be read. */
export interface InvocationReading {
  readonly machines: readonly Machine[];
  /** Whether these are all there are. */
  readonly exact: boolean;
  readonly gaps: readonly Gap[];
  readonly DocumentName?: string | undefined;
  /** What it does to patches. Absent: nothing. */
  readonly patchRun?: PatchRun | undefined;
  /** The commands that the steps of its automations ran, as far as they were read. Absent: none. */
  readonly commands?: readonly AutomationCommand[] | undefined;
}
