/** The options of `trends`, and the archive that answers. */
import { lastNights, TREND_NIGHTS, type TrendAnswer, type TrendQuery, type Trends } from "@windowpane/report";
import { UsageError } from "../../../host/usage-error.ts";
import { accountIds } from "../../arguments/account-ids.ts";
import { readSince } from "../../arguments/times.ts";
import { openArchiveFile } from "../../context/archive.ts";
import { historyOf } from "../../context/archive-history.ts";
import type { Context } from "../../context/context.ts";
import { commonOptions, type OptionRow } from "../../context/option.ts";
import { counted, pageFor, paragraph, type Page } from "../../output/page.ts";

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
  const step = options["by"] ?? (until.getTime() - since.getTime() >= WEEKS_FROM ? "week" : "night");
  return {
    since,
    until,
    timeZone: readTimeZone(options["timeZone"]),
    step: step === "week" ? "week" : "night",
    accounts: accountIds(settings),
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

/** The local day of a time, such as `2026-11-29`. */
export const dayOf = (page: Page, at: Date): string => page.time(at).slice(0, 10);

/** What a trend was asked about, by name or ID. */
type Subject = Pick<TrendQuery, "windows" | "machines" | "causes">;

/**
 * Requires that the archive has runs of the period, and what was asked for in them: "0 machines" for a mistyped name would look like
 * a good result.
 *
 * @param found - number of the machines or causes that were asked for. Default: the number of runs.
 * @throws UsageError if it has none, with what it has.
 */
export const requireRuns = (
  context: Context,
  { runs, since, firstRun, lastRun }: TrendAnswer,
  { windows = [], machines = [], causes = [] }: Subject,
  found = runs,
): void => {
  const isNamed = machines.length + causes.length > 0;
  if (runs > 0 && (found > 0 || !isNamed)) return;
  const { accounts, regions } = context.settings;
  const page = pageFor(context);
  const places = accounts.length + regions.length === 0 ? "" : " of these accounts and regions";
  if (firstRun === undefined || lastRun === undefined) {
    throw new UsageError(
      `The archive has no runs${places}.`,
      places === ""
        ? "Run `windowpane collect`."
        : "Check --account and --region, or run `windowpane collect` for them.",
    );
  }
  const names = Object.entries({ of: windows, "on machine": machines, "with cause": causes }).flatMap(
    ([word, listed]) => (listed.length === 0 ? [] : [` ${word} ${listed.join(", ")}`]),
  );
  const known = `It has runs${places} from ${dayOf(page, firstRun)} to ${dayOf(page, lastRun)}.`;
  const check = names.length === 0 ? "Choose" : "Check the name, or choose";
  throw new UsageError(
    `The archive has no runs${names.join("")} since ${dayOf(page, since)}.`,
    `${known} ${check} another period with --since.`,
  );
};

/** The period of an answer, and what the archive lacks in it. */
export const answerText = (page: Page, answer: TrendAnswer, sentence: string): string => {
  const { days, step, timeZone, missingDays, missing } = answer;
  const period = `${counted(days.length, step)} to ${days.at(-1) ?? ""}, ${timeZone}.`;
  const lacking = missingDays.map((at) => days[at] ?? "");
  const shown = lacking.length > SHOWN_DAYS ? [...lacking.slice(0, SHOWN_DAYS), "…"] : lacking;
  const reasons = [...new Set(missing.map(({ reason }) => reason))];
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
  ].join("");
};

const SHOWN_DAYS = 5;
const SHOWN_REASONS = 3;

/** Columns of a graph on this page: 32 of 80, enough for the nights of the default period. */
export const sparkWidth = ({ width }: Page): number =>
  Math.max(10, Math.min(60, Math.trunc((width ?? 120) * 0.4)));
