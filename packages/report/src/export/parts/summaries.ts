/** Phrases that HTML and Markdown share. */
import type { Group } from "../../model/group.ts";
import type { ExecutionReport } from "../../model/report.ts";
import type { NotRunCount } from "../../timeline/model.ts";
import { memberSince } from "./since.ts";
import { plural } from "../../model/words.ts";

/** The number of rows and tasks that did not run for one reason: `3 machines and 1 task`. */
export const notRunText = ({ rows, tasks }: NotRunCount): string =>
  [rows > 0 && plural(rows, "machine"), tasks > 0 && plural(tasks, "task")].filter(Boolean).join(" and ");

/** The size of a group: its machines, or its members if it has no machines. */
export const groupSize = ({ machines, members }: Group): string =>
  machines === 0 ? plural(members.length, "time") : plural(machines, "machine");

/**
 * The names of a group's members, each once, with the machine's own name if it has one, and since when it has the cause if that
 * differs from its window.
 */
export const memberNames = (group: Group, now: Date): readonly string[] => [
  ...new Set(
    group.members.map((member) => {
      const { name, InstanceName = "" } = member;
      const since = memberSince(member, group, now);
      return `${InstanceName === "" ? name : `${InstanceName} (${name})`}${since === "" ? "" : `, ${since}`}`;
    }),
  ),
];

/** The sensitive texts of an execution, each with its invocation. */
export const sensitiveTexts = ({ tasks }: ExecutionReport) =>
  tasks.flatMap(({ invocations }) =>
    invocations.flatMap(({ InvocationId, Parameters = "", OwnerInformation = "" }) =>
      [Parameters, OwnerInformation].filter((text) => text !== "").map((text) => ({ InvocationId, text })),
    ),
  );
