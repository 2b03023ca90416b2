/** Which machines a command ran on, for a reader who names one. */
import { present } from "../../model/present.ts";
import type { MachineName } from "../../model/output.ts";
import type { Gap } from "../../model/report.ts";
import type { GapReader } from "../reading/reader.ts";

/** The machines of a command, without their output. */
export const machinesOf = async (
  reader: GapReader,
  CommandId: string,
): Promise<{ readonly machines: readonly MachineName[]; readonly gaps: readonly Gap[] }> => {
  const purpose = { ids: { CommandId }, what: "The machines of a command" };
  const machines: MachineName[] = [];
  const failed = await reader.list(
    "ListCommandInvocations",
    { CommandId, MaxResults: 50 },
    purpose,
    (page) => {
      for (const { InstanceId, InstanceName } of page)
        if (InstanceId !== undefined)
          machines.push({ InstanceId, ...present({ InstanceName: InstanceName || undefined }) });
    },
  );
  return { machines, gaps: failed === undefined ? [] : [failed.gap] };
};
