/** What reading automations and their commands gives. */
import type { Item, Output } from "@windowpane/core";
import type { Gap, Step } from "../../model/report.ts";

export type Automation = NonNullable<Output<"GetAutomationExecution">["AutomationExecution"]>;
export type StepExecution = Item<"DescribeAutomationStepExecutions">;

/** A command that a step of an automation sent. */
export interface AutomationCommand {
  readonly CommandId: string;
  /** The document of the command: a name or an ARN. Absent where the step does not give it. */
  readonly DocumentName?: string | undefined;
  /** The machines that the step names; empty where tags choose them. */
  readonly InstanceIds: readonly string[];
  /** `Scan` or `Install`, of a document that patches. */
  readonly Operation?: string | undefined;
  readonly RebootOption?: string | undefined;
  /** URL of the baseline that replaces the machine's own. Can be a presigned URL: do not write it anywhere. */
  readonly BaselineOverride?: string | undefined;
  /** The child automation that sent it, of one with several targets. */
  readonly child?: string | undefined;
  /** The steps of its document, where they were read. */
  readonly steps?: readonly Pick<Step, "Name">[] | undefined;
}

/** An automation, or the gap in its place. */
export type AutomationFound =
  | {
      readonly automation: Automation;
      /** Whether it comes from a list, which has neither steps nor parameters. Default: false. */
      readonly isListed?: boolean;
      readonly gap?: undefined;
    }
  | { readonly automation?: undefined; readonly isListed?: undefined; readonly gap: Gap };

/** Reads the automations of a task whose invocations AWS calls passed. */
export interface PassedAutomations {
  /** Reads the automation itself, or its status from a list where nothing else of it matters. */
  read(AutomationExecutionId: string): Promise<AutomationFound>;
}

/** Commands with the steps of their documents. */
export interface IdentifiedCommands {
  readonly commands: readonly AutomationCommand[];
  /** Whether it is known of each command what it does to patches. */
  readonly exact: boolean;
  readonly gaps: readonly Gap[];
}

/** Reads the documents of commands, each document once. */
export interface CommandDocuments {
  /** `AutomationName`: the document of the automation that sent the commands. */
  identify(
    commands: readonly AutomationCommand[],
    AutomationName: string | undefined,
    urgent: boolean,
  ): Promise<IdentifiedCommands>;
}
