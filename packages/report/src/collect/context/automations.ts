/** The results of reading automations and their commands. */
import type { Item, Output } from "@windowpane/core";
import type { Gap, DocumentStep } from "../../model/report.ts";

export type Automation = NonNullable<Output<"GetAutomationExecution">["AutomationExecution"]>;
export type StepExecution = Item<"DescribeAutomationStepExecutions">;

/** A command that an automation step sent. */
export interface AutomationCommand {
  readonly CommandId: string;
  /** Name or ARN of the command's document. Absent if the step does not have it. */
  readonly DocumentName?: string | undefined;
  /** The machines that the step names; empty if it selects them by tags. */
  readonly InstanceIds: readonly string[];
  /** `Scan` or `Install`, for documents that patch. */
  readonly Operation?: string | undefined;
  readonly RebootOption?: string | undefined;
  /** URL of the baseline that replaces the machine's own. It can be a presigned URL: never show, log or store it. */
  readonly BaselineOverride?: string | undefined;
  /** The child automation that sent it, if the automation has several targets. */
  readonly child?: string | undefined;
  /** The steps of its document, if they were read. */
  readonly steps?: readonly Pick<DocumentStep, "Name">[] | undefined;
}

/** An automation, or the gap if it could not be read. */
export type AutomationFound =
  | {
      readonly automation: Automation;
      /** Whether it comes from a list, which has no steps or parameters. Default: false. */
      readonly isListed?: boolean;
      readonly gap?: undefined;
    }
  | { readonly automation?: undefined; readonly isListed?: undefined; readonly gap: Gap };

/** Reads the automations of invocations that AWS reports as passed. */
export interface PassedAutomations {
  /** Reads the automation, or only its status from a list if nothing else about it matters. */
  read(AutomationExecutionId: string): Promise<AutomationFound>;
}

/** Commands with the steps of their documents. */
export interface IdentifiedCommands {
  readonly commands: readonly AutomationCommand[];
  /** Whether the effect of every command on patches is known. */
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
