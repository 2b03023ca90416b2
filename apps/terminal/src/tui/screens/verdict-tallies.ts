import { verdictsWorstFirst, type Verdict } from "@windowpane/report";
import { toneOf } from "../../cli/theme.ts";
import type { Tally } from "../screen.ts";

/** How often each verdict was given, worst first. */
export const verdictTallies = (verdicts: Readonly<Partial<Record<Verdict, number>>>): readonly Tally[] =>
  verdictsWorstFirst.map((word) => ({ count: verdicts[word] ?? 0, word, tone: toneOf(word) }));
