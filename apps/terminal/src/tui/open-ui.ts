/** The UI, from the context of the command line to its end. Loaded only when it is wanted: Ink is heavy. */
import type { Context } from "../context.ts";
import { exitCodes, type ExitCode } from "../exit-code.ts";
import { describeFailure } from "../failure.ts";
import type { Located } from "../locate/located.ts";
import { screens } from "./screens/index.ts";
import type { State } from "./state/state.ts";
import { newView } from "./state/view.ts";
import { openTerminal } from "./terminal/terminal.ts";
import { createTheme } from "./theme/theme.ts";
import { createUi } from "./ui.ts";

/** How far back failures count, in milliseconds: a day. */
const day = 24 * 3_600_000;

/**
 * Opens the UI and resolves when it has ended.
 *
 * @throws RangeError when the host has no terminal to give.
 */
export const openUi = async (
  context: Context,
  _options: { readonly start?: Located | undefined } = {},
): Promise<ExitCode> => {
  const { host, settings } = context;
  const { process, env } = host;
  if (process === undefined) throw new RangeError("The UI needs a terminal.");
  const quiet = new AbortController();
  const terminal = openTerminal({
    process,
    env,
    sleep: (milliseconds) => host.sleep(milliseconds, quiet.signal),
  });
  try {
    const { mount } = await import("./components/mount.tsx");
    const { stdin, stdout } = terminal;
    let theme = createTheme({ env, background: terminal.background(), color: settings.color });
    const frame = () => ({ screens, theme, utcOffset: host.utcOffset });
    let quit = (): void => {};
    let suspend = (): void => {};
    const ui = createUi({
      screens,
      initial: initialState(context, { columns: stdout.columns, rows: stdout.rows }),
      client: () => context.client(),
      now: host.now,
      sleep: host.sleep,
      describe: (error) => {
        const [wrong = "", ...todo] = describeFailure(error, { debug: false }).text.split("\n");
        return { wrong, todo: todo.join(" ") };
      },
      frame,
      doings: { quit: () => quit(), suspend: () => suspend() },
    });
    const app = mount({
      ui,
      frame,
      stdin,
      stdout,
      isScreenReader: false,
      onHandOver: (handOver) => {
        suspend = () => void terminal.suspend(handOver);
      },
    });
    quit = app.unmount;
    terminal.onBackground((background) => {
      theme = createTheme({ env, background, color: settings.color });
      ui.dispatch({ type: "ticked", now: host.now() });
    });
    terminal.onMishap(() => app.unmount());
    await app.ended;
    ui.close();
    return exitCodes.done;
  } finally {
    await terminal.close();
    quiet.abort();
  }
};

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
