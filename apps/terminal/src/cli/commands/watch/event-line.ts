import { badOf, type WatchEvent, type WatchFailed, type WatchWaiting } from "@windowpane/report";
import { cutText, displayWidth, durationText, safeLine } from "@windowpane/text";
import { shortTime } from "../../output/aws-form.ts";
import { countsText } from "../../output/counts.ts";
import type { Theme } from "../../theme.ts";

/** How lines are laid out. */
export interface LineLayout {
  readonly theme: Theme;
  /** The columns that a line may take; undefined for a pipe, where nothing is cut. */
  readonly width: number | undefined;
  readonly utcOffset: (at: Date) => number;
}

/** An event as a line with its time; undefined for what is no line of its own. */
export const eventLine = (layout: LineLayout, event: WatchEvent): string | undefined => {
  const { theme, width, utcOffset } = layout;
  const words = wordsOf(layout, event);
  if (words === undefined) return undefined;
  const time = shortTime(event.at, utcOffset(event.at)).slice(11, 19);
  const room =
    width === undefined ? undefined : Math.max(10, width - time.length - 2 - displayWidth(words.mark));
  const text = room === undefined ? words.text : cutText(words.text, room, theme.ellipsis);
  return `${theme.paint("muted", time)}  ${theme.paint(words.tone, words.mark)}${text}\n`;
};

interface Words {
  readonly mark: string;
  readonly tone: Parameters<Theme["paint"]>[0];
  readonly text: string;
}

const wordsOf = ({ theme, utcOffset }: LineLayout, event: WatchEvent): Words | undefined => {
  const marked = (tone: Words["tone"], text: string): Words => {
    const glyph = theme.glyph(tone);
    return { mark: glyph === "" ? "" : `${glyph} `, tone, text };
  };
  switch (event.kind) {
    case "waiting":
      return marked("muted", waitingText(event, utcOffset));
    case "started": {
      const { StartTime, Name = "It", WindowExecutionId } = event;
      const began =
        StartTime === undefined ? "" : ` at ${shortTime(StartTime, utcOffset(StartTime)).slice(11)}`;
      return marked("running", `${safeLine(Name)} began${began}, execution ${WindowExecutionId}`);
    }
    case "failed":
      return marked(event.cause.weight === "failure" ? "bad" : "warn", failedText(event));
    case "trouble":
      return marked("warn", `${event.why} Going on.`);
    case "progress": {
      const { report } = event;
      const failed = badOf(report.counts) === 0 ? "muted" : "bad";
      return report.done
        ? marked(failed, `${report.verdict}: ${countsText(report.counts, "machine run")}`)
        : undefined;
    }
    case "ended":
      return undefined;
  }
};

/** What is waited for. */
export const waitingText = (
  { Name, WindowId, NextExecutionTime, at }: WatchWaiting,
  utcOffset: (at: Date) => number,
): string => {
  const next = new Date(NextExecutionTime ?? Number.NaN);
  const window = safeLine(Name ?? WindowId);
  if (Number.isNaN(next.getTime())) return `${window} has no next execution planned; waiting all the same`;
  const left = next.getTime() - at.getTime();
  const when = left < 0 ? "is due" : `runs next in ${durationText(left)}`;
  return `${window} ${when}, ${shortTime(next, utcOffset(next))}`;
};

/** Who failed and why, on one line. */
export const failedText = ({ member, cause }: WatchFailed): string => {
  const { kind, name, InstanceName = "" } = member;
  const given = safeLine(InstanceName);
  const noun = kind === "machine" || kind === "call" ? "" : `${kind === "unnamed" ? "machines of" : kind} `;
  const who = `${noun}${given === "" ? safeLine(name) : `${given} (${safeLine(name)})`}`;
  const evidence = cause.evidence === undefined ? "" : `: ${safeLine(cause.evidence)}`;
  return `${who}  ${safeLine(cause.title)}${evidence}`;
};
