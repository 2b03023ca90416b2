/** The message line and the key line. */
import { mockTransport } from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import { overDemo, type OverDemo } from "../harness/over-demo.ts";

const lastLines = (demo: OverDemo): readonly string[] => demo.frame().split("\n").slice(-2);
const keys = (demo: OverDemo): string => lastLines(demo)[1] ?? "";

describe("the keys", () => {
  it("name on every level the screen that Enter opens", async () => {
    const demo = overDemo();
    await demo.press();
    const words: string[] = [];
    for (let level = 0; level < 5; level += 1) {
      words.push(/^Enter (\S+)/.exec(keys(demo))?.[1] ?? "");
      await demo.press("enter");
    }
    expect(words).toEqual(["executions", "tasks", "invocations", "machines", "output"]);
  });

  it("include Esc only where there is a screen to go back to or a filter to clear", async () => {
    const demo = overDemo();
    await demo.press();
    expect(keys(demo)).not.toContain("Esc");
    expect(keys(demo)).toContain("q quit");
    await demo.press("f");
    expect(keys(demo)).toContain("Esc back");
  });

  it("leave out the open screen, and reload where nothing is read", async () => {
    const demo = overDemo({ columns: 200 });
    await demo.press("F");
    expect(keys(demo)).not.toContain("F failures");
    expect(keys(demo)).toContain("r reload");
    await demo.press("?");
    expect(keys(demo)).toContain("F failures");
    expect(keys(demo)).not.toMatch(/\? help|r reload/);
  });

  it("include the next match only during a search", async () => {
    const demo = overDemo();
    await demo.press("o");
    expect(keys(demo)).not.toContain("n next");
    await demo.press("/");
    demo.type("lock");
    await demo.press("enter");
    expect(keys(demo)).toContain("n next");
  });

  it("include live only while something runs", async () => {
    const demo = overDemo({ columns: 200 });
    await demo.press();
    expect(keys(demo)).toContain("w live");
    await demo.press("enter", "enter");
    expect(keys(demo)).not.toContain("w live");
  });
});

it("names the key that follows a running execution", async () => {
  const demo = overDemo();
  await demo.press("/");
  demo.type("emergency");
  await demo.press("enter", "enter", "enter");
  expect(lastLines(demo)[0]).toBe("Still running: press w to follow it.");
  await demo.press("w");
  expect(lastLines(demo)[0]).toBe("");
});

describe("a failed reload", () => {
  it("keeps the rows, and names the key for an error of any length", async () => {
    const demo = mockTransport({ clock: { now: () => new Date("2026-11-22T12:00:00Z") } });
    let isBroken = false;
    const ui = overDemo({
      transport: {
        name: "demo",
        send: async (...call) => {
          if (isBroken)
            throw new Error(`No answer came from the far end of ${"a very ".repeat(20)}long line.`);
          return demo.send(...call);
        },
      },
    });
    await ui.press("enter");
    isBroken = true;
    await ui.press("r");
    expect(ui.frame()).toContain("Sat 21 Nov 05:00");
    expect(lastLines(ui)[0]).toMatch(
      /^Not reloaded, read just now: No answer came from .*… +! details {2}r retry$/,
    );
    await ui.press("!");
    expect(ui.frame().replaceAll(/\s+/g, " ")).toContain("a very long line. → Do something.");
  });
});
