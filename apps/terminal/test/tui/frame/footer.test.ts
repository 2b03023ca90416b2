/** The last two lines: what is wrong or to be known, and the keys that do something here. */
import { mockTransport } from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import { overDemo, type OverDemo } from "../harness/over-demo.ts";

const lastLines = (demo: OverDemo): readonly string[] => demo.frame().split("\n").slice(-2);
const keys = (demo: OverDemo): string => lastLines(demo)[1] ?? "";

describe("the keys", () => {
  it("say on every level what Enter leads to", async () => {
    const demo = overDemo();
    await demo.press();
    const words: string[] = [];
    for (let level = 0; level < 5; level += 1) {
      words.push(/^Enter (\S+)/.exec(keys(demo))?.[1] ?? "");
      await demo.press("enter");
    }
    expect(words).toEqual(["executions", "tasks", "invocations", "machines", "output"]);
  });

  it("leave out the way back where there is none, and bring it as soon as there is something to take away", async () => {
    const demo = overDemo();
    await demo.press();
    expect(keys(demo)).not.toContain("Esc");
    expect(keys(demo)).toContain("q quit");
    await demo.press("f");
    expect(keys(demo)).toContain("Esc back");
  });

  it("do not lead to where one is, nor ask anew for what nobody was asked for", async () => {
    const demo = overDemo({ columns: 200 });
    await demo.press("F");
    expect(keys(demo)).not.toContain("F failures");
    expect(keys(demo)).toContain("r reload");
    await demo.press("?");
    expect(keys(demo)).toContain("F failures");
    expect(keys(demo)).not.toMatch(/\? help|r reload/);
  });

  it("lead on from match to match only where something is looked for", async () => {
    const demo = overDemo();
    await demo.press("o");
    expect(keys(demo)).not.toContain("n next");
    await demo.press("/");
    demo.type("lock");
    await demo.press("enter");
    expect(keys(demo)).toContain("n next");
  });

  it("offer to follow only what still goes on", async () => {
    const demo = overDemo({ columns: 200 });
    await demo.press();
    expect(keys(demo)).toContain("w live");
    await demo.press("enter", "enter");
    expect(keys(demo)).not.toContain("w live");
  });
});

it("tells whoever looks at something that goes on how to follow it", async () => {
  const demo = overDemo();
  await demo.press("/");
  demo.type("emergency");
  await demo.press("enter", "enter", "enter");
  expect(lastLines(demo)[0]).toBe("This still goes on: w follows it to its end.");
  await demo.press("w");
  expect(lastLines(demo)[0]).toBe("");
});

describe("what could not be read again", () => {
  it("leaves the rows in sight, and says where all of it stands, however long it is", async () => {
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
    expect(lastLines(ui)[0]).toMatch(/^No answer came from .*… +! tells {2}r asks again$/);
    await ui.press("!");
    expect(ui.frame().replaceAll(/\s+/g, " ")).toContain("a very long line. → Do something.");
  });
});
