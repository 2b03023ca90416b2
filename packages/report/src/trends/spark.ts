/** Sparklines: pass rates over time in one line of text. */
import type { TrendAnswer, TrendPoint } from "./model.ts";
import { passRate } from "./pictures.ts";

/** The characters of a sparkline, each one column wide. */
export interface SparkSigns {
  /** From 0% to 100%: only a whole pass has the last one, and only none at all the first one. At least three. */
  readonly levels: readonly string[];
  /** A step without a run. */
  readonly none: string;
  /** A step without a known run that the archive lacks in part, and one whose results are mostly unknown. */
  readonly missing: string;
}

/** The values of a sparkline, oldest first: pass rates from 0 to 1, or why the rate is absent. */
export type SparkStep = number | "none" | "missing";

type Steps = Pick<TrendAnswer, "days" | "missingDays">;

/**
 * The steps of a sparkline of pass rates. Where there are more steps than columns, a column has the lowest rate of its steps, so
 * that a failure stays visible.
 *
 * @param width - maximum number of columns.
 */
export const sparkSteps = (
  answer: Steps,
  points: readonly Pick<TrendPoint, "at" | "machines" | "passed" | "unknown">[],
  width: number,
): readonly SparkStep[] =>
  condensed(answer, new Map(points.map((point) => [point.at, stepOfPoint(point)])), {
    width,
    chosen: Math.min,
  });

const stepOfPoint = (point: Pick<TrendPoint, "machines" | "passed" | "unknown">): SparkStep =>
  passRate(point) ?? (point.machines === 0 ? "none" : "missing");

/** The steps of a sparkline of numbers of machines, as shares of the largest one. A column has the largest number of its steps. */
export const countSteps = (
  answer: Steps,
  points: readonly { readonly at: number; readonly machines: number }[],
  width: number,
): readonly SparkStep[] => {
  const most = Math.max(1, ...points.map(({ machines }) => machines));
  const shares = new Map(points.map(({ at, machines }) => [at, machines / most]));
  return condensed(answer, shares, { width, chosen: Math.max });
};

interface Condensing {
  readonly width: number;
  /** Chooses the value of a column with several steps. */
  readonly chosen: (...values: readonly number[]) => number;
}

const condensed = (
  { days, missingDays }: Steps,
  values: ReadonlyMap<number, SparkStep>,
  { width, chosen }: Condensing,
): readonly SparkStep[] => {
  const missing = new Set(missingDays);
  const steps = days.map((_, at): SparkStep => values.get(at) ?? (missing.has(at) ? "missing" : "none"));
  const size = Math.max(1, Math.ceil(steps.length / Math.max(1, width)));
  const column = (some: readonly SparkStep[]): SparkStep => {
    const numbers = some.filter((step) => typeof step === "number");
    if (numbers.length === 0) return some.includes("missing") ? "missing" : "none";
    const value = chosen(...numbers);
    // A whole pass would hide that a step beside it is not known.
    return value === 1 && chosen === Math.min && some.includes("missing") ? "missing" : value;
  };
  // The last column is whole: the newest nights matter most.
  const rest = steps.length % size;
  const first = rest === 0 ? [] : [column(steps.slice(0, rest))];
  const others = Array.from({ length: Math.floor(steps.length / size) }, (_, index) =>
    column(steps.slice(rest + index * size, rest + (index + 1) * size)),
  );
  return [...first, ...others];
};

/** A sparkline as text. */
export const sparkText = (steps: readonly SparkStep[], { levels, none, missing }: SparkSigns): string =>
  steps
    .map((step) =>
      step === "none" ? none : step === "missing" ? missing : levels[levelOf(step, levels.length)],
    )
    .join("");

const levelOf = (rate: number, levels: number): number => {
  if (rate <= 0) return 0;
  if (rate >= 1) return levels - 1;
  return Math.min(levels - 2, 1 + Math.floor(rate * (levels - 2)));
};
