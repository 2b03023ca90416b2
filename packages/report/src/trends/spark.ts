/** Sparklines: pass rates over time in one line of text. */
import type { TrendAnswer, TrendPoint } from "./model.ts";
import { passRate, stepStates } from "./pictures.ts";

/** The characters of a sparkline, each one column wide. */
export interface SparkSigns {
  /** From 0% to 100%: only a whole pass has the last one, and only none at all the first one. At least three. */
  readonly levels: readonly string[];
  /** A step without a run. */
  readonly none: string;
  /** A step that the archive lacks in part, without a known run. */
  readonly missing: string;
}

/** The values of a sparkline, oldest first: pass rates from 0 to 1, or why there is none. */
export type SparkStep = number | "none" | "missing";

/**
 * The steps of a sparkline. Where there are more steps than columns, a column has the lowest rate of its steps, so that a failure
 * stays visible.
 *
 * @param width - maximum number of columns.
 */
export const sparkSteps = (
  answer: Pick<TrendAnswer, "days" | "missingDays">,
  points: readonly Pick<TrendPoint, "at" | "machines" | "passed">[],
  width: number,
): readonly SparkStep[] => {
  const rates = new Map(points.map((point) => [point.at, passRate(point)]));
  const stateOf = stepStates(answer, points);
  const steps = answer.days.map((_, at): SparkStep => {
    const state = stateOf(at);
    return rates.get(at) ?? (state === "ran" ? "none" : state);
  });
  const size = Math.max(1, Math.ceil(steps.length / Math.max(1, width)));
  // The last column is whole: the newest nights matter most.
  const rest = steps.length % size;
  const first = rest === 0 ? [] : [lowest(steps.slice(0, rest))];
  const others = Array.from({ length: Math.floor(steps.length / size) }, (_, index) =>
    lowest(steps.slice(rest + index * size, rest + (index + 1) * size)),
  );
  return [...first, ...others];
};

const lowest = (steps: readonly SparkStep[]): SparkStep => {
  const rates = steps.filter((step) => typeof step === "number");
  if (rates.length > 0) return Math.min(...rates);
  return steps.includes("missing") ? "missing" : "none";
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
