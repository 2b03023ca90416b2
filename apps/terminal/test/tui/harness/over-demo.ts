/** The explorer and its frames over the demo account at a fixed time, without a terminal. */
import type { Transport } from "@windowpane/core";
import { createExplorer, screens, type Explorer, type State } from "@windowpane/explorer";
import { mockTransport } from "@windowpane/transport-mock";
import { stripVTControlCharacters } from "node:util";
import { wrapLines } from "../../../src/tui/draw/text-lines.ts";
import { frameOf } from "../../../src/tui/frame/frame.ts";
import type { FrameOptions } from "../../../src/tui/frame/frame-line.ts";
import { layoutOf } from "../../../src/tui/frame/layout.ts";
import { createTheme } from "../../../src/tui/theme/theme.ts";

export interface OverDemo {
  readonly ui: Explorer;
  /** The frame as plain text, without spaces at the ends of lines. */
  readonly frame: () => string;
  /** Presses keys by their names, and waits after each until everything is read. */
  readonly press: (...keys: readonly string[]) => Promise<void>;
  /** Types text into the open prompt. */
  readonly type: (text: string) => void;
}

interface DemoOptions {
  readonly columns?: number;
  readonly rows?: number;
  /** Default: the demo account. */
  readonly transport?: Transport;
  readonly isScreenReader?: boolean;
}

const moment = new Date("2026-11-22T12:00:00Z");

export const overDemo = ({
  columns = 80,
  rows = 24,
  transport = mockTransport({ clock: { now: () => moment } }),
  isScreenReader = false,
}: DemoOptions = {}): OverDemo => {
  const waiting = new Set<() => void>();
  const theme = createTheme({ env: { LANG: "C.UTF-8" }, choice: "none", isScreenReader });
  const frameOptions: FrameOptions = {
    screens,
    theme,
    utcOffset: () => 0,
    isScreenReader,
    callLine: (call) => (typeof call === "string" ? call : call.operation),
  };
  const ui = createExplorer({
    source: "demo",
    size: { columns, rows },
    pageHeight: (screen, size) => layoutOf(size, screen).body,
    drawnText: (lines, { columns: width }) => wrapLines(lines, { theme, width }),
    connection: { profile: undefined, region: undefined, open: async () => ({ transport }) },
    now: () => moment,
    // Only pauses below 5 s end: a live view reads once.
    sleep: (milliseconds, signal) =>
      new Promise((resolve) => {
        signal.addEventListener("abort", () => resolve());
        if (milliseconds < 5_000) resolve();
      }),
    describe: (error) => ({
      message: error instanceof Error ? error.message : String(error),
      advice: "Do something.",
    }),
  });
  ui.subscribe(() => {
    for (const check of waiting) check();
  });
  const until = (isWanted: (state: State) => boolean): Promise<void> =>
    new Promise((resolve) => {
      const check = (): void => {
        if (!isWanted(ui.state())) return;
        waiting.delete(check);
        resolve();
      };
      waiting.add(check);
      check();
    });
  const quiet = (): Promise<void> =>
    until(({ findings, prompt }) => {
      const phases = [...findings.values()].map(({ phase }) => phase);
      return prompt?.busy === undefined && phases.length > 0 && !phases.includes("reading");
    });
  return {
    ui,
    frame: () =>
      frameOf(ui.state(), frameOptions)
        .map((line) => stripVTControlCharacters(line).trimEnd())
        .join("\n"),
    type: (text) => ui.type(text),
    async press(...keys) {
      await quiet();
      for (const key of keys) {
        ui.press(key);
        await quiet();
      }
    },
  };
};
