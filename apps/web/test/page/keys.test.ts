import { describe, expect, it } from "vitest";
import { pageKeys } from "../../src/page/browser.ts";

describe("the keys of the page", () => {
  it("are without those of a terminal and those with Ctrl, which the browser has", () => {
    expect(pageKeys.flatMap(({ keys }) => keys).filter((key) => key.startsWith("ctrl-"))).toEqual([]);
    const commands = pageKeys.map(({ command }) => command);
    expect(commands).not.toContain("cancel");
    expect(commands).not.toContain("quit");
    expect(commands).not.toContain("halfDown");
  });

  it("keep the other keys of a command that has one with Ctrl", () => {
    expect(pageKeys.find(({ command }) => command === "pageDown")?.keys).toEqual(["pagedown", "space"]);
  });
});
