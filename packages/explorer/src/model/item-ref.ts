/** Reference to an item of AWS's history, by AWS's names. IDs that are not needed are absent. */
export interface ItemRef {
  readonly WindowId?: string | undefined;
  /** Name of the window, if known. */
  readonly Name?: string | undefined;
  readonly WindowExecutionId?: string | undefined;
  readonly TaskExecutionId?: string | undefined;
  readonly InvocationId?: string | undefined;
  readonly InstanceId?: string | undefined;
  /** Key of a cause. */
  readonly group?: string | undefined;
}
