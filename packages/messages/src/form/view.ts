/** The words of a message, the same for all chats. Texts from outside are one safe line each; the form of a chat escapes them. */
import { durationText } from "@windowpane/text";
import {
  glyphOf,
  plural,
  timeText,
  toneOfVerdict,
  verdictsWorstFirst,
  verdictWords,
  type Tone,
  type Verdict,
} from "@windowpane/report";
import type {
  CauseData,
  DigestData,
  DigestRun,
  MessageContent,
  MessageOrigin,
  MissedData,
  RunData,
} from "../model/content.ts";

/** A message in words. */
export interface MessageView {
  /** What it means. */
  readonly tone: Tone;
  /** One line. */
  readonly title: string;
  /** One or two sentences. */
  readonly summary: string;
  /** Account, region and times. */
  readonly facts: readonly string[];
  /** Causes, gaps and runs. */
  readonly sections: readonly ViewSection[];
  /** URL into the page. */
  readonly link?: string | undefined;
}

/** A part of a message. */
export interface ViewSection {
  /** Title of the part. */
  readonly title: string;
  /** A line of output. */
  readonly code?: string | undefined;
  /** Its lines. */
  readonly lines: readonly ViewLine[];
}

/** A line of a section. */
export interface ViewLine {
  /** What the line is about. Absent: nothing. */
  readonly label?: string | undefined;
  /** A sentence. With `isAdvice`, its backticks mark code. */
  readonly text: string;
  /** Whether it says what to do. Default: false. */
  readonly isAdvice?: boolean | undefined;
  /** Names after the text, each shown as code. */
  readonly names?: readonly string[] | undefined;
  /** URL for the line. Absent: none. */
  readonly link?: string | undefined;
}

/** The words of a message. */
export const viewOf = (content: MessageContent): MessageView => {
  switch (content.type) {
    case "run.finished":
      return runView(content.data);
    case "run.missed":
      return missedView(content.data);
    case "runs.digest":
      return digestView(content.data);
    case "test":
      return { tone: "good", title: "Test message", summary: content.data.text, facts: [], sections: [] };
  }
};

const runView = (data: RunData): MessageView => ({
  tone: toneOfVerdict(data.verdict),
  title: `${signOf(data.verdict)} ${data.verdict}${data.recovered ? " again" : ""}: ${windowName(data)}`,
  summary: data.reason,
  facts: [...originFacts(data), timesText(data)].filter((fact) => fact !== ""),
  sections: [
    ...data.causes.map(causeSection),
    ...(data.moreCauses === 0 ? [] : [{ title: plural(data.moreCauses, "more cause"), lines: [] }]),
    ...gapSections(data),
  ],
  ...linkOf(data),
});

const causeSection = ({
  title,
  size,
  evidence,
  nextStep,
  otherwise,
  since,
  names,
  moreNames,
}: CauseData) => ({
  title: `${title}: ${size}`,
  ...(evidence === undefined ? {} : { code: evidence }),
  lines: [
    ...(since === undefined ? [] : [{ text: upperFirst(since) }]),
    { label: "Next step", text: nextStep, isAdvice: true },
    ...(otherwise === undefined ? [] : [{ label: "Alternative", text: otherwise, isAdvice: true }]),
    ...(names.length === 0
      ? []
      : [{ label: "Affected", text: moreNames === 0 ? "" : `and ${moreNames} more`, names }]),
  ],
});

const gapSections = ({ gaps, moreGaps }: RunData): readonly ViewSection[] =>
  gaps.length === 0
    ? []
    : [
        {
          title: `Incomplete: ${plural(gaps.length + moreGaps, "gap")}`,
          lines: gaps.map(({ why, nextStep, count }) => ({
            text: `${why}${count > 1 ? ` (${count} times)` : ""} ${nextStep}`,
            isAdvice: true,
          })),
        },
      ];

const missedView = (data: MissedData): MessageView => ({
  tone: "warn",
  title: missedTitle(data),
  summary: `The window was ${data.certainty === "missed" ? "scheduled for" : "expected to start at"} ${timeText(new Date(data.expected))}. ${data.reason}`,
  facts: originFacts(data),
  sections: [
    {
      title: "What to check",
      lines: [
        {
          text:
            data.certainty === "missed"
              ? "Check in the AWS console whether the window is enabled, its schedule is unchanged and it has targets and tasks."
              : "Check in the AWS console whether the window ran, and run `windowpane collect` again.",
          isAdvice: true,
        },
      ],
    },
  ],
  ...linkOf(data),
});

