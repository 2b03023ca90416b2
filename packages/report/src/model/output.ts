/** The output of machines, and where the rest of it is stored. */
import type { Item, OperationName, Signal } from "@windowpane/core";
import type { Gap, DocumentStep } from "./report.ts";
import type { MachineResult } from "./result.ts";

/** What an earlier read has shown of an invocation, so that its output can be requested at once. */
export interface KnownInvocation {
  readonly TaskType?: string | undefined;
  /** The command, automation or request that it started. */
  readonly ExecutionId: string;
  readonly Status?: string | undefined;
  readonly StatusDetails?: string | undefined;
  /** Steps of the machine. With them, the whole output of each is requested beside the list. Default: unknown. */
  readonly steps?: readonly DocumentStep[] | undefined;
  /** The machine's item in the list of the command's invocations, if it was read with its details. */
  readonly listed?: Item<"ListCommandInvocations"> | undefined;
}

/** The invocation and machine whose output to read. */
export interface OutputOptions {
  readonly WindowExecutionId: string;
  readonly TaskExecutionId: string;
  readonly InvocationId: string;
  /** The machine. Default: all machines of the invocation, with at most 2,500 characters per step. */
  readonly InstanceId?: string | undefined;
  /** The machine by name, instead of its ID. Case is ignored, and the domain can be left out. Default: none. */
  readonly InstanceName?: string | undefined;
  /** What is known of the invocation. Default: it is requested first. */
  readonly known?: KnownInvocation | undefined;
  /** Maximum number of concurrent requests. Default: 8. */
  readonly concurrency?: number | undefined;
  /** Aborts the read, which then rejects with `signal.reason`. Default: none. */
  readonly signal?: Signal | undefined;
}

/** The output of an invocation's machines. */
export interface InvocationOutput {
  readonly InvocationId: string;
  readonly TaskType?: string | undefined;
  readonly ExecutionId?: string | undefined;
  readonly Status?: string | undefined;
  readonly StatusDetails?: string | undefined;
  /** Worst result first. */
  readonly machines: readonly MachineOutput[];
  /** Why there is no output: nothing was started, or Systems Manager keeps no output of this task type. Absent if there is output. */
  readonly note?: string | undefined;
  /** Present if the invocation does not include the requested machine, or several by its name: the machines to choose from. */
  readonly choices?: readonly MachineName[] | undefined;
  /** What could not be read. */
  readonly gaps: readonly Gap[];
}

/** A machine with its name, if AWS returns one. */
export interface MachineName {
  readonly InstanceId: string;
  readonly InstanceName?: string | undefined;
}

/** The machines with a name. Case is ignored; if no machine has the whole name, the domain can be left out. */
export const machinesNamed = <Named extends Pick<MachineName, "InstanceName">>(
  machines: readonly Named[],
  name: string,
): readonly Named[] => {
  const wanted = name.toLowerCase();
  const named = (is: (own: string) => boolean): readonly Named[] =>
    machines.filter(({ InstanceName = "" }) => is(InstanceName.toLowerCase()));
  const whole = named((own) => own === wanted);
  return whole.length > 0 ? whole : named((own) => own.startsWith(`${wanted}.`));
};

/** The output of a machine, by step. */
export interface MachineOutput {
  /** The InstanceId, or the automation's document if no machine is named. */
  readonly name: string;
  readonly InstanceId?: string | undefined;
  readonly InstanceName?: string | undefined;
  readonly DocumentName?: string | undefined;
  readonly Status?: string | undefined;
  readonly StatusDetails?: string | undefined;
  /** What happened on the machine, from its status. */
  readonly result: MachineResult;
  /** The steps of the document, in their order. */
  readonly steps: readonly StepOutput[];
}

/** The output of a step. The texts are raw: remove control characters before you show them. */
export interface StepOutput extends DocumentStep {
  /** What the step printed, by stream. */
  readonly texts: readonly OutputText[];
}

/** A text with its source and limit. */
export interface OutputText {
  /** `output`: stdout and stderr together, as the list returns them. `message`: a message of an automation step. */
  readonly stream: "stdout" | "stderr" | "output" | "message";
  /** The text as AWS returned it. */
  readonly text: string;
  /** The operation that returned the text. */
  readonly from: OperationName;
  /** Maximum number of characters that `from` returns. Absent if no limit is documented. */
  readonly limit?: number | undefined;
  /** Whether the text reached the limit and its end is missing. */
  readonly cut: boolean;
  /** Where the whole text is stored. Absent if the command does not store it. */
  readonly rest?: OutputRest | undefined;
}

/** Where a whole text is stored. AWS returns this even if the upload failed, so the text may not exist. */
export interface OutputRest {
  /** The object in S3. */
  readonly url?: string | undefined;
  /** The log group in CloudWatch Logs. */
  readonly logGroup?: string | undefined;
}
