import { verdictsWorstFirst, type Verdict } from "@windowpane/report";
import type { Tally } from "../model/content.ts";
import { toneOf } from "../model/meaning.ts";

/** How often each verdict was given, worst first. */
export const verdictTallies = (verdicts: Readonly<Partial<Record<Verdict, number>>>): readonly Tally[] =>
  verdictsWorstFirst.map((word) => ({ count: verdicts[word] ?? 0, word, tone: toneOf(word) }));
