/** Ids as people paste them. */
import { UsageError } from "../../host/errors/usage-error.ts";

/** What an id looks like it belongs to. */
export type IdKind = "window" | "uuid" | "machine" | "arn" | "unknown";

/** An id without what was pasted around it: blanks, quotes, a comma. The ARN of a window gives the window's id. */
export const cleanId = (text: string): string => {
  const bare = text
    .trim()
    .replace(/^["'`“”‘’<([{]+|["'`“”‘’>)\]},;.]+$/g, "")
    .trim();
  return /:maintenancewindow\/(mw-[0-9a-f]{17})$/.exec(bare)?.[1] ?? bare;
};

/** What a word looks like. */
export const idKind = (id: string): IdKind => {
  if (/^mw-[0-9a-f]{17}$/.test(id)) return "window";
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) return "uuid";
  if (/^m?i-\w{8,17}$/.test(id)) return "machine";
  return id.startsWith("arn:") ? "arn" : "unknown";
};

/** An argument that must be a UUID: the noun for messages, and the command that lists such ids. */
export interface UuidArgument {
  readonly name: "EXECUTION" | "TASK" | "INVOCATION";
  /** What the user typed. */
  readonly text: string;
}

/**
 * The id of an execution, a task or an invocation.
 *
 * @throws UsageError saying what kind of id it looks like, when it is no UUID.
 */
export const readUuid = ({ name, text }: UuidArgument): string => {
  const id = cleanId(text);
  if (idKind(id) === "uuid") return id;
  const { noun, listed } = wanted[name];
  throw new UsageError(`${name} must be ${noun}; "${id}" ${looks(id)}.`, `${listed}.`);
};

const wanted = {
  EXECUTION: {
    noun: "the id of a window execution (36 characters, like 4d1c0f6e-...)",
    listed:
      "`windowpane executions` lists the executions, `windowpane executions WINDOW` those of one window",
  },
  TASK: {
    noun: "the TaskExecutionId of a task (36 characters)",
    listed: "`windowpane tasks EXECUTION` lists the tasks of an execution",
  },
  INVOCATION: {
    noun: "the id of an invocation (36 characters)",
    listed: "`windowpane invocations EXECUTION TASK` lists the invocations of a task",
  },
} as const;

const looks = (id: string): string => {
  switch (idKind(id)) {
    case "window":
      return "is the id of a window";
    case "machine":
      return "is the id of a machine";
    case "arn":
      return "is an ARN";
    default:
      return /^[0-9a-f-]{20,}$/i.test(id)
        ? `looks like one but has ${[...id].length} characters, or its dashes in other places`
        : "is no id of that kind";
  }
};
