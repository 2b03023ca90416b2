import { safeLine } from "@windowpane/text";
import { gapsText } from "../../output/gaps.ts";
import { paragraph, statusText, type Page } from "../../output/page.ts";
import type { DescribedItem } from "./describe.ts";

/** What an item is, its parents, its status, and commands for details. */
export const itemText = (page: Page, item: DescribedItem): string => {
  const { kind, ids, verdict, result, reason, next, gaps } = item;
  const { theme } = page;
  const status = verdict ?? result;
  const levels = levelsOf(item);
  return [
    `${theme.paint("strong", titles[kind])}\n`,
    ...levels.map((text, depth) => `${"  ".repeat(depth + 1)}${theme.paint("muted", text)}\n`),
    levels.length === 0 && ids.InstanceId === undefined ? "" : "\n",
    reason === undefined
      ? ""
      : paragraph(page, reason, status === undefined ? {} : { lead: `${statusText(page, status)}  ` }),
    gapsText(page, gaps),
    "\nNext commands\n",
    ...next.map((line) => `  ${line}\n`),
    item.page === undefined ? "" : `\nWeb page\n  ${item.page}\n`,
  ].join("");
};

const titles: Readonly<Record<DescribedItem["kind"], string>> = {
  window: "Maintenance window",
  execution: "Window execution",
  task: "Task of an execution",
  invocation: "Invocation of a task",
  machine: "Machine",
  command: "Command",
  automation: "Automation",
  uuid: "ID",
  screen: "Screen",
};

/** The item and its parents, outermost first, as far as known. */
const levelsOf = ({ ids, Name, TaskArn, InstanceName }: DescribedItem): readonly string[] =>
  [
    levelText("window", ids.WindowId, Name),
    levelText("execution", ids.WindowExecutionId),
    levelText("task", ids.TaskExecutionId, TaskArn),
    levelText("invocation", ids.InvocationId),
    levelText("machine", ids.InstanceId, InstanceName),
  ].filter((text) => text !== undefined);

const levelText = (noun: string, id: string | undefined, name = ""): string | undefined =>
  id === undefined ? undefined : [noun, id, safeLine(name)].filter((word) => word !== "").join(" ");
