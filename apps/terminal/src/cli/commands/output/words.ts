/** The words after EXECUTION: a task, an invocation and a machine; and the level that they name. */
import { cleanId } from "@windowpane/explorer";
import { safeLine } from "@windowpane/text";
import { UsageError } from "../../../host/usage-error.ts";
import { findExecution, type FoundExecution } from "../../arguments/find-execution.ts";
import { findInvocation, findTask } from "../../arguments/find-task.ts";
import { readUuid } from "../../arguments/ids.ts";
import { machineIn, type MachineWord } from "../../arguments/machine-word.ts";
import { idOfTaskNamed, isName, readTasks, tasksNamed } from "../../arguments/task-word.ts";
import type { Context } from "../../context/context.ts";
import { ownCommandLine } from "../../context/own-command.ts";

/** What the words name. */
interface OutputWords {
  /** The IDs of a task and of an invocation. */
  readonly uuids: readonly string[];
  readonly machine: MachineWord | undefined;
}

/** @throws UsageError when there is more than one machine, or more than two IDs. */
const readWords = (words: readonly string[]): OutputWords => {
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

/**
 * The name of a task among the words: the first one, unless it is an ID. A single name can also be a machine's.
 *
 * @throws UsageError when the words cannot be valid, whatever the name means.
 */
const taskNameIn = ([first, ...rest]: readonly string[]): string | undefined => {
  if (first === undefined || !isName(first)) return undefined;
  readWords(rest);
  return first;
};

interface FoundWords {
  readonly words: OutputWords;
  /** The execution or task, if it was needed to understand the words. */
  readonly found?: FoundExecution | undefined;
}

/** Reads the words after EXECUTION. A single name is a task's if the execution has one with it, else a machine's. */
export const findWords = async (context: Context): Promise<FoundWords> => {
  const [text = "", ...rest] = context.args;
  const name = taskNameIn(rest);
  if (name !== undefined && rest.length > 1)
    return { words: readWords(rest.slice(1)), found: await findTask(context, [text, name]) };
  const words = readWords(rest);
  if (name === undefined || context.settings.showCli) return { words };
  const found = await findExecution(context, text);
  const { WindowExecutionId, TaskExecutionId } = found.ids;
  if (TaskExecutionId !== undefined) return { words, found };
  const tasks = await readTasks(found.context, WindowExecutionId);
  if (tasksNamed(tasks, name).length === 0) return { words, found };
  const id = idOfTaskNamed(found.context, tasks, { name, WindowExecutionId });
  return { words: readWords([]), found: { ...found, ids: { ...found.ids, TaskExecutionId: id } } };
};

/** The level that the words name. Without a machine or --bad, that is an invocation. */
export const findLevel = async (
  context: Context,
  { words: { uuids, machine }, isBadOnly, found: known }: FoundWords & { readonly isBadOnly: boolean },
): Promise<FoundExecution> => {
  const [text = ""] = context.args;
  const isTaskKnown = known?.ids.TaskExecutionId !== undefined;
  const [TaskExecutionId, InvocationId] = isTaskKnown ? [known.ids.TaskExecutionId, ...uuids] : uuids;
  if (InvocationId !== undefined) {
    return isTaskKnown
      ? { ...known, ids: { ...known.ids, InvocationId } }
      : findInvocation(context, [text, ...uuids]);
  }
  const found = known ?? (await findExecution(context, text));
  const ids = TaskExecutionId === undefined ? found.ids : { ...found.ids, TaskExecutionId };
  const { settings } = found.context;
  if (machine !== undefined || isBadOnly || ids.InstanceId !== undefined || ids.InvocationId !== undefined)
    return { ...found, ids };
  const { WindowExecutionId } = ids;
  const task = TaskExecutionId === undefined ? [] : [TaskExecutionId];
  return findInvocation(found.context, [WindowExecutionId, ...task], { check: false }).catch(
    (error: unknown) => {
      if (!(error instanceof UsageError)) throw error;
      throw new UsageError(
        error.message,
        `${error.advice}\nFor all machines that did not pass: ${ownCommandLine(settings, "output", WindowExecutionId, ...task, "--bad")}`,
      );
    },
  );
};
