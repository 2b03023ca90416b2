/** The way to every screen over the demo account. A new screen needs a row here. */
import { createExplorer, lineText, screens, topView, type ScreenName } from "@windowpane/explorer";
import { overDemo } from "../../tui/harness/over-demo.ts";
import { demo, now, recordOperations, type Recording } from "./account.ts";

const machines = ["enter", "enter", "enter", "enter"];

/** The screens that send requests to AWS. The others read the history of an archive, which the demo account does not have. */
type ShownName = Exclude<ScreenName, "trends" | "nights" | "year">;

/** The keys that lead from the first screen to each screen. */
const keys: Readonly<Record<ShownName, readonly string[]>> = {
  windows: [],
  executions: ["enter"],
  tasks: ["enter", "enter"],
  invocations: ["enter", "enter", "enter"],
  machines,
  output: [...machines, "f", "enter"],
  history: [...machines, "H"],
  failures: ["F"],
  causes: ["enter", "C"],
  patches: [...machines, "f", "P"],
  members: ["F", "enter"],
  timeline: ["enter", "t"],
  diff: ["enter", "d"],
  export: ["enter", "x"],
  gaps: ["!"],
  cli: ["c"],
  connections: ["p"],
  help: ["?"],
};

export const screenNames = Object.keys(keys) as ShownName[]; // Its own keys.

/** What the key `c` shows over a screen, and what the screen's readings send when nothing was read before. */
export interface ShownScreen {
  readonly script: string;
  readonly operations: Recording["operations"];
}

/** One explorer for all screens: it reads every list once. */
const { ui, press } = overDemo({ transport: demo, columns: 200 });

/** Opens a screen, reads it and presses `c` on it. `then`: keys before `c`. */
export const openScreen = async (name: ShownName, then: readonly string[] = []): Promise<ShownScreen> => {
  await press(...keys[name], ...then);
  const state = ui.state();
  const { screen, ref } = topView(state);
  if (screen !== name) throw new Error(`The keys of ${name} lead to ${screen}.`);
  const reads = screens[name].reads(ref, state.since, state.findings);
  if (name !== "cli") await press("c");
  const script = ui
    .lines()
    .filter(({ kind, label }) => kind === "command" || label !== undefined)
    .map((line) => lineText(line).replace(/^#\s+/u, "# "))
    .join("\n");
  while (ui.state().views.length > 1) ui.dispatch({ type: "screenClosed" });
  const recording = recordOperations(demo);
  if (reads.length > 0) await readAlone(reads, recording);
  return { script, operations: recording.operations };
};

/** Reads in an explorer that has read nothing else. */
const readAlone = async (
  reads: ReturnType<(typeof screens)["windows"]["reads"]>,
  { transport }: Recording,
): Promise<void> => {
  const alone = createExplorer({
    screens: { ...screens, windows: { ...screens.windows, reads: () => reads } },
    connection: { profile: undefined, region: undefined, open: async () => ({ transport }) },
    now: () => new Date(now),
    // Short pauses end at once; nothing waits longer, as no view is live.
    sleep: (milliseconds, signal) =>
      new Promise((resolve) => {
        signal.addEventListener("abort", () => resolve());
        if (milliseconds < 5_000) resolve();
      }),
  });
  await new Promise<void>((resolve) => {
    const check = (): void => {
      const phases = [...alone.state().findings.values()].map(({ phase }) => phase);
      if (phases.length > 0 && !phases.includes("reading")) resolve();
    };
    alone.subscribe(check);
    check();
  });
  alone.close();
};
