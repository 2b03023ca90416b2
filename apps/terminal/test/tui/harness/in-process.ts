/** The UI with Ink in the test process, over a fake process with a fake terminal. */
import { runWith, type Circumstances, type Outcome } from "../../fake-host.ts";
import { fakeProcess, type FakeProcess } from "./fake-process.ts";
import { xtermScreen, type XtermScreen } from "./xterm-screen.ts";

export interface InProcess extends Pick<XtermScreen, "until" | "text" | "terminal"> {
  readonly fake: FakeProcess;
  /** Types keys, unchanged. */
  readonly press: (keys: string) => void;
  /** Types keys and waits for a screen. */
  readonly after: (keys: string, shows: string | RegExp) => Promise<string>;
  readonly resize: (columns: number, rows: number) => void;
  /** How the program ended. */
  readonly outcome: Promise<Outcome>;
}

/** Runs a command line on a fake terminal. Without a command it opens the UI. */
export const openInProcess = (
  argv: readonly string[],
  { columns = 80, rows = 24, ...circumstances }: Circumstances & { readonly rows?: number } = {},
): InProcess => {
  const fake = fakeProcess(columns, rows);
  const screen = xtermScreen(columns, rows);
  screen.terminal.onData((answer) => fake.type(answer));
  fake.onWrite(screen.write);
  const env = { TERM: "xterm-256color", LANG: "C.UTF-8", ...circumstances.env };
  const outcome = runWith(argv, {
    sleep: untilAborted,
    ...circumstances,
    columns,
    process: fake.process,
    env,
  });
  const end = async (): Promise<void> => {
    await outcome;
    await screen.settled();
    screen.end();
  };
  void end();
  return {
    fake,
    terminal: screen.terminal,
    until: screen.until,
    text: screen.text,
    press: fake.type,
    after: (keys, shows) => {
      fake.type(keys);
      const isThere = (text: string): boolean =>
        typeof shows === "string" ? text.includes(shows) : shows.test(text);
      return screen.until(isThere, `${JSON.stringify(keys)} shows ${String(shows)}`);
    },
    resize: (nextColumns, nextRows) => {
      screen.terminal.resize(nextColumns, nextRows);
      fake.resize(nextColumns, nextRows);
    },
    outcome,
  };
};

/** Pauses of a second or more never end; shorter ones, which yield to the event loop, end at once. */
const untilAborted = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (milliseconds < 1000) setImmediate(resolve);
    else signal.addEventListener("abort", () => resolve());
  });
