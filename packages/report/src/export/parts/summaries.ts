/** What the page and the Markdown say alike. */
import type { Group } from "../../model/group.ts";
import type { ExecutionReport } from "../../model/report.ts";
import type { NotRunCount } from "../../timeline/model.ts";
import { plural } from "../../model/words.ts";

/** What never ran for one reason: `3 machines and 1 task`. */
export const notRunText = ({ rows, tasks }: NotRunCount): string =>
  [rows > 0 && plural(rows, "machine"), tasks > 0 && plural(tasks, "task")].filter(Boolean).join(" and ");

/** How large a group is: its machines, or its members where none is a machine. */
export const groupSize = ({ machines, members }: Group): string =>
  machines === 0 ? plural(members.length, "time") : plural(machines, "machine");

/** The names of a group's members, each once, with the name that people gave the machine. */
export const memberNames = ({ members }: Group): readonly string[] => [
  ...new Set(
    members.map(({ name, InstanceName = "" }) => (InstanceName === "" ? name : `${InstanceName} (${name})`)),
  ),
];

/** The sensitive texts of an execution, each with its invocation. */
export const sensitiveTexts = ({ tasks }: ExecutionReport) =>
  tasks.flatMap(({ invocations }) =>
    invocations.flatMap(({ InvocationId, Parameters = "", OwnerInformation = "" }) =>
      [Parameters, OwnerInformation].filter((text) => text !== "").map((text) => ({ InvocationId, text })),
    ),
  );
