/** Opens the UI on a terminal. */
import {
  callLine,
  createExplorer,
  initialState,
  screens,
  tickWhile,
  type ConnectionInfo,
  type Explorer,
  type State,
} from "@windowpane/explorer";
import type { Host, UiOptions } from "../host/host.ts";
import { wrapLines } from "./draw/text-lines.ts";
import { frameOf } from "./frame/frame.ts";
import type { FrameOptions } from "./frame/frame-line.ts";
import { layoutOf } from "./frame/layout.ts";
import type { MountOptions } from "./ink/mount.tsx";
import { keepHeapSmall } from "./terminal/small-heap.ts";
import { openTerminal, type UiTerminal } from "./terminal/terminal.ts";
import { createTheme } from "./theme/theme.ts";
import type { Background } from "./theme/variant.ts";

/**
 * Opens the UI. Resolves when it has ended.
 *
 * @returns whether the user ended it, and not a signal.
 * @throws RangeError when the host has no terminal; the error of a crash, after the terminal was restored.
 */
export const openUi = async (options: UiOptions): Promise<boolean> => {
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
    // The same as Ink's first frame, and before Ink is loaded.
    firstPaint: isScreenReader ? "" : frameOf(first, frameOptions(look, undefined)).join("\r\n"),
  });
  try {
    // The explorer starts to read while Ink is loading.
    const loading = import("./ink/mount.tsx");
    const { onQuit, ...parts } = uiParts(options, { terminal, look, first });
    const { explorer } = parts;
    explorer.subscribe(keepHeapSmall());
    const { mount } = await loading;
    const app = mount(parts);
    onQuit(app.unmount);
    host.interrupt.addEventListener("abort", app.unmount, { once: true });
    if (host.interrupt.aborted) app.unmount();
    let crash: { readonly error: unknown } | undefined;
    terminal.onTermination((termination) => {
      if (termination.kind === "crash") crash = termination;
      app.unmount();
    });
    void tickWhile(explorer, host, ended.signal);
    await app.ended;
    explorer.close();
    if (crash !== undefined) throw crash.error;
    return !host.interrupt.aborted;
  } finally {
    await terminal.close();
    ended.abort();
  }
};

/** What the looks depend on besides the background. */
interface Look extends Pick<UiOptions, "host" | "color" | "theme" | "flags"> {
  readonly isScreenReader: boolean;
}

const frameOptions = (
  { host, color, theme: choice, flags, isScreenReader }: Look,
  background: Background,
  connection?: () => ConnectionInfo,
): FrameOptions => ({
  screens,
  utcOffset: host.utcOffset,
  isScreenReader,
  theme: createTheme({ env: host.env, choice, background, color, isScreenReader }),
  callLine: (call) => callLine(call, connection === undefined ? [] : flags(connection())),
});

/** The explorer, and what draws it. */
const uiParts = (
  options: UiOptions,
  { terminal, look, first }: { readonly terminal: UiTerminal; readonly look: Look; readonly first: State },
): MountOptions & { readonly onQuit: (quit: () => void) => void } => {
  const { host, connectionTo, location } = options;
  let quit = (): void => {};
  let suspend = (): void => {};
  const connection = (): ConnectionInfo => explorer.state().connection;
  let frame = frameOptions(look, terminal.background(), connection);
  const ask: Explorer["ask"] = (question) => explorer.ask(question);
  const explorer: Explorer = createExplorer({
    connection: connectionTo(location, ask),
    connectionTo: (other) => connectionTo(other, ask),
    source: options.source,
    profiles: options.profiles,
    now: host.now,
    sleep: host.sleep,
    utcOffset: host.utcOffset,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    describe: options.describe,
    flags: options.flags,
    size: first.size,
    pageHeight: (screen, size) => layoutOf(size, screen).body,
    drawnText: (lines, { columns: width }) => wrapLines(lines, { theme: frame.theme, width }),
    start: options.start,
    host: {
      quit: () => quit(),
      suspend: () => suspend(),
      copy: terminal.copy,
      writeFile: (path, text) => host.createFile(expandHome(path, host.env), text),
      allowCancel: options.allowCancel,
      pageUrl: options.pageUrl,
    },
  });
  terminal.onBackground(() => {
    frame = frameOptions(look, terminal.background(), connection);
    // The state is the same; a new time draws it again.
    explorer.dispatch({ type: "ticked", now: host.now() });
  });
  return {
    explorer,
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

/** Replaces `~` at the start of a path with the home folder, as a shell does. */
export const expandHome = (path: string, env: Host["env"]): string => {
  const home = env["HOME"] ?? env["USERPROFILE"] ?? "";
  return home !== "" && /^~(?=$|[\\/])/.test(path) ? home + path.slice(1) : path;
};
