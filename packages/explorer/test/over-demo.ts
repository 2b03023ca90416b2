/** The explorer over the demo account at one moment, without a renderer: keys in, plain text out. */
import type { Transport } from "@windowpane/core";
import { mockTransport } from "@windowpane/transport-mock";
import type { ExplorerHost } from "../src/commands/context.ts";
import { createExplorer } from "../src/explorer.ts";
import type { Explorer, ExplorerOptions } from "../src/run/options.ts";
import { valueText } from "../src/model/column.ts";
import type { Connection, Location, OpenedConnection } from "../src/model/connection.ts";
import { lineText } from "../src/model/text.ts";
import { topView, type State } from "../src/state/state.ts";

export interface OverDemo {
  readonly ui: Explorer;
  /** Everything that a renderer would draw, as plain text without signs. */
  readonly text: () => string;
  /** Presses keys by their names, and waits after each until everything was read. */
  readonly press: (...keys: readonly string[]) => Promise<void>;
  /** Types into the open line of input. */
  readonly type: (text: string) => void;
  /** Waits until the state meets a condition. */
  readonly until: (isMet: (state: State) => boolean) => Promise<void>;
  /** What was copied. */
  readonly copied: string[];
  /** The locations that were connected to, in order. */
  readonly connected: Location[];
}

interface Options {
  readonly size?: { readonly columns: number; readonly rows: number };
  /** Transport of a location. Default: the demo. */
  readonly transport?: (location: Location) => Transport;
  readonly identity?: (location: Location) => Promise<{ Account: string }>;
  readonly profiles?: NonNullable<ExplorerOptions["profiles"]>;
  readonly regions?: NonNullable<OpenedConnection["regions"]>;
  /** Opens the archive. Default: no archive. */
  readonly history?: NonNullable<OpenedConnection["history"]>;
  readonly host?: Partial<ExplorerHost>;
}

/** The time of the demo. */
const moment = new Date("2026-11-22T12:00:00Z");

export const overDemo = ({
  size = { columns: 80, rows: 15 },
  transport = () => mockTransport({ clock: { now: () => moment } }),
  identity,
  profiles = async () => [],
  regions,
  history,
  host = {},
}: Options = {}): OverDemo => {
  const copied: string[] = [];
  const connected: Location[] = [];
  const waiting = new Set<() => void>();
  const connectionTo = (location: Location): Connection => ({
    ...location,
    open: async () => {
      connected.push(location);
      return {
        transport: transport(location),
        region: location.region,
        ...(regions === undefined ? {} : { regions }),
        ...(history === undefined ? {} : { history }),
        ...(identity === undefined ? {} : { identity: () => identity(location) }),
      };
    },
  });
  const ui = createExplorer({
    source: "demo",
    connection: connectionTo({ profile: undefined, region: undefined }),
    connectionTo,
    profiles,
    size,
    now: () => moment,
    // Only the live view waits, which then reads once.
    sleep: (milliseconds, signal) =>
      new Promise((resolve) => {
        signal.addEventListener("abort", () => resolve());
        if (milliseconds < 5_000) resolve();
      }),
    describe: (error) => ({
      message: error instanceof Error ? error.message : String(error),
      advice: "Do something.",
    }),
    host: {
      copy: (text) => {
        copied.push(text);
        return true;
      },
      writeFile: async () => {},
      ...host,
    },
  });
  ui.subscribe(() => {
    for (const check of waiting) check();
  });
  const until = (isMet: (state: State) => boolean): Promise<void> =>
    new Promise((resolve) => {
      const check = (): void => {
        if (!isMet(ui.state())) return;
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
    text: () => plainText(ui),
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

/** The smallest renderer: one line for each thing that is to be drawn. */
const plainText = (ui: Explorer): string => {
  const state = ui.state();
  const { rows, content } = topView(state);
  const { columns = [] } = ui.screen();
  const { connection, views, notice, prompt, now } = state;
  const labels = views.map(({ label }) => (label instanceof Date ? label.toISOString() : label));
  const { judgement, gaps = [], nothing = "" } = content ?? {};
  return [
    [connection.source, connection.profile, connection.Account, connection.identityNote, connection.region]
      .filter(Boolean)
      .join(" · "),
    labels.join(" › "),
    judgement === undefined ? "" : `${judgement.verdict}  ${judgement.reason}`,
    ...gaps.map(({ why }) => `gap: ${why}`),
    columns.map(({ title }) => title).join("  "),
    ...rows.map(({ item }) => columns.map(({ value }) => valueText(value(item, now))).join("  ")),
    ...(rows.length === 0 ? [nothing] : []),
    ...ui.lines().map(lineText),
    ...ui.detail().map(lineText),
    notice?.text ?? "",
    prompt === undefined ? "" : `${prompt.question ?? prompt.for}: ${prompt.text}`,
    prompt?.error ?? "",
    ui
      .keys()
      .map(([key, label]) => `${key} ${label}`)
      .join("  "),
  ]
    .filter((line) => line !== "")
    .join("\n");
};
