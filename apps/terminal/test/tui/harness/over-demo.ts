/** The UI over the demo account as it is at one moment, without a terminal: keys in, frames out. */
import type { Transport } from "@windowpane/core";
import { mockTransport } from "@windowpane/transport-mock";
import { stripVTControlCharacters } from "node:util";
import { frameOf, type FrameOptions } from "../../../src/tui/frame/frame.ts";
import {
  type ExplorerHost,
  type State,
  type Explorer,
  type ExplorerOptions,
  createExplorer,
  type Connection,
  type Location,
  type OpenedConnection,
  screens,
} from "@windowpane/explorer";
import { layoutOf } from "../../../src/tui/frame/layout.ts";
import { wrapLines } from "../../../src/tui/draw/text-lines.ts";
import { createTheme } from "../../../src/tui/theme/theme.ts";

export interface OverDemo {
  readonly ui: Explorer;
  /** The screen as plain text, without blanks at the ends of lines. */
  readonly frame: () => string;
  /** Presses keys by their names, waiting after each until everything wanted was read. */
  readonly press: (...keys: readonly string[]) => Promise<void>;
  /** Types letters into the line that is open. */
  readonly type: (text: string) => void;
  /** Waits until the state is as wished. */
  readonly until: (isSo: (state: State) => boolean) => Promise<void>;
  /** What was handed to the clipboard. */
  readonly copied: string[];
  /** Which places were connected to, in order. */
  readonly connected: Location[];
}

interface Options {
  readonly columns?: number;
  readonly rows?: number;
  /** Who answers in which place. Default: the demo. */
  readonly transport?: (place: Location) => Transport;
  readonly identity?: (place: Location) => Promise<{ Account: string }>;
  readonly profiles?: NonNullable<ExplorerOptions["profiles"]>;
  readonly regions?: NonNullable<OpenedConnection["regions"]>;
  readonly host?: Partial<ExplorerHost>;
  readonly isScreenReader?: boolean;
}

/** The moment at which the demo is looked at. */
const moment = new Date("2026-11-22T12:00:00Z");

export const overDemo = ({
  columns = 80,
  rows = 24,
  transport = () => mockTransport({ clock: { now: () => moment } }),
  identity,
  profiles = async () => [],
  regions,
  host = {},
  isScreenReader = false,
}: Options = {}): OverDemo => {
  const copied: string[] = [];
  const connected: Location[] = [];
  const waiting = new Set<() => void>();
  const theme = createTheme({ env: { LANG: "C.UTF-8" }, choice: "none", isScreenReader });
  const frame = (): FrameOptions => ({
    screens,
    theme,
    utcOffset: () => 0,
    isScreenReader,
    callLine: (call) => (typeof call === "string" ? call : call.operation),
  });
  const connectionTo = (place: Location): Connection => ({
    ...place,
    open: async () => {
      connected.push(place);
      const carrier = transport(place);
      return {
        transport: transport(place),
        region: place.region,
        ...(regions === undefined ? {} : { regions }),
        ...(identity === undefined ? {} : { identity: () => identity(place) }),
      };
    },
  });
  const ui = createExplorer({
    source: "demo",
    size: { columns, rows },
    pageHeight: (screen, size) => layoutOf(size, screen).body,
    lineOffsets: (lines, { columns: width }) => wrapLines(lines, { theme, width }).offsets,
    connection: connectionTo({ profile: undefined, region: undefined }),
    connectionTo,
    profiles,
    now: () => moment,
    // Nobody waits here but the live view, which then asks only once.
    sleep: (milliseconds, signal) =>
      new Promise((resolve) => {
        signal.addEventListener("abort", () => resolve());
        if (milliseconds < 5_000) resolve();
      }),
    describe: (error) => ({
      wrong: error instanceof Error ? error.message : String(error),
      todo: "Do something.",
    }),
    host: {
      quit: () => {},
      suspend: () => {},
      copy: (text) => {
        copied.push(text);
        return true;
      },
      writeFile: async () => {},
      allowCancel: false,
      ...host,
    },
  });
  ui.subscribe(() => {
    for (const check of waiting) check();
  });
  const until = (isSo: (state: State) => boolean): Promise<void> =>
    new Promise((resolve) => {
      const check = (): void => {
        if (!isSo(ui.state())) return;
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
    copied,
    connected,
    until,
    frame: () =>
      frameOf(ui.state(), frame())
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
