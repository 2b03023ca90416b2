/** The UI, from the context of the command line to its end. Loaded only when it is wanted: Ink is heavy. */
import type { Context } from "../cli/context/context.ts";
import type { Connection } from "../sources/connect.ts";
import { exitCodes, type ExitCode } from "../host/exit-code.ts";
import { describeFailure } from "../host/failure.ts";
import type { Located } from "../cli/locate/located.ts";
import { readSourceName } from "../sources/name.ts";
import { awsCommandLine, awsGlobals } from "../cli/show-cli.ts";
import { stepsTo } from "./commands/go-to.ts";
import type { UiParts } from "./components/mount.tsx";
import { connector, settingsAt } from "./connection-to.ts";
import { frameOf, type FrameOptions } from "./frame/frame.ts";
import { fromHome } from "./from-home.ts";
import { screens } from "./screens/index.ts";
import type { Origin, State } from "./state/state.ts";
import { newView } from "./state/view.ts";
import { openTerminal, type UiTerminal } from "./terminal/terminal.ts";
import { createTheme } from "./theme/theme.ts";
import { themeChoices, type Background } from "./theme/variant.ts";
import { tickWhile } from "./tick.ts";
import { createUi, type Ui } from "./ui.ts";

/** How the UI begins. */
export interface OpenUiOptions {
  /** Which row it opens on. Default: the list of windows. */
  readonly start?: Located | undefined;
}

/** How far back failures count, in milliseconds: a day. */
const day = 24 * 3_600_000;

/**
 * Opens the UI and resolves when it has ended.
 *
 * @throws RangeError when the host has no terminal to give; what made the UI crash, after the terminal is given back.
 */
export const openUi = async (context: Context, { start }: OpenUiOptions = {}): Promise<ExitCode> => {
  const { host } = context;
  const { process, env } = host;
  if (process === undefined) throw new RangeError("The UI needs a terminal.");
  const ended = new AbortController();
  const look = lookOf(context);
  const first = initialState(context, { columns: process.stdout.columns, rows: process.stdout.rows });
  const terminal = openTerminal({
    process,
    env,
    sleep: (milliseconds) => host.sleep(milliseconds, ended.signal),
    // The same as Ink's first frame, before Ink is there.
    firstPaint: look.isScreenReader ? "" : frameOf(first, look.frame(undefined, first.origin)).join("\r\n"),
  });
  try {
    // What is shown first is asked for while Ink is loaded.
    const loading = import("./components/mount.tsx");
    const parts = uiParts(context, { terminal, look, first });
    const { ui } = parts;
    if (start !== undefined) ui.dispatch({ type: "wentTo", steps: stepsTo(start, ui.state()) });
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
    return host.interrupt.aborted ? exitCodes.interrupted : exitCodes.done;
  } finally {
    await terminal.close();
    ended.abort();
  }
};

/** How things are drawn, by what is known of the background and by who is asked. */
interface Look {
  readonly isScreenReader: boolean;
  readonly frame: (background: Background, origin: Origin) => FrameOptions;
}

const lookOf = ({ host, settings, options }: Context): Look => {
  const { env, utcOffset } = host;
  const { color } = settings;
  const isScreenReader = env["INK_SCREEN_READER"] === "true";
  const choice = themeChoices.find((name) => name === options["theme"]);
  return {
    isScreenReader,
    frame: (background, origin) => ({
      screens,
      utcOffset,
      isScreenReader,
      theme: createTheme({ env, choice, background, color, isScreenReader }),
      callLine: (call) =>
        typeof call === "string" ? call : awsCommandLine(call, awsGlobals(settingsAt(origin, settings))),
    }),
  };
};

/** The UI with everything that it needs of the context and the terminal. */
const uiParts = (
  context: Context,
  { terminal, look, first }: { readonly terminal: UiTerminal; readonly look: Look; readonly first: State },
): UiParts & { readonly onQuit: (quit: () => void) => void } => {
  const { host, settings, options } = context;
  let quit = (): void => {};
  let suspend = (): void => {};
  let frame = look.frame(terminal.background(), first.origin);
  const connectionTo = connector({ ...host, ask: (question) => ui.ask(question) }, settings);
  const ui: Ui = createUi({
    screens,
    initial: first,
    connection: connectionTo(firstPlace(settings)),
    connectionTo,
    // Only AWS has profiles; what else can be asked is one place.
    profiles: async () => (isAws(context) ? host.profiles() : undefined),
    now: host.now,
    sleep: host.sleep,
    describe: (error) => {
      const [wrong = "", ...todo] = describeFailure(error, { debug: false }).text.split("\n");
      return { wrong, todo: todo.join(" ") };
    },
    frame: () => frame,
    doings: {
      quit: () => quit(),
      suspend: () => suspend(),
      copy: terminal.copy,
      writeFile: (path, text) => host.createFile(fromHome(path, host.env), text),
      allowCancel: options["allowCancel"] === true,
    },
  });
  const redraw = (): void => {
    frame = look.frame(terminal.background(), ui.state().origin);
  };
  terminal.onBackground(() => {
    redraw();
    // Nothing has changed but the looks; a new time makes the screen draw itself anew.
    ui.dispatch({ type: "ticked", now: host.now() });
  });
  let { origin } = first;
  ui.subscribe(() => {
    // The calls of the AWS CLI name whom one asks.
    if (ui.state().origin === origin) return;
    ({ origin } = ui.state());
    redraw();
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

/** One account and region at a time: the first of those that were named. The word for all of them names none. */
const firstPlace = ({ profiles, regions }: Context["settings"]): Pick<Connection, "profile" | "region"> => ({
  profile: profiles[0],
  region: regions.find((region) => region !== "all"),
});

const isAws = ({ host, settings }: Context): boolean =>
  readSourceName(settings.source, Object.keys(host.sources)).kind === "aws";

const initialState = ({ host, settings }: Context, size: State["size"]): State => ({
  size,
  now: host.now(),
  since: new Date(host.now().getTime() - day),
  origin: {
    source: settings.source,
    ...firstPlace(settings),
  },
  views: [newView({ screen: "windows", place: {}, label: "windows" })],
  findings: new Map(),
});
