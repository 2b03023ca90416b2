/**
 * Pictures of trends as shapes: positions are shares of the width and height, from 0 to 1, so that any renderer can draw them. Each
 * shape has words, because no picture depends on its colours.
 */
import { resultWords, plural } from "../model/words.ts";
import type { MachinePoint, NightMatrix, TrendAnswer, TrendCounts, TrendPoint } from "./model.ts";
import { statesWorstFirst, type MachineState } from "./states.ts";

/** What is known of a step: runs, no run, or not all runs, because the archive lacks a part. */
export type StepState = "ran" | "none" | "missing";

/** A part of a column. */
export interface RatePart {
  readonly kind: "passed" | "unknown" | "failed";
  /** Lower and upper edge, from the bottom. */
  readonly from: number;
  readonly to: number;
}

/** A step of the picture of pass rates: a column of the machines that passed, are unknown and did not pass. */
export interface RateColumn {
  /** Position in `days`. */
  readonly at: number;
  readonly day: string;
  readonly left: number;
  readonly width: number;
  /** From the bottom to the top. Empty without machines. */
  readonly parts: readonly RatePart[];
  readonly state: StepState;
  /** `2026-11-29: 198 of 219 machines passed (90%), 14 did not pass, 7 unknown`. */
  readonly words: string;
}

/** A label of the axis of days. */
export interface DayTick {
  /** The middle of its column. */
  readonly left: number;
  /** Text of the label. */
  readonly label: string;
}

/** Pass rate over time. */
export interface RatePicture {
  /** The columns, oldest first. */
  readonly columns: readonly RateColumn[];
  /** Labels of the axis of days. */
  readonly ticks: readonly DayTick[];
  /** The picture in one sentence. */
  readonly about: string;
}

type Steps = Pick<TrendAnswer, "days" | "missingDays" | "step">;

/** The picture of pass rates of a window. */
export const ratePicture = (answer: Steps, points: readonly TrendPoint[]): RatePicture => {
  const { days, step } = answer;
  const pointOf = new Map(points.map((point) => [point.at, point]));
  const stateOf = stepStates(answer, points);
  const width = 1 / Math.max(1, days.length);
  const columns = days.map((day, at): RateColumn => {
    const point = pointOf.get(at);
    const state = stateOf(at);
    return {
      at,
      day,
      left: at * width,
      width,
      parts: point === undefined ? [] : partsOf(point),
      state,
      words: `${step === "week" ? `Week of ${day}` : day}: ${stepWords(point, state)}`,
    };
  });
  const unit = step === "week" ? "week" : "night";
  const missing = columns.filter(({ state }) => state === "missing").length;
  return {
    columns,
    ticks: dayTicks(days),
    about: `Share of machines that passed in each ${unit}, ${plural(days.length, unit)} to ${days.at(-1) ?? ""}${missing === 0 ? "" : `; the archive lacks a part of ${plural(missing, unit)}`}.`,
  };
};

/** The state of each step. A step that the archive lacks in part can have runs, too. */
const stepStates = (
  { missingDays }: Pick<Steps, "missingDays">,
  points: readonly { readonly at: number }[],
): ((at: number) => StepState) => {
  const ran = new Set(points.map(({ at }) => at));
  const missing = new Set(missingDays);
  return (at) => (ran.has(at) ? "ran" : missing.has(at) ? "missing" : "none");
};

/**
 * The share of machines that passed. Unknown results do not count as passed. Undefined without machines, and if more than half of
 * the results are unknown: the share would then only tell how much is known.
 */
export const passRate = ({
  machines,
  passed,
  unknown,
}: Pick<TrendCounts, "machines" | "passed" | "unknown">): number | undefined =>
  machines === 0 || unknown * 2 > machines ? undefined : passed / machines;

/** A pass rate as text. Only a whole pass is 100%, and only none is 0%. */
export const rateText = (rate: number | undefined): string => {
  if (rate === undefined) return "";
  const percent = Math.round(rate * 100);
  if (percent === 100 && rate < 1) return "99%";
  return percent === 0 && rate > 0 ? "1%" : `${percent}%`;
};

/** The counts of a step in words. */
export const stepWords = (point: TrendCounts | undefined, state: StepState): string => {
  if (point === undefined) return state === "missing" ? "not in the archive" : "no run";
  const { machines, passed, failed, unknown, exact, runs } = point;
  if (machines === 0) return `${plural(runs, "run")} without machines`;
  const rest = [failed > 0 && `${failed} did not pass`, unknown > 0 && `${unknown} unknown`].filter(Boolean);
  const all = `${exact ? "" : "at least "}${plural(machines, "machine")}`;
  const rate = rateText(passRate(point));
  return [`${passed} of ${all} passed${rate === "" ? "" : ` (${rate})`}`, ...rest].join(", ");
};

