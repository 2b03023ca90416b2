/** The options of `trends`, and the archive that answers. */
import {
  groupOrigins,
  originWords,
  type TrendAnswer,
  type TrendQuery,
  type Trends,
  lastNights,
  TREND_NIGHTS,
} from "@windowpane/report";
import { UsageError } from "../../../host/usage-error.ts";
import { readSince } from "../../arguments/times.ts";
import { openArchiveFile } from "../../context/archive.ts";
import { historyOf } from "../../context/archive-history.ts";
import type { Context } from "../../context/context.ts";
import { commonOptions, type OptionRow } from "../../context/option.ts";
import { counted, paragraph, type Page } from "../../output/page.ts";

/** Options of every trend. */
export const trendOptions: readonly OptionRow[] = [
  commonOptions.archive,
  {
    ...commonOptions.since,
    about: `start of the period: a duration such as 90d or 26w, or a time (default ${TREND_NIGHTS - 1}d: ${TREND_NIGHTS} nights)`,
  },
  {
    flags: "--time-zone <zone>",
    about: "IANA time zone of nights, such as Europe/Paris (default: local)",
    group: "Options",
  },
  { flags: "--max-items <count>", about: "maximum number of rows (default 100)", group: "Paging" },
];

export const stepOption: OptionRow = {
  flags: "--by <step>",
  about: "night or week (default night; week from a period of 120 days)",
  group: "Options",
  choices: ["night", "week"],
};

export const windowOption: OptionRow = {
  flags: "--window <window>",
  about: "only this window, by ID or name; repeatable",
  group: "Filtering",
  repeatable: true,
  completes: "windows",
};

const WEEKS_FROM = 120 * 24 * 3_600_000;

/**
 * Reads the options of a trend.
 *
 * @throws UsageError for an option that is not valid.
 */
export const readTrendQuery = ({ settings, host, options }: Context): TrendQuery => {
  const until = host.now();
  const since = settings.since === undefined ? lastNights(until).since : readSince(settings.since, host);
  const names = settings.accounts.filter((account) => !/^\d{12}$/.test(account));
  if (names.length > 0) {
    throw new UsageError(
      `--account "${names[0]}" is not an account ID.`,
      "The archive has no names of accounts. Use the ID of 12 digits.",
    );
  }
  const step = options["by"] ?? (until.getTime() - since.getTime() >= WEEKS_FROM ? "week" : "night");
  return {
    since,
    until,
    timeZone: readTimeZone(options["timeZone"]),
    step: step === "week" ? "week" : "night",
    accounts: settings.accounts,
    regions: settings.regions,
    ...(settings.maxItems === undefined ? {} : { limit: settings.maxItems }),
    signal: host.interrupt,
  };
};

const readTimeZone = (given: unknown): string => {
  const local = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (typeof given !== "string") return local;
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone: given }).resolvedOptions().timeZone;
  } catch {
    throw new UsageError(
      `--time-zone "${given}" is not a time zone.`,
      "Use a name such as Europe/Paris, America/New_York or UTC.",
    );
  }
};

/** The words of an argument and of an option that repeats. */
export const wordsOf = (...words: readonly unknown[]): readonly string[] =>
  words.flat().filter((word): word is string => typeof word === "string");

/**
 * Asks the history of the source: that of an archive or of a Windowpane API, or the archive's file.
 *
 * @throws UsageError if there is no archive.
 */
export const askTrends = async <Answer>(
  context: Context,
  ask: (trends: Trends) => Promise<Answer>,
): Promise<Answer> => {
  const { options, settings } = context;
  if (options["archive"] === undefined && /^(?:https?:|archive)/u.test(settings.source)) {
    const history = await historyOf(context, await context.opened());
    if (history !== undefined) return ask(history.trends);
  }
  const archive = await openArchiveFile(context);
  try {
    const { archiveTrends } = await import("@windowpane/archive");
    return await ask(archiveTrends(archive));
  } finally {
    archive.close();
  }
};

