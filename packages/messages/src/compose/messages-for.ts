/** The messages about a run, for each destination. */
import type { MissedStart } from "@windowpane/archive";
import { timeText, type ExecutionReport, type Verdict } from "@windowpane/report";
import type { MessageContent, MessageOrigin } from "../model/content.ts";
import type { DestinationRules } from "../model/destination.ts";
import type { MessageKind, NewMessage } from "../model/outbox-row.ts";
import { nextDigestTime } from "./digest-time.ts";
import { line, present, runDataOf } from "./run-data.ts";
import { includesOrigin, runMessageFor } from "./wants.ts";

/** Options of the messages about runs. */
export interface MessagesOptions {
  /** The destinations and what each gets. */
  readonly destinations: readonly DestinationRules[];
  /** Current time. */
  readonly now: Date;
  /** Runs that ended longer ago are not announced, in hours: the first collection reads 30 days. Default: 72. */
  readonly announceHours?: number | undefined;
  /** The name of an account in the configuration. Default: none. */
  readonly accountName?: ((Account: string) => string | undefined) | undefined;
  /** The URL of a run or of a window's runs in the page. Default: none. */
  readonly link?: ((subject: LinkSubject) => string | undefined) | undefined;
}

/** What a link leads to: a run, or the runs of a window. */
export interface LinkSubject extends MessageOrigin {
  readonly WindowExecutionId?: string | undefined;
  /** Whether the run passed. */
  readonly passed?: boolean | undefined;
}

/** A scheduled start of a window without an execution. */
export interface MissedRun extends MessageOrigin {
  /** The scheduled start. */
  readonly expected: Date;
  /** `unknown`: it could not be established whether it ran. */
  readonly certainty: "missed" | "unknown";
  /** Name of the reason why it is not known, as the collector gives it. Default: none. */
  readonly why?: string | undefined;
  /** Why, in one sentence. */
  readonly reason: string;
}

/**
 * The messages about a finished run. The same run always gives messages with the same IDs, so storing them twice changes nothing.
 *
 * @param previous - verdict of the window's run before this one. Default: not known.
 * @returns none for a run that has not ended.
 */
export const messagesFor = (
  report: ExecutionReport,
  { destinations, now, announceHours = ANNOUNCE_HOURS, accountName, link }: MessagesOptions,
  previous?: Verdict,
): readonly NewMessage[] => {
  const { verdict, WindowId, Name, WindowExecutionId } = report;
  const at = report.EndTime ?? report.StartTime ?? now;
  if (verdict === "RUNNING" || isOld(at, now, announceHours)) return [];
  const origin = originOf({ ...report.origin, WindowId, Name });
  const { Account } = origin;
  const subject = { ...origin, WindowExecutionId, passed: verdict === "PASSED" };
  return destinations.flatMap((destination) => {
    const wanted = includesOrigin(destination, origin)
      ? runMessageFor(destination, verdict, previous)
      : undefined;
    if (wanted === undefined) return [];
    const data = runDataOf(report, {
      accountName: (Account === undefined ? undefined : accountName?.(Account)) ?? report.origin?.AccountName,
      recovered: wanted.recovered,
      link: link?.(subject),
    });
    return newMessage({
      destination,
      kind: "run",
      origin,
      subject: WindowExecutionId,
      key: WindowExecutionId,
      title: `${verdict}: ${data.Name ?? WindowId ?? WindowExecutionId}`,
      content: { type: "run.finished", timestamp: now.toISOString(), data },
      now,
      gather: wanted.gather,
    });
  });
};

/** The messages about a scheduled run that was not found. None for a reason that is the same every night. */
export const messagesForMissed = (
  missed: MissedRun,
  { destinations, now, announceHours = ANNOUNCE_HOURS, accountName, link }: MessagesOptions,
): readonly NewMessage[] => {
  const { expected, certainty, why = "", reason } = missed;
  if (certainty === "unknown" && lasting.has(why)) return [];
  if (isOld(expected, now, announceHours)) return [];
  const origin = originOf(missed);
  const { Account, Region, WindowId, Name } = origin;
  const data = {
    ...present({
      Account,
      accountName: Account === undefined ? undefined : accountName?.(Account),
      Region,
      WindowId,
      Name: Name === undefined ? undefined : line(Name),
      link: link?.({ Account, Region, WindowId, Name }),
    }),
    expected: expected.toISOString(),
    certainty,
    reason: line(reason),
  };
  return destinations
    .filter((destination) => destination.missed !== false && includesOrigin(destination, origin))
    .map((destination) =>
      newMessage({
        destination,
        kind: "missed",
        origin,
        subject: WindowId,
        key: `${WindowId ?? ""}_${expected.toISOString().replaceAll(/[-:]|\.\d+/gu, "")}`,
        title: `${certainty === "missed" ? "Did not run" : "Unknown whether it ran"}: ${data.Name ?? WindowId ?? ""}, ${timeText(expected)}`,
        content: { type: "run.missed", timestamp: now.toISOString(), data },
        now,
        gather: destination.when === "digest",
      }),
    );
};

/** Reasons that last as long as the window's configuration. */
const lasting: ReadonlySet<string> = new Set(["offset", "no-tasks"] satisfies MissedStart["why"][]);

/** The origin without empty members, which sources without accounts have. */
const originOf = ({ Account, Region, WindowId, Name }: MessageOrigin): MessageOrigin => ({
  Account: Account || undefined,
  Region: Region || undefined,
  WindowId,
  Name,
});

/** Default of `announceHours`: a weekend without collection is announced, the 30 days of the first collection are not. */
const ANNOUNCE_HOURS = 72;

const isOld = (at: Date, now: Date, hours: number): boolean =>
  now.getTime() - at.getTime() > hours * 3_600_000;

interface MessageParts {
  readonly destination: DestinationRules;
  readonly kind: MessageKind;
  readonly origin: MessageOrigin;
  readonly subject: string | undefined;
  /** What the message is about, unique in its account and region. */
  readonly key: string;
  readonly title: string;
  readonly content: MessageContent;
  readonly now: Date;
  readonly gather: boolean;
}

const newMessage = ({ destination, kind, origin, key, now, gather, ...rest }: MessageParts): NewMessage => {
  const { Account, Region } = origin;
  const { name, digestAt = "07:00", timeZone = "UTC" } = destination;
  return {
    // Without a full stop, which separates the parts of a signed message.
    id: ["msg", kind, Account, Region, key, name]
      .filter((part) => part !== undefined)
      .join("_")
      .replaceAll(/[^\w-]/gu, "-"),
    destination: name,
    kind,
    ...present({ account: Account, region: Region, subject: rest.subject }),
    title: rest.title,
    content: rest.content,
    created: now.getTime(),
    due: gather ? nextDigestTime(now, digestAt, timeZone).getTime() : now.getTime(),
    gather,
  };
};