const partsOf = ({ machines, passed, failed, unknown }: TrendCounts): readonly RatePart[] => {
  if (machines === 0) return [];
  const sizes = [
    ["passed", passed],
    ["unknown", unknown],
    ["failed", failed],
  ] as const;
  let before = 0;
  return sizes.flatMap(([kind, count]) => {
    const from = before / machines;
    before += count;
    return count === 0 ? [] : { kind, from, to: before / machines };
  });
};

/** Maximum labels of the axis: six dates fit a phone. */
const TICKS = 6;

/** Labels of some days, evenly apart, the last day included. */
const dayTicks = (days: readonly string[]): readonly DayTick[] => {
  const every = Math.max(1, Math.ceil(days.length / TICKS));
  return days.flatMap((day, at) =>
    (days.length - 1 - at) % every === 0 ? { left: (at + 0.5) / days.length, label: day.slice(5) } : [],
  );
};

/** A cell of the matrix. */
export interface MatrixCell {
  readonly at: number;
  /** A state, or why it is absent. */
  readonly state: MachineState | "none" | "missing";
  /** One character, the same in every renderer. */
  readonly mark: string;
  /** `2026-11-29: timed out`. */
  readonly words: string;
}

/** A machine of the matrix, with a cell for each night. */
export interface MatrixRow {
  readonly InstanceId: string;
  readonly InstanceName?: string | undefined;
  readonly failed: number;
  /** The cells, oldest night first. */
  readonly cells: readonly MatrixCell[];
}

/** The night-by-machine matrix. */
export interface MatrixPicture {
  /** The machines, in the order of the answer. */
  readonly rows: readonly MatrixRow[];
  /** Labels of the axis of days. */
  readonly ticks: readonly DayTick[];
  /** The marks that occur, worst first. */
  readonly legend: readonly {
    readonly state: MatrixCell["state"];
    readonly mark: string;
    readonly words: string;
  }[];
}

const marks: Readonly<Record<MatrixCell["state"], { readonly mark: string; readonly words: string }>> = {
  failed: { mark: "F", words: resultWords.failed },
  timedOut: { mark: "T", words: resultWords.timedOut },
  unreachable: { mark: "U", words: resultWords.unreachable },
  notPatched: { mark: "P", words: "not patched" },
  notRun: { mark: "N", words: resultWords.notRun },
  cancelled: { mark: "C", words: resultWords.cancelled },
  unknown: { mark: "?", words: resultWords.unknown },
  running: { mark: "R", words: resultWords.running },
  pending: { mark: "R", words: resultWords.pending },
  passed: { mark: ".", words: resultWords.passed },
  missing: { mark: "/", words: "not in the archive" },
  none: { mark: "-", words: "no run on it" },
};

/** The marks of a machine, one for each step: `-` without a run on it, `/` where the archive may lack one. */
export const matrixMarks = (
  { days, missingDays }: Pick<Steps, "days" | "missingDays">,
  points: readonly MachinePoint[],
): readonly string[] => statesOf({ days, missingDays }, points).map((state) => marks[state].mark);

/** A machine can have run in the part of a step that the archive lacks, even if another run of it is known. */
const statesOf = (
  { days, missingDays }: Pick<Steps, "days" | "missingDays">,
  points: readonly MachinePoint[],
): readonly MatrixCell["state"][] => {
  const results = new Map(points.map(({ at, result }) => [at, result]));
  const missing = new Set(missingDays);
  return days.map((_, at) => results.get(at) ?? (missing.has(at) ? "missing" : "none"));
};

/** The cells of the night-by-machine matrix. */
export const matrixPicture = ({ days, missingDays, machines }: NightMatrix): MatrixPicture => {
  const seen = new Set<MatrixCell["state"]>();
  const rows = machines.map(({ InstanceId, InstanceName, failed, points }): MatrixRow => {
    const cells = statesOf({ days, missingDays }, points).map((state, at): MatrixCell => {
      seen.add(state);
      const { mark, words } = marks[state];
      return { at, state, mark, words: `${days[at] ?? ""}: ${words}` };
    });
    return { InstanceId, ...(InstanceName === undefined ? {} : { InstanceName }), failed, cells };
  });
  const order: readonly MatrixCell["state"][] = [...statesWorstFirst, "missing", "none"];
  const legend = order.filter((state) => seen.has(state)).map((state) => ({ state, ...marks[state] }));
  return { rows, ticks: dayTicks(days), legend };
};
