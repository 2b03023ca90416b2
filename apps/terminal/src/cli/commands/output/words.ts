/** The words after EXECUTION: IDs of a task and an invocation, and a machine. */
import { cleanId } from "@windowpane/explorer";
import { safeLine } from "@windowpane/text";
import { UsageError } from "../../../host/usage-error.ts";
import { readUuid } from "../../arguments/ids.ts";
import { machineIn, type MachineWord } from "../../arguments/machine-word.ts";

/** @throws UsageError when there is more than one machine, or more than two IDs. */
export const readWords = (
  words: readonly string[],
): { readonly uuids: readonly string[]; readonly machine: MachineWord | undefined } => {
  const isUuid = (word: string): boolean => /^[0-9a-f-]{20,}$/i.test(cleanId(word));
  const names = ["TASK", "INVOCATION"] as const;
  const uuids = words.filter(isUuid).map((word, index) => readUuid(names[index] ?? "INVOCATION", word));
  const machines = words.filter((word) => !isUuid(word));
  if (machines.length > 1 || uuids.length > 2) {
    throw new UsageError(
      `The arguments ${words.map((word) => `"${safeLine(word)}"`).join(", ")} are too many.`,
      "Give at most a TASK, an INVOCATION and one MACHINE.",
    );
  }
  return { uuids, machine: machineIn(machines[0]) };
};
