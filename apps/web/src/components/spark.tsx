/** Pass rates over time in one line. */
import type { SparkStep } from "@windowpane/report";
import type { ReactNode } from "react";

/** A bar for each night: its height is the share of machines that passed. `words`: the same in a few words. */
export const Spark = ({
  steps,
  words,
}: {
  readonly steps: readonly SparkStep[];
  readonly words: string;
}): ReactNode => (
  <svg
    className="spark"
    viewBox={`0 0 ${Math.max(1, steps.length) * 10} 20`}
    preserveAspectRatio="none"
    role="img"
    aria-label={words}
  >
    <title>{words}</title>
    {steps.map((step, at) =>
      typeof step === "number" ? (
        <g key={at}>
          {step === 1 ? null : <rect className="part-failed" x={at * 10 + 1} y={0} width={8} height={20} />}
          <rect
            className={step === 1 ? "part-passed" : "part-rest"}
            x={at * 10 + 1}
            y={20 - step * 20}
            width={8}
            height={step * 20}
          />
        </g>
      ) : step === "missing" ? (
        <rect key={at} className="night missing" x={at * 10 + 2} y={2} width={6} height={16} />
      ) : null,
    )}
  </svg>
);
