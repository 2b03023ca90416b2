/** What a round of `collect` prints. */
import { numberText, safeLine } from "@windowpane/text";
import type { Context } from "../../context/context.ts";
import { counted, pageFor, paragraph } from "../../output/page.ts";
import type { CollectedLocation } from "./collect-location.ts";

/** One collection of all locations. */
export interface Round {
  readonly started: Date;
  readonly seconds: number;
  readonly locations: readonly CollectedLocation[];
  /** Number of runs that were deleted because they are too old. */
  readonly deleted: number;
  /** What happened to messages. Absent without a configuration. */
  readonly messages?: RoundMessages | undefined;
  /** The error that ended the round early. Absent if it did not. */
  readonly failure?: Error | undefined;
}

/** What a round tells of messages. */
export interface RoundMessages {
  /** A phrase with the counts. */
  readonly text: string;
  /** Why messages were not sent, without secrets. */
  readonly errors: readonly string[];
}

const sums = ["stored", "final", "running", "waiting", "requests"] as const;

const sumOf = ({ locations }: Round, name: (typeof sums)[number]): number =>
  locations.reduce((sum, location) => sum + location[name], 0);

/** The phrases of a round: what is zero is left out, but not the stored runs. */
const phrasesOf = (round: Round): readonly string[] => {
  const incomplete = sumOf(round, "stored") - sumOf(round, "final");
  const running = sumOf(round, "running");
  const waiting = sumOf(round, "waiting");
  const unread = round.locations.filter(({ problems }) => problems.length > 0).length;
  return [
    `${counted(sumOf(round, "stored"), "run")} stored`,
    ...(incomplete > 0 ? [`${numberText(incomplete)} of them incomplete`] : []),
    ...(running > 0 ? [`${numberText(running)} still running`] : []),
    ...(waiting > 0 ? [`${numberText(waiting)} waiting`] : []),
    ...(unread > 0 ? [`${counted(unread, "location")} with problems`] : []),
    ...(round.deleted > 0 ? [`${counted(round.deleted, "old run")} deleted`] : []),
    ...(round.messages === undefined ? [] : [round.messages.text]),
    counted(sumOf(round, "requests"), "request"),
    `${round.seconds.toFixed(1)} s`,
  ];
};

/** One plain line for a log. */
export const roundLine = (round: Round): string =>
  `${round.started.toISOString().slice(0, 19)}Z ${counted(round.locations.length, "location")}: ${phrasesOf(round).join(", ")}\n`;

/** The result of one collection, for people. */
export const roundText = (context: Context, round: Round, path: string): string => {
  const page = pageFor(context);
  const lines = [paragraph(page, `${phrasesOf(round).join(", ")}. Archive: ${path}`)];
  for (const { name, gaps, missedStarts } of round.locations) {
    for (const { code, from, to, WindowId, WindowExecutionId, message } of gaps) {
      const period = code === "missed" ? "" : `${page.time(new Date(from))} to ${page.time(new Date(to))}: `;
      const subject = [WindowId, WindowExecutionId].filter((id) => id !== "").join(" ");
      lines.push(
        paragraph(page, `Gap in ${[name, subject].filter(Boolean).join(", ")}: ${period}${message}`),
      );
    }
    for (const { Name, WindowId, expected, certainty, reason } of missedStarts) {
      const verb = certainty === "missed" ? "did not run" : "may not have run";
      const window = Name === undefined ? WindowId : `${safeLine(Name)} (${WindowId})`;
      lines.push(paragraph(page, `${window} ${verb} at ${page.time(expected)}. ${reason}`));
    }
  }
  return lines.join("");
};

/** The same as data. */
export const roundValue = (round: Round): object => ({
  started: round.started,
  seconds: round.seconds,
  ...Object.fromEntries(sums.map((name) => [name, sumOf(round, name)])),
  deleted: round.deleted,
  ...(round.failure === undefined ? {} : { error: round.failure.message }),
  locations: round.locations.map(({ exitCode, archiveError, gaps, ...location }) => ({
    ...location,
    gaps: gaps.map(({ from, to, ...gap }) => ({ ...gap, from: new Date(from), to: new Date(to) })),
  })),
});

export const roundRows = (round: Round): readonly Record<string, unknown>[] =>
  round.locations.map(({ Account, Region, problems, gaps, missedStarts, name, ...counts }) => ({
    Account: Account ?? name,
    Region,
    stored: counts.stored,
    final: counts.final,
    running: counts.running,
    waiting: counts.waiting,
    requests: counts.requests,
    gaps: gaps.length,
    missed: missedStarts.length,
    problem: problems[0],
  }));
