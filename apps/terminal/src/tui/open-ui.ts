/** The UI, from the context of the command line to its end. Loaded only when it is wanted: Ink is heavy. */
import { connect, type Connection } from "../connect.ts";
import type { Context } from "../context.ts";
import { exitCodes, type ExitCode } from "../exit-code.ts";
import { describeFailure } from "../failure.ts";
import type { Located } from "../locate/located.ts";
import { awsCommandLine, awsGlobals } from "../show-cli.ts";
import type { UiParts } from "./components/mount.tsx";
import { stepsTo } from "./commands/go-to.ts";
import type { FrameOptions } from "./frame/frame.ts";
import { screens } from "./screens/index.ts";
import type { Origin, State } from "./state/state.ts";
import { newView } from "./state/view.ts";
import { openTerminal, type UiTerminal } from "./terminal/terminal.ts";
import { createTheme } from "./theme/theme.ts";
import { themeChoices } from "./theme/variant.ts";
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
  const terminal = openTerminal({
    process,
    env,
    sleep: (milliseconds) => host.sleep(milliseconds, ended.signal),
  });
  try {
    const { mount } = await import("./components/mount.tsx");
    const parts = uiParts(context, terminal);
    const { ui } = parts;
    if (start !== undefined) ui.dispatch({ type: "wentTo", steps: stepsTo(start, ui.state()) });
    const app = mount(parts);
    parts.onQuit(app.unmount);
    let crash: { readonly error: unknown } | undefined;
    terminal.onMishap((mishap) => {
      if (mishap.kind === "crash") crash = mishap;
      app.unmount();
    });
    void tickWhile(ui, host, ended.signal);
    await app.ended;
    ui.close();
    if (crash !== undefined) throw crash.error;
    return exitCodes.done;
  } finally {
    await terminal.close();
    ended.abort();
  }
};

/** The UI with everything that it needs of the context and the terminal. */
const uiParts = (
  context: Context,
  terminal: UiTerminal,
): UiParts & { readonly onQuit: (quit: () => void) => void } => {
  const { host, settings } = context;
  const { env } = host;
  const { stdin, stdout } = terminal;
  const isScreenReader = env["INK_SCREEN_READER"] === "true";
  const choice = themeChoices.find((name) => name === context.own["theme"]);
  const themeNow = () =>
    createTheme({ env, choice, background: terminal.background(), color: settings.color, isScreenReader });
  let theme = themeNow();
  let quit = (): void => {};
  let suspend = (): void => {};
  const callLine: FrameOptions["callLine"] = (call) =>
    typeof call === "string"
      ? call
      : awsCommandLine(call, awsGlobals(settingsAt(ui.state().origin, settings)));
  const ui: Ui = createUi({
    screens,
    initial: initialState(context, { columns: stdout.columns, rows: stdout.rows }),
    connection: connectionTo(
      context,
      { profile: settings.profiles[0], region: settings.regions[0] },
      (question) => ui.ask(question),
    ),
    connectionTo: (place) => connectionTo(context, place, (question) => ui.ask(question)),
    now: host.now,
    sleep: host.sleep,
    describe: (error) => {
      const [wrong = "", ...todo] = describeFailure(error, { debug: false }).text.split("\n");
      return { wrong, todo: todo.join(" ") };
    },
    frame: () => frame(),
    doings: {
      quit: () => quit(),
      suspend: () => suspend(),
      copy: terminal.copy,
      writeFile: host.createFile,
      allowCancel: context.own["allowCancel"] === true,
    },
  });
  const options = { screens, utcOffset: host.utcOffset, callLine };
  const frame = (): FrameOptions => ({ ...options, theme });
  terminal.onBackground(() => {
    theme = themeNow();
    // Nothing has changed but the looks; a new time makes the screen draw itself anew.
    ui.dispatch({ type: "ticked", now: host.now() });
  });
  return {
    ui,
    frame,
    stdin,
    stdout,
    isScreenReader,
    onHandOver: (handOver) => {
      suspend = () => void terminal.suspend(handOver);
    },
    onQuit: (unmount) => {
      quit = unmount;
    },
  };
};

type Settings = Context["settings"];

const settingsAt = (
  { profile, region }: Pick<Origin, "profile" | "region">,
  settings: Settings,
): Settings => ({
  ...settings,
  profiles: profile === undefined ? [] : [profile],
  regions: region === undefined ? [] : [region],
});

/** A connection whose words do not go to stderr, which is the same screen, and which asks its questions in the UI. */
const connectionTo = (
  { host, settings }: Context,
  { profile, region }: Pick<Connection, "profile" | "region">,
  ask: (question: string) => Promise<string | undefined>,
): Connection => ({
  profile,
  region,
  async open() {
    const silent = async (): Promise<void> => {};
    const screen = { result: silent, note: silent, progress: silent, live: silent, settle: silent };
    const [connection] = await connect({
      host: { ...host, ask },
      screen,
      settings: { ...settingsAt({ profile, region }, settings), debug: false },
    });
    if (connection === undefined) throw new RangeError("One place gives one connection.");
    return connection.open();
  },
});

const initialState = ({ host, settings }: Context, size: State["size"]): State => ({
  size,
  now: host.now(),
  since: new Date(host.now().getTime() - day),
  origin: {
    source: settings.source,
    profile: settings.profiles[0],
    region: settings.regions[0],
  },
  views: [newView({ screen: "windows", place: {}, label: "windows" })],
  findings: new Map(),
});
