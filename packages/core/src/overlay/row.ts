/** What AWS's model does not say of an operation. */
export interface OverlayRow {
  /** One sentence: what the operation does. */
  readonly description: string;
  /** `write` if a call changes anything in the account. */
  readonly effect: "read" | "write";
  /** What a response is about, in the singular and the plural: `["execution", "executions"]`. */
  readonly nouns: readonly [singular: string, plural: string];
  /** Keys that `Filters` takes, where the model has them as plain text. */
  readonly filterKeys?: readonly string[];
  /**
   * What an IAM policy can name as the resource of `ssm:<operation>`; `*` if it cannot be narrowed.
   *
   * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html
   */
  readonly resource: "*" | "maintenancewindow" | "automation-execution" | "instance";
  /** What Windowpane cannot do if the operation is denied, as a sentence without its full stop. */
  readonly withoutIt: string;
  /** Smallest valid request, with IDs that no account has. */
  readonly sample: Readonly<Record<string, unknown>>;
  /** Whether a snapshot keeps its responses; snapshots refuse the others. */
  readonly inSnapshot: boolean;
}

/** IDs for samples: valid in form, and of no account. */
export const sampleIds = {
  WindowId: "mw-0123456789abcdef0",
  WindowExecutionId: "11111111-2222-4333-8444-555555555555",
  TaskId: "22222222-2222-4333-8444-555555555555",
  InvocationId: "33333333-2222-4333-8444-555555555555",
  WindowTaskId: "44444444-2222-4333-8444-555555555555",
  CommandId: "55555555-2222-4333-8444-555555555555",
  AutomationExecutionId: "66666666-2222-4333-8444-555555555555",
  InstanceId: "i-0123456789abcdef0",
} as const;
