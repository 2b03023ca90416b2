import { safeLine } from "@windowpane/text";
import type { Described } from "./described.ts";
import { gapsText } from "../../output/gaps.ts";
import { paragraph, statusText, type Page } from "../../output/page.ts";

/** A place for people: what it is, the way to it, its stand, and how to go on. */
export const placeText = (page: Page, described: Described): string => {
  const { kind, ids, verdict, result, reason, next, gaps = [] } = described;
  const { theme } = page;
  const stand = verdict ?? result;
  const trail = trailOf(described);
  return [
    `${theme.paint("strong", titles[kind])}\n`,
    ...trail.map((level, depth) => `${"  ".repeat(depth + 1)}${theme.paint("muted", level)}\n`),
    trail.length === 0 && ids.InstanceId === undefined ? "" : "\n",
    reason === undefined
      ? ""
      : paragraph(page, reason, stand === undefined ? {} : { lead: `${statusText(page, stand)}  ` }),
    gapsText(page, gaps),
    "\nGo on with\n",
    ...next.map((line) => `  ${line}\n`),
  ].join("");
};

const titles: Readonly<Record<Described["kind"], string>> = {
  window: "A maintenance window",
  execution: "An execution of a window",
  task: "A task of an execution",
  invocation: "An invocation of a task",
  machine: "A machine",
  command: "A command",
  automation: "An automation",
  uuid: "An id",
};

/** From the window inwards, as far as it is known. */
const trailOf = ({ ids, Name, TaskArn, InstanceName }: Described): readonly string[] =>
  [
    level("window", ids.WindowId, Name),
    level("execution", ids.WindowExecutionId),
    level("task", ids.TaskExecutionId, TaskArn),
    level("invocation", ids.InvocationId),
    level("machine", ids.InstanceId, InstanceName),
  ].filter((text) => text !== undefined);

const level = (noun: string, id: string | undefined, name?: string): string | undefined => {
  if (id === undefined) return undefined;
  return [noun, id, safeLine(name ?? "")].filter((word) => word !== "").join(" ");
};
