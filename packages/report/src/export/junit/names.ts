/** Names by which CI systems recognise a test in the next run. */
import { cutLine } from "@windowpane/text";
import type { TaskReport } from "../../model/report.ts";
import { titleOfTask } from "../../model/task.ts";
import { plain } from "../parts/plain.ts";
import type { JunitSuite } from "./suite.ts";

/** Maximum length of the name of a suite, class or test, in code points. */
const NAME_LENGTH = 300;

/** Text as part of a name. The schemas require at least one character. */
export const namePart = (text: string): string => {
  const line = cutLine(plain(text), NAME_LENGTH);
  return line === "" ? "unnamed" : line;
};

/**
 * Names of suites and classes: `WINDOW.TASK`, which Jenkins shows as package and class. AWS's history does not name the
 * registered task, so further tasks with the same document or function are numbered in the order in which they started.
 */
export const namesOfTasks = (tasks: readonly TaskReport[], window: string): readonly string[] => {
  const names = tasks.map(({ TaskArn, TaskType, TaskExecutionId }) =>
    namePart(
      TaskArn === undefined ? (TaskType ?? "unnamed task") : titleOfTask({ TaskArn, TaskExecutionId }),
    ),
  );
  const inOrder = [...tasks.keys()].toSorted(
    (one, other) =>
      (tasks[one]?.StartTime?.getTime() ?? Infinity) - (tasks[other]?.StartTime?.getTime() ?? Infinity) ||
      one - other,
  );
  const taken = new Set<string>();
  const unique = new Map(inOrder.map((index) => [index, uniqueName(names[index] ?? "", taken)]));
  return names.map((name, index) => `${window}.${unique.get(index) ?? name}`);
};

/** The name itself, or with a number if it is taken: `name (2)`. */
const uniqueName = (name: string, taken: Set<string>): string => {
  let unique = name;
  for (let count = 2; taken.has(unique); count += 1) unique = `${name} (${count})`;
  taken.add(unique);
  return unique;
};

/** Numbers the further tests of a name, such as those of a machine that two targets of a task contain. */
export const withUniqueTests = (suites: readonly JunitSuite[]): readonly JunitSuite[] => {
  const taken = new Map<string, Set<string>>();
  return suites.map((suite) => ({
    ...suite,
    tests: suite.tests.map((test) => {
      const names = taken.get(test.classname) ?? new Set();
      taken.set(test.classname, names);
      return { ...test, name: uniqueName(namePart(test.name), names) };
    }),
  }));
};
