/** What gaps leave unknown. */
import type { AffectedItem, Gap, Machine } from "./report.ts";
import { nameOfTask } from "./task.ts";
import { plainLine } from "./text.ts";

/** Maximum items that a gap names. */
const KEPT = 20;
/** Maximum machines in a sentence, per task. */
const SHOWN = 5;

/** The gap with the items that it leaves unknown. */
export const withAffected = (gap: Gap, affected: readonly AffectedItem[]): Gap =>
  affected.length === 0 ? gap : { ...gap, ...keptOf(affected, 0) };

/**
 * The gap of an invocation with its machines: the one in the failed request, or else those with an unknown result. Without any,
 * the task.
 */
export const withMachines = (
  gap: Gap,
  task: Pick<AffectedItem, "WindowExecutionId" | "TaskExecutionId" | "TaskArn">,
  machines: readonly Machine[] = [],
): Gap => {
  const { InstanceId: requested } = gap.ids;
  const meant = machines.filter(({ InstanceId, result }) =>
    requested === undefined ? InstanceId !== undefined && result === "unknown" : InstanceId === requested,
  );
  const items = meant.map(({ InstanceId, InstanceName }) => ({
    ...task,
    InstanceId,
    ...(InstanceName === undefined ? {} : { InstanceName }),
  }));
  return withAffected(gap, items.length === 0 ? [task] : items);
};

/** The affected items of equal gaps together, each once, in a fixed order. */
export const mergeAffected = (gaps: readonly Gap[]): Pick<Gap, "affected" | "affectedMore"> => {
  const items = gaps.flatMap(({ affected = [] }) => affected);
  return keptOf(
    items,
    gaps.reduce((sum, { affectedMore = 0 }) => sum + affectedMore, 0),
  );
};

/** Keeps a limited number of items. */
const keptOf = (items: readonly AffectedItem[], more: number): Pick<Gap, "affected" | "affectedMore"> => {
  const byKey = new Map(items.map((item) => [keyOf(item), item]));
  if (byKey.size === 0) return {};
  const left = Math.max(0, byKey.size - KEPT) + more;
  const affected = smallestKeys(byKey.keys()).flatMap((key) => byKey.get(key) ?? []);
  return { affected, ...(left === 0 ? {} : { affectedMore: left }) };
};

/** The first keys in order. Reports are assembled often while they are read, so this does not sort all of them. */
const smallestKeys = (keys: Iterable<string>): readonly string[] => {
  const kept: string[] = [];
  for (const key of keys) {
    if (kept.length === KEPT && key >= (kept.at(-1) ?? "")) continue;
    const at = kept.findIndex((other) => other > key);
    kept.splice(at < 0 ? kept.length : at, 0, key);
    kept.length = Math.min(kept.length, KEPT);
  }
  return kept;
};

const keyOf = ({ WindowExecutionId, TaskExecutionId, InstanceId }: AffectedItem): string =>
  `${WindowExecutionId} ${TaskExecutionId} ${InstanceId}`;

/**
 * Names what a gap leaves unknown: `Affected: web-1 (i-0a1b...) and 2 more of task AWS-RunPatchBaseline.` Empty if that is not
 * known. The text is one safe line.
 */
export const describeAffected = ({ affected = [], affectedMore = 0 }: Gap): string => {
  if (affected.length === 0) return "";
  const byTask = new Map<string, string[]>();
  for (const item of affected) {
    const task = taskWords(item);
    const names = byTask.get(task) ?? [];
    byTask.set(task, names);
    const machine = machineWords(item);
    if (machine !== "") names.push(machine);
  }
  const parts = [...byTask].map(([task, names]) => {
    const shown = names.slice(0, SHOWN).join(", ");
    const count = Math.max(0, names.length - SHOWN) + (byTask.size === 1 ? affectedMore : 0);
    const more = count === 0 ? "" : ` and ${count} more`;
    return [`${shown}${more}`, task].filter((words) => words !== "").join(shown === "" ? "" : " of ");
  });
  const rest = affectedMore === 0 || byTask.size === 1 ? "" : `; and ${affectedMore} more`;
  return `Affected: ${parts.join("; ")}${rest}.`;
};

const machineWords = ({ InstanceId, InstanceName = "" }: AffectedItem): string => {
  const name = plainLine(InstanceName);
  if (InstanceId === undefined) return "";
  return name === "" ? plainLine(InstanceId) : `${name} (${plainLine(InstanceId)})`;
};

const taskWords = ({ TaskArn, TaskExecutionId, Name, WindowId }: AffectedItem): string => {
  const window = plainLine(Name ?? WindowId ?? "");
  const place = window === "" ? "" : ` in ${window}`;
  if (TaskArn === undefined && TaskExecutionId === undefined) return place.trim();
  return `task ${plainLine(TaskArn === undefined ? (TaskExecutionId ?? "") : nameOfTask({ TaskArn }))}${place}`;
};
