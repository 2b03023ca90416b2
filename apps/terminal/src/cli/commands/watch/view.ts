/** How a watch shows on each kind of output. */
import type { ExecutionReport, WatchEvent } from "@windowpane/report";
import { durationText } from "@windowpane/text";
import type { Context } from "../../context/context.ts";
import { progressWidth } from "../../context/console.ts";
import { themeFor } from "../../theme.ts";
import { eventJson } from "./event-json.ts";
import { eventLine, waitingText, type LineLayout } from "./event-line.ts";
import { progressLine } from "./progress-line.ts";

/** Takes the events of a watch as they come. */
export interface View {
  show(event: WatchEvent): Promise<void>;
  /** Told every second while nothing comes. */
  tick(): Promise<void>;
}

/** One line of JSON for each event. */
export const jsonView = ({ screen }: Context): View => ({
  async show(event) {
    const line = eventJson(event);
    if (line !== undefined) await screen.result(`${line}\n`);
  },
  async tick() {},
});

/** Nothing but how it ends, which is not the view's to print. */
export const quietView: View = { async show() {}, async tick() {} };

/**
 * Lines on stdout, and where stderr is a terminal one more below them that is drawn anew. A pipe gets a line for the counts twice a minute
 * at most, when they have changed.
 */
export const lineView = (context: Context): View => {
  const { host, screen, theme } = context;
  const { stdout, stderr } = host;
  const onStderr = themeFor(host, "stderr", context.settings.color);
  const state: LiveState = {};
  let failures = 0;
  let hidden = 0;
  let lastCounts = -Infinity;
  const layout = (): LineLayout => ({
    theme,
    width: stdout.isTerminal ? stdout.columns - 1 : undefined,
    utcOffset: host.utcOffset,
  });

  const draw = async (): Promise<void> => {
    if (!stderr.isTerminal) return;
    const line = liveLine(state, { theme: onStderr, width: progressWidth(stderr), host });
    if (line !== undefined) await screen.progress(line, { painted: true });
  };
  const print = async (event: WatchEvent): Promise<void> => {
    const line = eventLine(layout(), event);
    if (line !== undefined) await screen.result(line);
  };
  const tellHidden = async (): Promise<void> => {
    if (hidden > 0) await screen.result(`${theme.paint("muted", `          and ${hidden} more`)}\n`);
    failures = 0;
    hidden = 0;
  };

  return {
    async show(event) {
      note(state, event);
      if (event.kind === "failed") {
        failures += 1;
        // A look may find hundreds at once; on a screen the causes at the end say more than their lines.
        if (stdout.isTerminal && failures > MOST_LINES) hidden += 1;
        else await print(event);
      } else if (event.kind === "progress") {
        if (event.report.done) await tellHidden();
        const at = event.at.getTime();
        if (!stderr.isTerminal && event.report.done && at - lastCounts >= BETWEEN_COUNTS) {
          lastCounts = at;
          await print(event);
        }
      } else if (event.kind === "ended") {
        await tellHidden();
        await screen.settle();
        return;
      } else await print(event);
      await draw();
    },
    tick: draw,
  };
};

/** Lines for the failures of one look. */
const MOST_LINES = 12;

/** In milliseconds. */
const BETWEEN_COUNTS = 30_000;

interface LiveState {
  report?: ExecutionReport;
  nextLook?: Date | undefined;
  waiting?: Extract<WatchEvent, { kind: "waiting" }>;
  trouble?: string | undefined;
}

const note = (state: LiveState, event: WatchEvent): void => {
  if (event.kind === "waiting") state.waiting = event;
  if (event.kind === "progress") {
    state.report = event.report;
    if (event.nextLook !== undefined) state.nextLook = event.nextLook;
    state.trouble = undefined;
  }
  if (event.kind === "trouble") {
    state.nextLook = event.nextLook;
    state.trouble = event.code === "no-response" ? "no response" : event.code;
  }
};

const liveLine = (
  { report, nextLook, waiting, trouble }: LiveState,
  { theme, width, host }: { theme: Context["theme"]; width: number; host: Context["host"] },
): string | undefined => {
  const now = host.now();
  if (report !== undefined) return progressLine({ theme, width, report, now, nextLook, trouble });
  if (waiting === undefined) return undefined;
  const since = durationText(now.getTime() - waiting.at.getTime());
  const words = `${waitingText({ ...waiting, at: now }, host.utcOffset)} (waiting for ${since})`;
  return theme.paint("muted", words.slice(0, width));
};
