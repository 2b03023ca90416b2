/** An argument that names a machine. */
import { safeLine } from "@windowpane/text";
import type { ArgumentRow } from "../context/command.ts";
import type { Context } from "../context/context.ts";
import { NowhereError } from "../../host/errors/nowhere-error.ts";
import { UsageError } from "../../host/errors/usage-error.ts";
import { cleanId, idKind } from "./ids.ts";
import { shortTime } from "../output/aws-form.ts";

export const machineArgument: ArgumentRow = {
  name: "MACHINE",
  about: "id of a managed node (i-... or mi-...), or its name",
};

/**
 * The word of a machine: its ID, or what may be its name.
 *
 * @throws UsageError when it is the ID of something else.
 */
export const readMachineWord = (text: string): string => {
  const word = cleanId(text);
  const kind = idKind(word);
  if (kind === "machine" || (kind === "unknown" && word !== "")) return word;
  throw new UsageError(
    `MACHINE must be the id or the name of a managed node; "${word}" is neither.`,
    "`windowpane targets EXECUTION` lists the machines of an execution.",
  );
};

/**
 * The ID of a machine by its word. A name is looked for among the commands since then, as AWS tells it nowhere else here.
 *
 * @throws NowhereError when no machine has the name; UsageError when several have it.
 */
export const findMachine = async (context: Context, name: string, since: Date): Promise<string> => {
  if (idKind(name) === "machine") return name;
  const { screen, host } = context;
  const { findMachines } = await import("@windowpane/report");
  await screen.progress(`looking for ${safeLine(name)}`);
  const { ids, near, whole } = await findMachines(await context.client(), {
    name,
    since,
    signal: host.interrupt,
  });
  const [only, second] = ids;
  if (only === undefined) {
    const meant = near.length === 0 ? "" : ` Did you mean ${near.slice(0, 5).join(", ")}?`;
    const far = whole ? "" : " Only the newest commands were looked at.";
    throw new NowhereError(
      `No command ran on a machine named "${name}" since ${shortTime(since, host.utcOffset(since))}.${far}${meant}`,
      "Give the machine's id, or an earlier --since.",
    );
  }
  if (second === undefined) return only;
  throw new UsageError(
    `${ids.length} machines are named "${name}":\n${ids.map((id) => `  ${id}`).join("\n")}`,
    "Give the id of the one you mean.",
  );
};
