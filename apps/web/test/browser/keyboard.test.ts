import { findChromium, startChromium, type Browser } from "@windowpane/browser";
import { fleet } from "@windowpane/transport-mock";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openWeb, placeOfMachines, type Web } from "./open-web.ts";
import { servePage, type PageServer } from "./serve-page.ts";

/** A control with the focus. */
interface Focus {
  readonly name: string;
  /** Whether an outline shows the focus. */
  readonly isVisible: boolean;
}

/** Skipped where Chromium is not installed. */
describe.runIf(findChromium() !== undefined)("the page without a mouse", () => {
  let browser: Browser;
  let server: PageServer;
  let place = "";
  let web: Web;
  beforeAll(async () => {
    [browser, server] = await Promise.all([
      startChromium(),
      servePage({ mock: { scenario: fleet({ invocations: 20 }) } }),
    ]);
    place = await placeOfMachines(browser, server);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });
  beforeEach(async () => {
    web = await openWeb(browser, server, { place });
    await web.shows("20 machines");
    await web.rows();
    await web.page.waitForSelector("[role=grid]:focus");
  });

  /** Undefined when no control has the focus. */
  const focus = (): Promise<Focus | undefined> =>
    web.page.evaluate(() => {
      const element = document.activeElement;
      if (element === null || element === document.body) return undefined;
      // The grid shows its focus on the selected row.
      const row =
        element.getAttribute("role") === "grid" ? element.querySelector("[aria-selected=true]") : null;
      const { outlineStyle, outlineWidth } = getComputedStyle(row ?? element);
      const { width, height } = element.getBoundingClientRect();
      return {
        name: element.getAttribute("aria-label") ?? element.textContent.trim(),
        isVisible: outlineStyle !== "none" && outlineWidth !== "0px" && width > 0 && height > 0,
      };
    });

  /** Presses Tab or Shift+Tab until the focus leaves the page. */
  const stops = async (direction: "forward" | "back"): Promise<readonly string[]> => {
    const seen: string[] = [];
    while (seen.length < 60) {
      if (direction === "back") await web.page.keyboard.down("Shift");
      await web.press("Tab");
      if (direction === "back") await web.page.keyboard.up("Shift");
      const control = await focus();
      if (control === undefined) return seen;
      expect(control).toEqual({ name: control.name, isVisible: true });
      seen.push(control.name);
    }
    throw new Error(`The focus does not leave the page: ${seen.join(", ")}`);
  };

  it("has every control in one order, forward and back, with a visible focus and without a trap", async () => {
    // A screen that opens has the focus; the top of the page is before it.
    const below = await stops("forward");
    const order = await stops("forward");
    expect(order[0]).toBe("Skip to the content");
    expect(order.slice(order.indexOf("machines") + 1)).toEqual(below);
    // A candidate list opens with the focus of the filter, and Tab skips it.
    expect(order[order.indexOf("Filter machines") + 1]).toBe("Failed only");
    expect(order.filter((name) => name === "machines")).toHaveLength(1);
    expect(await stops("back")).toEqual(order.toReversed());
    await web.finish();
  });

  it("moves in the list with arrows, opens with Enter, and comes back with Esc to the same row", async () => {
    expect(await focus()).toEqual({ name: "machines", isVisible: true });
    await web.press("ArrowDown", "ArrowDown", "ArrowUp", "ArrowDown");
    await web.page.waitForSelector("#row-2[aria-selected=true]");
    await web.open("Enter");
    await web.shows("stdout");
    await web.back();
    await web.page.waitForSelector("[role=grid]:focus #row-2[aria-selected=true]");
    expect(await focus()).toEqual({ name: "machines", isVisible: true });
    await web.finish();
  });

  it("returns the focus to the list from the filter and from a dialog", async () => {
    await web.filter("i-");
    await web.press("Enter");
    await web.page.waitForSelector("[role=grid]:focus");
    await web.press(":");
    await web.page.waitForSelector("dialog[open] input:focus");
    // The rest of the page is out of reach while a dialog is open.
    for (let count = 0; count < 6; count += 1) {
      await web.press("Tab");
      expect(
        await web.page.evaluate(() => {
          const { activeElement } = document;
          return activeElement === document.body || activeElement?.closest("dialog") !== null;
        }),
      ).toBe(true);
    }
    await web.press("Escape");
    await web.page.waitForSelector("[role=grid]:focus");
    await web.finish();
  });

  it("skips to the content", async () => {
    await web.page.focus(".skip");
    await web.press("Enter");
    await web.page.waitForSelector("[role=grid]:focus");
    expect(await focus()).toEqual({ name: "machines", isVisible: true });
    await web.finish();
  });

  it("names its controls for a screen reader", async () => {
    const tree = await web.page.accessibility.snapshot();
    const named: string[] = [];
    const collect = (node: typeof tree): void => {
      if (node === null) return;
      if (node.name !== undefined && node.name !== "") named.push(`${node.role} ${node.name}`);
      for (const child of node.children ?? []) collect(child);
    };
    collect(tree);
    expect(named).toEqual(
      expect.arrayContaining([
        "link Skip to the content",
        "button Help",
        "combobox Filter machines",
        "button Failed only",
        "grid machines",
      ]),
    );
    // Every control has a name.
    const controls = new Set(["button", "link", "combobox", "textbox", "grid", "checkbox"]);
    const unnamed: unknown[] = [];
    const find = (node: typeof tree): void => {
      if (node === null) return;
      if (controls.has(node.role ?? "") && (node.name ?? "") === "") unnamed.push(node.role);
      for (const child of node.children ?? []) find(child);
    };
    find(tree);
    expect(unnamed).toEqual([]);
    await web.finish();
  });
});
