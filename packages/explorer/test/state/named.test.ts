import { describe, expect, it } from "vitest";
import { overDemo } from "../over-demo.ts";

/** The breadcrumb after going somewhere before anything was read, as `windowpane open` does. */
const crumbAt = async (ids: { readonly WindowId: string }): Promise<string | undefined> => {
  const demo = overDemo();
  demo.ui.openLink(`#/windows/${ids.WindowId}/executions`);
  await demo.press();
  return demo.text().split("\n")[1];
};

describe("a window that was opened by its ID", () => {
  it("shows its name in the breadcrumb as soon as the list of windows is known", async () => {
    const named = overDemo();
    await named.press();
    const WindowId = named.ui.state().views[0]?.rows.find(({ ref }) => ref.Name === "orders-drain")?.id;
    expect(await crumbAt({ WindowId: WindowId ?? "" })).toBe("windows › orders-drain");
  });

  it("keeps its ID if the list does not contain it", async () => {
    expect(await crumbAt({ WindowId: "mw-0123456789abcdef0" })).toBe("windows › mw-0123456789abcdef0");
  });
});