/** What a trend was asked about, by name or ID. */
type Subject = Pick<TrendQuery, "windows" | "machines" | "causes">;

/**
 * Requires that the archive has runs of the period, and what was asked for in them.
 *
 * @param found - number of the machines or causes that were asked for. Default: the number of runs.
 * @throws UsageError if it has none, with what it has.
 */
export const requireRuns = (
  page: Page,
  { runs, since, firstRun, lastRun }: TrendAnswer,
  { windows = [], machines = [], causes = [] }: Subject,
  found = runs,
): void => {
  const isNamed = machines.length + causes.length > 0;
  if (runs > 0 && (found > 0 || !isNamed)) return;
  const named = Object.entries({ of: windows, "on machine": machines, "with cause": causes }).flatMap(
    ([word, names]) => (names.length === 0 ? [] : [` ${word} ${names.join(", ")}`]),
  );
  const known =
    firstRun === undefined || lastRun === undefined
      ? "It has no runs of these accounts and regions at all"
      : `It has runs from ${page.time(firstRun).slice(0, 10)} to ${page.time(lastRun).slice(0, 10)}`;
  throw new UsageError(
    `The archive has no runs${named.join("")} since ${page.time(since).slice(0, 10)}.`,
    `${known}. Check the name, or choose another period with --since.`,
  );
};

/** The period of an answer, and what the archive lacks in it. */
export const answerText = (page: Page, answer: TrendAnswer, sentence: string): string => {
  const { days, step, timeZone, missingDays, missing } = answer;
  const period = `${counted(days.length, step)} to ${days.at(-1) ?? ""}, ${timeZone}.`;
  const lacking = missingDays.map((at) => days[at] ?? "");
  const shown = lacking.length > SHOWN_DAYS ? [...lacking.slice(0, SHOWN_DAYS), "…"] : lacking;
  const isWhole = (one: TrendAnswer["missing"][number]): boolean =>
    one.since <= answer.since && one.until >= answer.until;
  const unread = groupOrigins(
    missing.filter(isWhole),
    (one) => one,
    ({ reason }) => reason,
  );
  const reasons = [...new Set(missing.filter((one) => !isWhole(one)).map(({ reason }) => reason))];
  const why = reasons
    .slice(0, SHOWN_REASONS)
    .map((reason) => ` ${reason}`)
    .join("");
  return [
    paragraph(page, `${sentence} ${period}`),
    lacking.length === 0
      ? ""
      : paragraph(
          page,
          `The archive lacks a part of ${counted(lacking.length, step)}: ${shown.join(", ")}.${why}`,
          {
            tone: "warn",
            lead: `${page.theme.glyph("warn")} `.trimStart(),
          },
        ),
    ...unread.slice(0, SHOWN_REASONS).map(({ item, regions }) => {
      const where = originWords({ ...item, Region: regions.join(", ") });
      const of = where === "" ? "" : ` of ${where}`;
      return paragraph(page, `The archive has nothing${of} in this period. ${item.reason}`, {
        tone: "warn",
        lead: `${page.theme.glyph("warn")} `.trimStart(),
      });
    }),
    unread.length > SHOWN_REASONS
      ? paragraph(page, `${unread.length - SHOWN_REASONS} more accounts: see \`windowpane archive info\`.`, {
          tone: "muted",
        })
      : "",
  ].join("");
};

const SHOWN_DAYS = 5;
const SHOWN_REASONS = 3;

/** Columns of a graph on this page: 32 of 80, enough for the nights of the default period. */
export const sparkWidth = ({ width }: Page): number =>
  Math.max(10, Math.min(60, Math.trunc((width ?? 120) * 0.4)));

/** Tells that a limit left rows out. */
export const moreRows = (page: Page, more: number, noun: string): string =>
  more === 0
    ? ""
    : paragraph(page, `and ${counted(more, `more ${noun}`)}; --max-items shows more.`, { tone: "muted" });
