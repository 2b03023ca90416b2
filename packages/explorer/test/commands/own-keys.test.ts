/** A renderer whose host lacks commands and keys, as a browser does. */
import { mockTransport } from "@windowpane/transport-mock";
import { expect, it } from "vitest";
import { createExplorer, lineText } from "../../src/index.ts";

it("offers and explains neither the commands that the host lacks nor the keys that it keeps", () => {
  const explorer = createExplorer({
    connection: { profile: undefined, region: undefined, open: async () => ({ transport: mockTransport() }) },
    now: () => new Date(),
    sleep: async () => {},
    without: ["quit", "cancel"],
    getsKey: (key) => !key.startsWith("ctrl-"),
  });
  explorer.press("?");
  const help = explorer.lines().map(lineText).join("\n");
  explorer.close();
  expect(help).toMatch(/PgDn +Space +move a page down/);
  expect(help).not.toMatch(/ctrl-|half a page|quit|cancel the running/);
});
