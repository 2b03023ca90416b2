/** An explorer whose controls are loaded after its first rows. */
import { mockTransport } from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import { createLazyExplorer, topView, type Explorer, type State } from "../../src/index.ts";
import { createControls } from "../../src/run/controls.ts";
import { startExplorer } from "../../src/run/start-explorer.ts";

const moment = new Date("2026-11-22T08:00:00Z");

const options = {
  source: "demo",
  connection: {
    profile: undefined,
    region: undefined,
    open: async () => ({ transport: mockTransport({ clock: { now: () => moment } }) }),
  },
  now: () => moment,
  sleep: async () => {},
};

const until = (ui: Explorer, isMet: (state: State) => boolean): Promise<void> =>
  new Promise((resolve) => {
    const check = (): void => {
      if (isMet(ui.state())) resolve();
    };
    ui.subscribe(check);
    check();
  });

const hasRows = (state: State): boolean => topView(state).rows.length > 0;

describe("an explorer in parts", () => {
  it("shows the windows, and reads and loads nothing else before it may", async () => {
    let isLoading = false;
    const ui = startExplorer(options, {
      load: async () => {
        isLoading = true;
        return createControls;
      },
    });
    await until(ui, hasRows);
    expect(isLoading).toBe(false);
    expect(ui.keys()).toEqual([]);
    expect(
      [...ui.state().findings.values()].some(
        ({ value }) => value !== undefined && "counts" in (value as object),
      ),
    ).toBe(false);
    await ui.load();
    expect(ui.keys().map(([key]) => key)).toContain("?");
    await until(ui, (state) => topView(state).rows.some(({ bad }) => bad));
    ui.close();
  });

  it("tells listeners that its controls are there, with another state", async () => {
    const ui = createLazyExplorer(options);
    await until(ui, hasRows);
    const before = ui.state();
    let isTold = false;
    ui.subscribe(() => (isTold = true));
    await ui.load();
    expect(isTold).toBe(true);
    expect(ui.state()).not.toBe(before);
    ui.close();
  });

  it("does what users did before, in their order", async () => {
    const ui = createLazyExplorer(options);
    ui.press("/");
    ui.type("nightly");
    ui.press("enter");
    await ui.load();
    expect(topView(ui.state()).filter).toBe("nightly");
    await until(ui, hasRows);
    const names = topView(ui.state()).rows.map(({ item }) => JSON.stringify(item));
    expect(names.every((name) => name.includes("nightly"))).toBe(true);
    ui.openLink("#/failures");
    expect(topView(ui.state()).screen).toBe("failures");
    ui.close();
  });

  it("shows why it could not load them, and tries again at the next use", async () => {
    let attempts = 0;
    const ui = startExplorer(
      { ...options, describe: () => ({ message: "The file is missing.", advice: "Reload the page." }) },
      {
        load: async () => {
          attempts += 1;
          if (attempts === 1) throw new Error("404");
          return createControls;
        },
      },
    );
    ui.press("?");
    await until(ui, ({ notice }) => notice?.text === "The file is missing. Reload the page.");
    ui.press("?");
    await until(ui, (state) => topView(state).screen !== "windows" || state.views.length > 1);
    expect(attempts).toBe(2);
    ui.close();
  });
});
