/** Facts about an operation that are not in AWS's model. */
export interface OverlayRow {
  /** What the operation does. */
  readonly description: string;
  /** `write` if the operation changes the account. */
  readonly effect: "read" | "write";
  /** Nouns for the items of a response: `["execution", "executions"]`. */
  readonly nouns: readonly [singular: string, plural: string];
  /** Keys of `Filters`, if they are plain strings in the model. */
  readonly filterKeys?: readonly string[];
  /**
   * Published quota of the operation for the account and region, in requests per second. Absent if AWS publishes none.
   *
   * @see https://docs.aws.amazon.com/general/latest/gr/ssm.html
   */
  readonly requestsPerSecond?: number;
  /**
   * Resource type for `ssm:<operation>` in an IAM policy; `*` if the operation supports no resource-level permissions.
   *
   * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html
   */
  readonly resource: "*" | "maintenancewindow" | "automation-execution" | "instance";
  /** What Windowpane cannot do if the operation is denied, as a sentence without a full stop. */
  readonly ifDenied: string;
  /** Smallest valid request, with IDs that do not exist in any account. */
  readonly sample: Readonly<Record<string, unknown>>;
  /** Whether snapshots contain its responses. Snapshots reject other operations. */
  readonly inSnapshot: boolean;
}

/** IDs for samples. They are valid but do not exist in any account. */
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
