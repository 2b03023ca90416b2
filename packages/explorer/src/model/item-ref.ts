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

/** Whether two references name the same item. Names become known later, and do not count. */
export const isSameItem = (one: ItemRef = {}, other: ItemRef = {}): boolean =>
  idMembers.every((member) => one[member] === other[member]);

const idMembers = [
  "WindowId",
  "WindowExecutionId",
  "TaskExecutionId",
  "InvocationId",
  "InstanceId",
  "group",
] as const satisfies readonly (keyof ItemRef)[];
