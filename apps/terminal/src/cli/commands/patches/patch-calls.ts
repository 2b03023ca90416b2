/** The calls behind the patches command, which takes a machine, an execution, or the name of a machine or a window. */
import { callsBehind, callsToFind, cleanId, idKind, locate } from "@windowpane/explorer";
import { callsOfExecution } from "../../arguments/execution.ts";
import { findExecution } from "../../arguments/find-execution.ts";
import { inRegionOf } from "../../arguments/find-item.ts";
import { readMachineWord } from "../../arguments/machine.ts";
import type { Context } from "../../context/context.ts";
import { showCalls } from "../../output/command-lines.ts";

/** Prints the calls. Without a request it is unknown whose name a text is, so both are shown. */
export const showPatchCalls = async (context: Context, text: string, all: boolean): Promise<void> => {
  const located = locate(text);
  const InstanceId = located?.kind === "machine" ? located.ids.InstanceId : cleanId(text);
  if (InstanceId !== undefined && idKind(InstanceId) === "machine") {
    const there = located === undefined ? context : inRegionOf(context, located);
    return showCalls(there, callsBehind.patches({ InstanceId }, { all }));
  }
  const isName = located === undefined && idKind(cleanId(text)) === "unknown";
  if (isName) await showCalls(context, ["# if it is the name of a window:"]);
  const { ids, context: there } = await findExecution(context, text);
  await showCalls(there, [...callsOfExecution(there, ids), ...callsBehind.patchesOfMachines({ all })]);
  if (!isName) return;
  await showCalls(context, [
    "# if it is the name of a machine:",
    ...callsToFind.machineNamed(readMachineWord(text)),
    ...callsBehind.patches({}, { all }),
  ]);
};
