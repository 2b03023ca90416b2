/** The sentences of a comparison. */
import { skipsPatches } from "../judge/patching/patch-doubt.ts";
import type { ExecutionReport } from "../model/report.ts";
import { describeUnproven } from "../judge/patching/counts.ts";
import { plainLine } from "../model/text.ts";
import { plural } from "../model/words.ts";
import { diffClasses, type DiffClass, type TaskDiff } from "./model.ts";

/** What the reason of a comparison is made from. */
export interface DiffSum {
  readonly classes: Readonly<Record<DiffClass, number>>;
  readonly worse: boolean;
  readonly complete: boolean;
  readonly total: number;
}

/** Describes a comparison in one or two sentences. */
export const reasonOf = ({ classes, worse, complete, total }: DiffSum): string => {
  const parts = diffClasses
    .filter((name) => classes[name] > 0)
    .map((name) => `${classes[name]} ${diffWords[name]}`);
  const lead = worse ? "Worse than before" : "Not worse than before";
  const sum =
    total === 0 ? "neither execution has machines" : `of ${plural(total, "machine")}, ${parts.join(", ")}`;
  const doubt = complete ? "" : " At least one execution is incomplete, so this may change.";
  return `${lead}: ${sum}.${doubt}`;
};

/** The classes in words. */
export const diffWords: Readonly<Record<DiffClass, string>> = {
  newlyFailing: "newly failing",
  failingOtherwise: "failing for another cause",
  stillFailing: "still failing",
  newlyNotPatched: "newly not patched",
  notPatched: "not patched",
  undecided: "undecided",
  vanished: "vanished",
  added: "new",
  slower: "slower",
  recovered: "recovered",
  newlyPatched: "newly patched",
  unchanged: "unchanged",
};

/** Notes on what limits a comparison. */
export const notesOn = (
  before: ExecutionReport,
  after: ExecutionReport,
  tasks: readonly TaskDiff[],
): readonly string[] =>
  [
    before.WindowExecutionId === after.WindowExecutionId && "An execution is compared with itself.",
    isOtherWindow(before, after) && "The two executions belong to different windows.",
    isLater(before, after) && "The first execution began after the second one.",
    before.done && !before.complete && "Not everything of the earlier execution could be read.",
    after.done && !after.complete && "Not everything of the later execution could be read.",
    before.verdict === "RUNNING" && "The earlier execution is still running.",
    after.verdict === "RUNNING" && "The later execution is still running.",
    patchNote("earlier", before),
    patchNote("later", after),
    taskNote(
      "earlier",
      tasks.filter((task) => task.after === undefined),
    ),
    taskNote(
      "later",
      tasks.filter((task) => task.before === undefined),
    ),
  ].filter((note) => note !== false);

const isOtherWindow = (before: ExecutionReport, after: ExecutionReport): boolean =>
  before.WindowId !== undefined && after.WindowId !== undefined && before.WindowId !== after.WindowId;

const isLater = (before: ExecutionReport, after: ExecutionReport): boolean =>
  before.StartTime !== undefined && after.StartTime !== undefined && before.StartTime > after.StartTime;

/** Systems Manager keeps one patch state per machine, so that of older executions is usually overwritten. */
const patchNote = (which: string, { tasks, patches }: ExecutionReport): string | false => {
  if (tasks.some(({ invocations }) => invocations.some(skipsPatches)))
    return `Patch state of the ${which} execution was not requested.`;
  return (
    patches !== undefined &&
    patches.unproven > 0 &&
    `In the ${which} execution, ${describeUnproven(patches)}.`
  );
};

const taskNote = (which: string, tasks: readonly TaskDiff[]): string | false =>
  tasks.length > 0 &&
  `Tasks only in the ${which} execution: ${tasks.map(({ name }) => plainLine(name)).join(", ")}.`;
