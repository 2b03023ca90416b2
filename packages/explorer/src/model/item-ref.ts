/** Where in AWS's history a screen stands, in AWS's names. What is not needed there is absent. */
export interface ItemRef {
  readonly WindowId?: string | undefined;
  /** The window's name, where it is known. */
  readonly Name?: string | undefined;
  readonly WindowExecutionId?: string | undefined;
  readonly TaskExecutionId?: string | undefined;
  readonly InvocationId?: string | undefined;
  readonly InstanceId?: string | undefined;
  /** The key of a group of failures. */
  readonly group?: string | undefined;
}
