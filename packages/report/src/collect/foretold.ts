import { isBad } from "../bucket.ts";
import type { Machine } from "../model.ts";
import { plainLine } from "../plain-text.ts";
import { windowBucket } from "../status.ts";
import type { InvocationContext } from "./invocation-context.ts";
import { machineRow } from "./machine-row.ts";

/**
 * The machine of an invocation that AWS calls failed, before the machine itself has been asked: where there is only one,
 * AWS's word on the invocation is its word on the machine, and who waits for failures sees it a round trip sooner. It has
 * no cause, and so no place in a group, until the machine's own words take its place.
 */
export const foretoldMachines = ({
  place,
  invocation,
  parameters: { instanceIds },
}: Omit<InvocationContext, "reader" | "urgent" | "onMachines">): readonly Machine[] => {
  const { Status, StatusDetails } = invocation;
  const bucket = windowBucket(Status, StatusDetails);
  const [InstanceId, ...others] = instanceIds;
  if (!isBad(bucket) || InstanceId === undefined || others.length > 0) return [];
  return [
    machineRow(place, {
      kind: "machine",
      name: InstanceId,
      InstanceId,
      bucket,
      reason: `AWS says ${plainLine(Status ?? "")}; the machine itself is still being asked.`,
      steps: [],
    }),
  ];
};
