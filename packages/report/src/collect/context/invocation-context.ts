import type { InvocationParameters } from "@windowpane/core";
import type { Gap, Machine, ExecutionRef } from "../../model/report.ts";
import type { AwsInvocation, AwsTask } from "../../model/task.ts";
import type { PatchRun } from "../../model/patch.ts";
import type { AutomationCommand, CommandDocuments, PassedAutomations } from "./automations.ts";
import type { GapReader } from "../reading/reader.ts";

/** Everything that reading the machines of an invocation needs. */
export interface InvocationContext {
  readonly reader: GapReader;
  readonly ref: ExecutionRef & { readonly TaskExecutionId: string; readonly InvocationId: string };
  readonly invocation: AwsInvocation;
  readonly task: AwsTask;
  readonly parameters: InvocationParameters;
  /** Whether its requests are sent before all others. */
  readonly urgent: boolean;
  /** Reads the automations of the task that AWS reports as passed. Default: each is read with its own request. */
  readonly automations?: PassedAutomations | undefined;
  /** Reads the documents of the commands that automations of the task sent. Default: one per invocation. */
  readonly documents?: CommandDocuments | undefined;
  /** Called with machines as soon as they are known, and again when more is known about them. */
  readonly onMachines: (machines: readonly Machine[]) => void;
}

/** The machines of an invocation that could be read. */
export interface InvocationReading {
  readonly machines: readonly Machine[];
  /** Whether the list of machines is complete. */
  readonly exact: boolean;
  readonly gaps: readonly Gap[];
  readonly DocumentName?: string | undefined;
  /** What the invocation does to patches. Absent: nothing. */
  readonly patchRun?: PatchRun | undefined;
  /** The commands that the steps of its automations ran and that were read. Absent: none. */
  readonly commands?: readonly AutomationCommand[] | undefined;
}
