import { findMachines } from "@windowpane/report";
import { safeLine } from "@windowpane/text";
import { NowhereError } from "../../host/nowhere-error.ts";
import { UsageError } from "../../host/usage-error.ts";
import type { ArgumentRow } from "../context/command.ts";
import type { Context } from "../context/context.ts";
import { shortTime } from "../context/times.ts";
import { cleanId, idKind } from "./ids.ts";

export const machineArgument: ArgumentRow = {
  name: "MACHINE",
  about: "instance ID (i-... or mi-...) or name of a managed node",
};

/**
 * Reads an instance ID, or a word that may be a machine's name.
 *
 * @throws UsageError when it is the ID of something else.
 */
export const readMachineWord = (text: string): string => {
  const word = cleanId(text);
  const kind = idKind(word);
  if (kind === "machine" || (kind === "unknown" && word !== "")) return word;
  throw new UsageError(
    `MACHINE must be the instance ID or name of a managed node; "${word}" is neither.`,
    "Run `windowpane targets EXECUTION` for the machines of an execution.",
  );
};

/**
 * Finds the instance ID of a machine. A name is searched in the commands since a time, as Systems Manager lists machine
 * names only there.
 *
 * @throws NowhereError when no machine has the name; UsageError when several have it.
 */
export const findMachine = async (context: Context, name: string, since: Date): Promise<string> => {
  if (idKind(name) === "machine") return name;
  const { console, host } = context;
  await console.progress(`searching for ${safeLine(name)}`);
  const { ids, near, whole } = await findMachines(await context.client(), {
    name,
    since,
    signal: host.interrupt,
  });
  const [only, second] = ids;
  if (only === undefined) {
    const hint = near.length === 0 ? "" : ` Did you mean ${near.slice(0, 5).join(", ")}?`;
    const limit = whole ? "" : " Only the most recent commands were searched.";
    throw new NowhereError(
      `No command ran on a machine named "${name}" since ${shortTime(since, host.utcOffset(since))}.${limit}${hint}`,
      "Give the instance ID, or an earlier --since.",
    );
  }
  if (second === undefined) return only;
  throw new UsageError(
    `${ids.length} machines are named "${name}":\n${ids.map((id) => `  ${id}`).join("\n")}`,
    "Give the instance ID instead.",
  );
};
