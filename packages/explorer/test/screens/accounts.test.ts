import { itemsOf, UnreadLocationsError, ServiceError, type Output, type Transport } from "@windowpane/core";
import { mockTransport } from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import { originColumns } from "../../src/columns/origin.ts";
import { gapsLine } from "../../src/content/gap-text.ts";
import { lineText } from "../../src/model/text.ts";
import { crumbsOf } from "../../src/state/crumbs.ts";
import { topView } from "../../src/state/state.ts";
import { overDemo, type OverDemo } from "../over-demo.ts";

const origins = [
  { Account: "111122223334", AccountName: "payments", Region: "eu-central-1" },
  { Account: "111122223335", AccountName: "web-shop", Region: "us-east-1" },
] as const;

const unread = {
  Account: "111122223336",
  AccountName: "legacy",
  Region: "eu-central-1",
  error: new ServiceError("AssumeRole", { code: "AccessDenied" }),
  reason: "The role could not be assumed.",
  remedy: "Create the role.",
};

/** The same account in a second region. */
const twice = [unread, { ...unread, Region: "us-east-1" }];

/** A window that no account that could be read has. */
const UNKNOWN = "mw-0000000000000dead";

/** A machine of the demo. */
const InstanceId = "i-f62c0155db348d102";

/** The demo, as if its windows were of several accounts in turn. `isWhole`: whether all accounts can be read. */
const severalAccounts = (of: readonly object[], isWhole = true): Transport => {
  const mock = mockTransport({ clock: { now: () => new Date("2026-11-22T12:00:00Z") } });
  return {
    name: "several",
    async send(operation, input, options) {
      if (Reflect.get(input, "NextToken") === "unread") throw new UnreadLocationsError(operation, twice);
      if (Reflect.get(input, "WindowId") === UNKNOWN)
        throw new UnreadLocationsError(operation, [unread], UNKNOWN);
      if (operation === "ListCommandInvocations" && !isWhole && !("CommandId" in input))
        return { CommandInvocations: [{ InstanceId, InstanceName: "web-prod-001" }], NextToken: "unread" };
      const output = await mock.send(operation, input, options);
      if (operation !== "DescribeMaintenanceWindows") return output;
      const windows = itemsOf(operation, output as Output<"DescribeMaintenanceWindows">); // The mock's response.
      return {
        WindowIdentities: windows.map((window, index) => ({ ...window, ...of[index % of.length] })),
        ...(isWhole ? {} : { NextToken: "unread" }),
      };
    },
  };
};

describe("windows of several accounts and regions", () => {
  it("have columns for both, and fields of the filter with their values", async () => {
    const demo = overDemo({ size: { columns: 160, rows: 30 }, transport: () => severalAccounts(origins) });
    await demo.press();
    expect(demo.text()).toMatch(/window +account +region +last 24 hours/u);
    expect(demo.text()).toMatch(/linux-patch-nightly +(?:payments +eu-central-1|web-shop +us-east-1)/u);
    await demo.press("/");
    demo.type("account:web");
    expect(demo.ui.completion()?.candidates).toEqual(["web-shop"]);
    await demo.press("enter");
    expect(demo.text()).toContain("web-shop");
    expect(demo.text()).not.toContain("payments");
  });

  it("have no columns where all are of one account and region", async () => {
    const shown = async (of: readonly object[]): Promise<readonly string[]> => {
      const demo = overDemo({ transport: () => severalAccounts(of) });
      await demo.press();
      const { content } = topView(demo.ui.state());
      return originColumns.flatMap(({ title, isShown }) =>
        content !== undefined && isShown?.(content) === true ? [title] : [],
      );
    };
    expect(await shown(origins)).toEqual(["account", "region"]);
    expect(await shown(origins.slice(0, 1))).toEqual([]);
    expect(await shown([{}])).toEqual([]);
  });

  it("lead to the account in the breadcrumb", async () => {
    const demo = overDemo({ transport: () => severalAccounts(origins.slice(0, 1)) });
    await demo.press("enter");
    expect(crumbsOf(demo.ui.state()).map(({ kind, label }) => `${kind} ${String(label)}`)).toEqual([
      "path windows",
      "account payments, eu-central-1",
      "window linux-patch-nightly",
    ]);
  });

  it("have a gap for an account that cannot be read, once, with the reason and the next step", async () => {
    const demo = overDemo({ transport: () => severalAccounts(origins, false) });
    await demo.press("!");
    const lines = demo.ui.lines().map(lineText);
    const own = lines.filter((line) => line.includes("legacy (111122223336), eu-central-1:"));
    expect(own).toEqual([expect.stringContaining("The role could not be assumed. Also in us-east-1.")]);
    expect(lines.filter((line) => line.includes("Create the role."))).toHaveLength(1);
    demo.ui.press("esc");
    await demo.press();
    expect(gapsLine(topView(demo.ui.state()).content?.gaps ?? [])?.worst).toBe(
      "legacy: the role could not be assumed",
    );
  });
});

describe("go to, while an account cannot be read", () => {
  const goTo = async (text: string): Promise<OverDemo> => {
    const demo = overDemo({
      size: { columns: 160, rows: 30 },
      transport: () => severalAccounts(origins, false),
    });
    await demo.press(":");
    demo.type(text);
    await demo.press("enter");
    await demo.until(({ prompt }) => prompt?.busy === undefined);
    return demo;
  };

  it("tells that a name is in none of the others, and which account that is", async () => {
    const { error } = (await goTo("web-prod-0")).ui.state().prompt ?? {};
    expect(error).toMatch(
      /^"web-prod-0" was not found in the accounts and regions that could be read\. Did you mean web-prod-001\? /,
    );
    expect(error).toContain("us-east-1 (AccessDenied). Create the role.");
  });

  it("finds a machine by its name in the others", async () => {
    const demo = await goTo("web-prod-001");
    expect(topView(demo.ui.state()).ref.InstanceId).toBe(InstanceId);
  });

  it("does not show a window that is in none of the others as one without executions", async () => {
    const demo = await goTo(UNKNOWN);
    const errors = [...demo.ui.state().findings.values()].map(({ error }) => error?.message);
    expect(errors).toContainEqual(
      expect.stringMatching(`^${UNKNOWN} was not found in the accounts and regions that could be read, `),
    );
  });
});

it("tells that not everything could be read where nothing was found", async () => {
  const demo = overDemo({
    size: { columns: 160, rows: 30 },
    transport: () => ({
      name: "empty",
      send: (operation, input) =>
        Reflect.get(input, "NextToken") === undefined
          ? Promise.resolve({ NextToken: "unread" })
          : Promise.reject(new UnreadLocationsError(operation, [unread])),
    }),
  });
  await demo.press();
  expect(demo.text()).toContain("in this account and region. Not everything could be read.");
});
