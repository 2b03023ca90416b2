/** Evidence of an execution that is read in parts, as stored in a cursor. */
import {
  emptyExecution,
  patchOutcomes,
  resultsWorstFirst,
  verdictsWorstFirst,
  type ExecutionSoFar,
  type LevelSoFar,
} from "@windowpane/report";

type Numbers = readonly number[];

/** A level as numbers: counts, stopped, patch results, verdicts, and flags. */
type StoredLevel = readonly [
  results: Numbers,
  stopped: number,
  patches: Numbers,
  verdicts: Numbers,
  badParts: number,
  flags: number,
];

/** The evidence as stored: the execution and the unfinished task. */
export type StoredSoFar = readonly [StoredLevel, StoredLevel];

/** Encodes the evidence in a few numbers. */
export const storeSoFar = ({ execution, task }: ExecutionSoFar): StoredSoFar => [
  storeLevel(execution),
  storeLevel(task),
];

const flagNames = ["exact", "hasCause", "skipsPatches", "hasMachines", "hasCalls"] as const;

const storeLevel = (level: LevelSoFar): StoredLevel => {
  const { counts, patches, verdicts, badParts } = level;
  const flags = { ...level, exact: counts.exact };
  return [
    resultsWorstFirst.map((result) => counts.results[result]),
    counts.stopped ?? 0,
    patches === undefined
      ? []
      : [...patchOutcomes.map((outcome) => patches.results[outcome]), patches.needPatches, patches.unproven],
    verdictsWorstFirst.map((verdict) => verdicts[verdict]),
    badParts,
    flagNames.reduce((sum, name, index) => sum + (flags[name] ? 2 ** index : 0), 0),
  ];
};

/** Decodes the evidence. Undefined if it is invalid. Callers can send any values. */
export const readSoFar = (value: unknown): ExecutionSoFar | undefined => {
  if (!Array.isArray(value) || value.length !== 2) return undefined;
  const [execution, task] = value.map(readLevel);
  if (execution === undefined || task === undefined) return undefined;
  return { execution, task: isEmpty(task) ? emptyExecution.task : task };
};

const readLevel = (value: unknown): LevelSoFar | undefined => {
  if (!Array.isArray(value) || value.length !== 6) return undefined;
  const [results, stopped, patches, verdicts, badParts, flags] = value as readonly unknown[];
  if (!isNumbers(results, resultsWorstFirst.length) || !isNumbers(verdicts, verdictsWorstFirst.length)) {
    return undefined;
  }
  if (sum(verdicts) > MOST) return undefined;
  if (!isNumbers([stopped, badParts, flags], 3)) return undefined;
  const hasPatches = !isNumbers(patches, 0);
  if (hasPatches && !isNumbers(patches, patchOutcomes.length + 2)) return undefined;
  const flag = (name: (typeof flagNames)[number]): boolean =>
    (Number(flags) & (2 ** flagNames.indexOf(name))) !== 0;
  return {
    counts: {
      total: sum(results),
      exact: flag("exact"),
      results: byName(resultsWorstFirst, results),
      ...(stopped === 0 ? {} : { stopped: Number(stopped) }),
    },
    patches: hasPatches ? patchesOf(patches) : undefined,
    verdicts: byName(verdictsWorstFirst, verdicts),
    badParts: Number(badParts),
    hasCause: flag("hasCause"),
    skipsPatches: flag("skipsPatches"),
    hasMachines: flag("hasMachines"),
    hasCalls: flag("hasCalls"),
  };
};

const patchesOf = (numbers: Numbers): NonNullable<LevelSoFar["patches"]> => {
  const results = numbers.slice(0, patchOutcomes.length);
  const [needPatches = 0, unproven = 0] = numbers.slice(patchOutcomes.length);
  return { total: sum(results), results: byName(patchOutcomes, results), needPatches, unproven };
};

const byName = <Name extends string>(names: readonly Name[], numbers: Numbers): Record<Name, number> =>
  // fromEntries forgets that every name has an entry.
  Object.fromEntries(names.map((name, index) => [name, numbers[index] ?? 0])) as Record<Name, number>;

const sum = (numbers: Numbers): number => numbers.reduce((total, number) => total + number, 0);

const isEmpty = ({ counts, verdicts, badParts }: LevelSoFar): boolean =>
  counts.total === 0 && badParts === 0 && sum(Object.values(verdicts)) === 0;

/** A list of verdicts is created from these, so the maximum keeps a forged cursor cheap. */
const MOST = 200_000;

const isNumbers = (value: unknown, length: number): value is Numbers =>
  Array.isArray(value) &&
  value.length === length &&
  value.every((one: unknown) => typeof one === "number" && Number.isInteger(one) && one >= 0 && one <= MOST);
