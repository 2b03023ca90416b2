/** Batches of machines in requests for patch states. */

/** Inventory type with a machine's patch state. */
export const PATCH_SUMMARY = "AWS:PatchSummary";

/** Limits of requests for patch states. */
export const patchStateLimits = {
  /** Maximum number of values in a filter of GetInventory (documented). */
  inventory: 40,
  /** Maximum number of instance IDs in DescribeInstancePatchStates (AWS's model). */
  states: 50,
  /** Maximum number of denied requests for one batch: to find two denied machines of 50 takes up to 13. */
  denials: 20,
} as const;

/** Splits a list into batches of up to `size` items. */
export const batchesOf = <Value>(items: readonly Value[], size: number): readonly (readonly Value[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );

/**
 * Reads a batch of machines, and splits it in halves while `read` resolves to true. AWS denies a whole request if one of its
 * machines is denied (inferred), so halving finds the denied machines.
 *
 * @param read - reads some machines; resolves to true to split them. Single machines are not split.
 */
export const readByHalves = async (
  InstanceIds: readonly string[],
  read: (InstanceIds: readonly string[]) => Promise<boolean>,
): Promise<void> => {
  if (InstanceIds.length === 0 || !(await read(InstanceIds)) || InstanceIds.length === 1) return;
  const half = Math.ceil(InstanceIds.length / 2);
  await readByHalves(InstanceIds.slice(0, half), read);
  await readByHalves(InstanceIds.slice(half), read);
};
