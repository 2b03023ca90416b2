/** Opens the UI and draws it to its end. Loaded only when it is needed: Ink is large. */
import {
  callLine,
  createExplorer,
  tickWhile,
  initialState,
  screens,
  type Explorer,
  type Connection,
  type ConnectionInfo,
  type KnownProfile,
  type Location,
  type Trouble,
  type State,
  type Located,
} from "@windowpane/explorer";
import type { Host } from "../host/host.ts";
import type { UiParts } from "./components/mount.tsx";
import { frameOf, type FrameOptions } from "./frame/frame.ts";
import { layoutOf } from "./frame/layout.ts";
import { wrapLines } from "./frame/text-lines.ts";
import { openTerminal, type UiTerminal } from "./terminal/terminal.ts";
import { createTheme } from "./theme/theme.ts";
import type { Background, ThemeChoice } from "./theme/variant.ts";

/** Options of {@link openUi}. */
export interface OpenUiOptions {
  readonly host: Host;
  /** Name of the source in the header. */
  readonly source: string;
  /** Profile and region to start with. */
  readonly location: Location;
  /** Makes a connection that asks its questions in the UI. */
  readonly connectionTo: (location: Location, ask: Explorer["ask"]) => Connection;
  /** Lists the profiles to choose from; undefined where the source has none. */
  readonly profiles: () => Promise<readonly KnownProfile[] | undefined>;
  /** AWS CLI flags of a connection. */
  readonly flags: (connection: ConnectionInfo) => readonly string[];
  readonly describe: (error: unknown) => Trouble;
  /** False after `--no-color`. */
  readonly color: boolean;
  /** Default: auto. */
  readonly theme?: ThemeChoice | undefined;
  /** Whether an execution may be cancelled. */
  readonly allowCancel: boolean;
  /** The item to open. Default: the list of windows. */
  readonly start?: Located | undefined;
}

/**
 * Opens the UI. Resolves when it has ended.
 *
 * @returns whether the user ended it, rather than a signal.
 * @throws RangeError when the host has no terminal; what made the UI crash, after the terminal was restored.
 */
export const openUi = async (options: OpenUiOptions): Promise<boolean> => {
  const { host } = options;
  const { process, env } = host;
  if (process === undefined) throw new RangeError("The UI needs a terminal.");
  const ended = new AbortController();
  const isScreenReader = env["INK_SCREEN_READER"] === "true";
  const first = initialState({
    connection: options.location,
    source: options.source,
    size: { columns: process.stdout.columns, rows: process.stdout.rows },
    now: host.now(),
  });
  const look: Look = { ...options, isScreenReader };
  const terminal = openTerminal({
    process,
    env,
    sleep: (milliseconds) => host.sleep(milliseconds, ended.signal),
    // The same as Ink's first frame, before Ink is loaded.
    firstPaint: isScreenReader ? "" : frameOf(first, frameOptions(look, undefined)).join("\r\n"),
  });
  try {
    // Reading starts while Ink is loading.
    const loading = import("./components/mount.tsx");
    const parts = uiParts(options, { terminal, look, first });
    const { ui } = parts;
    const { mount } = await loading;
    const app = mount(parts);
    parts.onQuit(app.unmount);
    host.interrupt.addEventListener("abort", app.unmount, { once: true });
    if (host.interrupt.aborted) app.unmount();
    let crash: { readonly error: unknown } | undefined;
    terminal.onMishap((mishap) => {
      if (mishap.kind === "crash") crash = mishap;
      app.unmount();
    });
    void tickWhile(ui, host, ended.signal);
    await app.ended;
    ui.close();
    if (crash !== undefined) throw crash.error;
    return !host.interrupt.aborted;
  } finally {
    await terminal.close();
    ended.abort();
  }
};

/** What the looks depend on. */
interface Look extends Pick<OpenUiOptions, "host" | "color" | "theme" | "flags"> {
  readonly isScreenReader: boolean;
}

const frameOptions = (look: Look, background: Background, origin?: () => ConnectionInfo): FrameOptions => ({
  screens,
  utcOffset: look.host.utcOffset,
  isScreenReader: look.isScreenReader,
  theme: themeOf(look, background),
  callLine: (call) => callLine(call, origin === undefined ? [] : look.flags(origin())),
});

const themeOf = ({ host: { env }, color, theme: choice, isScreenReader }: Look, background: Background) =>
  createTheme({ env, choice, background, color, isScreenReader });

/** The UI with everything that it needs of its options and the terminal. */
const uiParts = (
  options: OpenUiOptions,
  { terminal, look, first }: { readonly terminal: UiTerminal; readonly look: Look; readonly first: State },
): UiParts & { readonly onQuit: (quit: () => void) => void } => {
  const { host, connectionTo, location } = options;
  let quit = (): void => {};
  let suspend = (): void => {};
  const origin = (): ConnectionInfo => ui.state().origin;
  let frame = frameOptions(look, terminal.background(), origin);
  const ask: Explorer["ask"] = (question) => ui.ask(question);
  const ui: Explorer = createExplorer({
    connection: connectionTo(location, ask),
    connectionTo: (other) => connectionTo(other, ask),
    source: options.source,
    profiles: options.profiles,
    now: host.now,
    sleep: host.sleep,
    utcOffset: host.utcOffset,
    describe: options.describe,
    flags: options.flags,
    size: first.size,
    pageHeight: (screen, size) => layoutOf(size, screen).body,
    lineOffsets: (lines, { columns: width }) => wrapLines(lines, { theme: frame.theme, width }).offsets,
    start: options.start,
    host: {
      quit: () => quit(),
      suspend: () => suspend(),
      copy: terminal.copy,
      writeFile: (path, text) => host.createFile(inHome(path, host.env), text),
      allowCancel: options.allowCancel,
    },
  });
  terminal.onBackground(() => {
    frame = frameOptions(look, terminal.background(), origin);
    // Only the looks have changed: a new time makes the UI draw itself again.
    ui.dispatch({ type: "ticked", now: host.now() });
  });
  return {
    ui,
    frame: () => frame,
    stdin: terminal.stdin,
    stdout: terminal.stdout,
    isScreenReader: look.isScreenReader,
    onHandOver: (handOver) => {
      suspend = () => void terminal.suspend(handOver);
    },
    onQuit: (unmount) => {
      quit = unmount;
    },
  };
};

/** A path as a shell reads it: `~` at its start is the home folder. */
const inHome = (path: string, env: Host["env"]): string => {
  const home = env["HOME"] ?? env["USERPROFILE"] ?? "";
  return home !== "" && /^~(?=$|[\\/])/.test(path) ? home + path.slice(1) : path;
};