const missedTitle = (data: MissedData): string =>
  data.certainty === "missed"
    ? `▲ Did not run: ${windowName(data)}`
    : `▲ Unknown whether it ran: ${windowName(data)}`;

const digestView = (data: DigestData): MessageView => {
  const { verdicts, missed, missedRuns, runs, because } = data;
  const counts = verdictsWorstFirst.flatMap((verdict) => {
    const count = verdicts[verdict] ?? 0;
    return count === 0 ? [] : [{ verdict, count }];
  });
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  const worst = counts[0]?.verdict ?? (missed > 0 ? "UNKNOWN" : "PASSED");
  const bad = runs.filter(({ verdict }) => verdict !== "PASSED");
  const passed = verdicts.PASSED ?? 0;
  return {
    tone: missed > 0 && worst === "PASSED" ? "warn" : toneOfVerdict(worst),
    title: `${signOf(worst)} ${[
      ...(total === 0 ? [] : [`${plural(total, "run")}: ${countsText(counts)}`]),
      ...(missed === 0
        ? []
        : [total === 0 ? `${plural(missed, "scheduled run")} not found` : `${missed} not found`]),
    ].join(", ")}`,
    summary:
      because === "storm"
        ? "More messages were due at once than a chat takes, so they are in one."
        : passed < total
          ? "Runs that did not pass, worst first:"
          : missed === 0
            ? "All runs passed."
            : "Scheduled runs that were not found:",
    facts: [],
    sections: [
      ...bad.slice(0, SHOWN_RUNS).map(digestSection),
      ...missedRuns.slice(0, SHOWN_RUNS).map((run) => ({
        title: missedTitle(run),
        lines: [
          { text: [...originFacts(run), timeText(new Date(run.expected))].join(" · "), ...linkOf(run) },
          { text: run.reason },
        ],
      })),
      ...moreSection(total - passed - Math.min(bad.length, SHOWN_RUNS), "more run", "did not pass"),
      ...moreSection(missed - Math.min(missedRuns.length, SHOWN_RUNS), "more scheduled run", "not found"),
    ],
    ...linkOf(data),
  };
};

/** Maximum runs in a digest in a chat. */
const SHOWN_RUNS = 20;

const digestSection = (run: DigestRun): ViewSection => ({
  title: `${signOf(run.verdict)} ${run.verdict}: ${windowName(run)}`,
  lines: [
    { text: [...originFacts(run), timesText(run)].filter((fact) => fact !== "").join(" · "), ...linkOf(run) },
    { text: run.cause === undefined ? run.reason : `${run.reason} Main cause: ${run.cause}.` },
  ],
});

const moreSection = (more: number, noun: string, words: string): readonly ViewSection[] =>
  more <= 0 ? [] : [{ title: `${plural(more, noun)} ${words}`, lines: [] }];

const countsText = (counts: readonly { readonly verdict: Verdict; readonly count: number }[]): string =>
  counts.map(({ verdict, count }) => `${count} ${verdictWords[verdict]}`).join(", ");

const signOf = (verdict: Verdict): string => glyphOf(toneOfVerdict(verdict));

/** The window's name, or else its ID. */
const windowName = ({
  Name,
  WindowId,
  WindowExecutionId = "a window",
}: MessageOrigin & { readonly WindowExecutionId?: string | undefined }): string =>
  Name ?? WindowId ?? WindowExecutionId;

const originFacts = ({ Account, accountName, Region }: MessageOrigin): readonly string[] => [
  ...(Account === undefined
    ? []
    : [`Account ${accountName === undefined ? Account : `${accountName} (${Account})`}`]),
  ...(Region === undefined ? [] : [Region]),
];

/** `2026-11-22 02:00:12 UTC, took 14m 18s`. */
const timesText = ({ StartTime, EndTime }: Pick<RunData, "StartTime" | "EndTime">): string => {
  if (StartTime === undefined) return "";
  const start = new Date(StartTime);
  const took =
    EndTime === undefined ? "" : `, took ${durationText(new Date(EndTime).getTime() - start.getTime())}`;
  return `Started ${timeText(start)}${took}`;
};

const linkOf = ({ link }: { readonly link?: string | undefined }) => (link === undefined ? {} : { link });

const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
