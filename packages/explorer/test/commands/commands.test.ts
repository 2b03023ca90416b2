import { mockTransport } from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import { topView } from "../../src/state/state.ts";
import { matchesIn } from "../../src/state/text-position.ts";
import { overDemo, type OverDemo } from "../over-demo.ts";

const at = (demo: OverDemo): string =>
  demo.ui
    .state()
    .views.map(({ screen }) => screen)
    .join(" ");

/** The demo, whose windows bear the name of the place that was asked. */
const accountOf = ({ region = "home" }: { readonly region?: string | undefined }) => {
  const demo = mockTransport({ clock: { now: () => new Date("2026-11-22T12:00:00Z") } });
  return {
    name: "account",
    async send(...[operation, input, options]: Parameters<typeof demo.send>) {
      if (operation !== "DescribeMaintenanceWindows") return demo.send(operation, input, options);
      return { WindowIdentities: [{ WindowId: "mw-0123456789abcdef0", Name: `window-of-${region}` }] };
    },
  };
};

describe("the shortest paths", () => {
  it("lead from the start through the failures to a machine's output in three keys", async () => {
    const demo = overDemo();
    await demo.press("F", "enter", "o");
    expect(at(demo)).toBe("windows failures members output");
    expect(demo.text()).toContain("exit code");
  });

  it("lead to the worst output from every level with one key", async () => {
    for (const depth of [1, 2, 3, 4]) {
      const demo = overDemo();
      await demo.press(...Array.from({ length: depth }, () => "enter"), "o");
      expect(topView(demo.ui.state()).screen).toBe("output");
      expect(demo.text()).toContain("failed");
    }
  });
});

describe("export", () => {
  it("writes a document with the window, the execution and the account", async () => {
    const files: string[] = [];
    const demo = overDemo({
      identity: async () => ({ Account: "111122223333" }),
      host: { writeFile: async (_, text) => void files.push(text) },
    });
    await demo.press("enter", "x", "enter", "enter");
    // The writers are loaded first.
    await demo.until(({ notice }) => notice !== undefined);
    const { WindowExecutionId = "" } = topView(demo.ui.state()).ref;
    const [written = ""] = files;
    for (const word of ["linux-patch-nightly", "mw-", WindowExecutionId, "111122223333"])
      expect(written).toContain(word);
  });
});

describe("a key without an effect", () => {
  const noticeAfter = async (...keys: readonly string[]): Promise<string> => {
    const demo = overDemo();
    await demo.press(...keys);
    return demo.ui.state().notice?.text ?? "";
  };

  it.each([
    ["d", "d has no effect here. It works on: executions, tasks, invocations, machines, timeline."],
    ["n", "n has no effect here. It works on: texts."],
    ["S", "Press s to sort first."],
    ["esc", "This is the first screen."],
    ["Z", "Z has no effect. Press ? for all keys."],
  ])("says so on the windows: %s", async (key, text) => {
    expect(await noticeAfter(key)).toBe(text);
  });

  it("says so on a text, and where there are no rows", async () => {
    expect(await noticeAfter("?", "n")).toBe("Press / to search first.");
    expect(await noticeAfter("?", "r")).toBe("There is nothing to reload here.");
    expect(await noticeAfter("?", "s")).toBe("s has no effect here. It works on: lists.");
    expect(await noticeAfter("enter", "x", "s")).toBe("These rows cannot be sorted.");
  });

  it("is not in the footer", async () => {
    const demo = overDemo();
    await demo.press("?");
    expect(demo.ui.keys().map(([key]) => key)).not.toContain("p");
    expect(demo.ui.keys().map(([key]) => key)).not.toContain("c");
    await demo.press("esc", "enter", "x");
    expect(demo.ui.keys().map(([key]) => key)).not.toContain("s");
  });
});

describe("Esc", () => {
  it("clears the filter first, then shows all rows, and then goes back", async () => {
    const demo = overDemo();
    await demo.press("enter", "f", "/");
    demo.type("status:failed");
    await demo.press("enter", "esc");
    expect(topView(demo.ui.state())).toMatchObject({ applied: "", onlyBad: true });
    await demo.press("esc");
    expect(topView(demo.ui.state())).toMatchObject({ screen: "executions", onlyBad: false });
    await demo.press("esc", "esc");
    expect(at(demo)).toBe("windows");
  });
});

describe("go to", () => {
  const goTo = async (demo: OverDemo, text: string): Promise<void> => {
    await demo.press(":");
    demo.ui.paste(text);
    await demo.press("enter");
  };

  it("opens an execution from its ID, and Esc goes up from there", async () => {
    const demo = overDemo();
    await demo.press("enter");
    const { WindowExecutionId = "" } = topView(demo.ui.state()).rows[3]?.ref ?? {};
    await demo.press("esc");
    await goTo(demo, WindowExecutionId);
    expect(topView(demo.ui.state())).toMatchObject({ screen: "tasks", ref: { WindowExecutionId } });
  });

  it("accepts a window's name, or its beginning if it is unique", async () => {
    const demo = overDemo();
    await demo.press();
    await goTo(demo, "emerg");
    expect(at(demo)).toBe("windows executions");
    expect(demo.text()).toContain("windows › emergency-openssl");
  });

  it("lists the matching windows if there are several", async () => {
    const demo = overDemo();
    await demo.press();
    await goTo(demo, "l");
    expect(demo.ui.state().prompt?.error).toBe(
      "Several windows match. Type one of: legacy-crm-nightly, linux-patch-nightly.",
    );
  });

  it("labels every level of the breadcrumb, also those that were skipped", async () => {
    const demo = overDemo();
    await demo.press("enter", "enter", "enter", "enter");
    const { InvocationId = "" } = topView(demo.ui.state()).ref;
    const path = demo.text().split("\n")[1];
    const other = overDemo();
    await other.press();
    await goTo(other, InvocationId);
    expect(path).toMatch(/ › AWS-RunPatchBaseline › 80 machines$/);
    expect(other.text().split("\n")[1]).toBe(path);
  });

  it("stays open with the reason if nothing is found", async () => {
    const demo = overDemo();
    await demo.press();
    await goTo(demo, "nothing of this kind");
    expect(demo.ui.state().prompt?.error).toMatch(/\./);
    expect(at(demo)).toBe("windows");
  });

  it("does not search for an item of another region", async () => {
    const demo = overDemo({ transport: accountOf });
    await demo.press("p", "enter");
    demo.type("eu-west-1");
    await demo.press("enter");
    await goTo(demo, "arn:aws:ssm:us-east-1:123456789012:maintenancewindow/mw-0123456789abcdef0");
    expect(demo.ui.state().prompt?.error).toBe(
      "The item is in us-east-1, but you are connected to eu-west-1. Press Esc, then p to change.",
    );
  });

  it("accepts pasted text of any length with any number of spaces", async () => {
    const demo = overDemo();
    await demo.press(":");
    demo.ui.paste(`a${" ".repeat(300_000)}b`);
    expect(demo.ui.state().prompt?.text).toMatch(/^a +b$/);
  });

  it("opens when text is pasted on a list", async () => {
    const demo = overDemo();
    await demo.press();
    demo.ui.paste('{\n  "detail": {\n    "window-id": "mw-0"\n  }\n}');
    expect(demo.ui.state().prompt).toMatchObject({
      for: "goTo",
      text: '{ "detail": { "window-id": "mw-0" } }',
    });
  });
});

describe("another region", () => {
  it("shows nothing of the previous region after Enter", async () => {
    const demo = overDemo({ transport: accountOf });
    await demo.press();
    expect(demo.text()).toContain("window-of-home");
    await demo.press("p", "enter");
    demo.type("eu-west-1");
    demo.ui.press("enter");
    expect(demo.text()).not.toContain("window-of-home");
    expect(demo.text()).toContain("eu-west-1");
    await demo.press();
    expect(demo.text()).toContain("window-of-eu-west-1");
    expect(demo.connected).toEqual([
      { profile: undefined, region: undefined },
      { profile: undefined, region: "eu-west-1" },
    ]);
  });

  it("never shows the account of the previous region, even if its response is late", async () => {
    const answers = new Map<string | undefined, (account: { Account: string }) => void>();
    const demo = overDemo({
      transport: accountOf,
      identity: ({ region }) => new Promise((resolve) => answers.set(region, resolve)),
    });
    await demo.press("p", "enter");
    demo.type("eu-west-1");
    await demo.press("enter");
    answers.get("eu-west-1")?.({ Account: "222222222222" });
    answers.get(undefined)?.({ Account: "111111111111" });
    await demo.until(({ connection }) => connection.Account !== undefined);
    expect(demo.ui.state().connection.Account).toBe("222222222222");
  });

  it("is chosen from the configured profiles and the account's regions", async () => {
    const demo = overDemo({
      transport: accountOf,
      profiles: async () => [{ name: "default" }, { name: "prod", region: "us-east-1" }],
      regions: async () => ["eu-central-1", "eu-west-1"],
    });
    await demo.press("p");
    const names = demo.ui
      .state()
      .views.at(-1)
      ?.rows.map(({ id }) => id);
    expect(names).toEqual([
      "other other",
      "profile default",
      "profile prod",
      "region eu-central-1",
      "region eu-west-1",
    ]);
    await demo.press("down", "down", "enter", "enter");
    expect(demo.connected.at(-1)).toEqual({ profile: "prod", region: undefined });
    await demo.press("p", "G", "enter");
    expect(demo.ui.state().prompt?.text).toBe("prod eu-west-1");
    await demo.press("enter");
    expect(demo.connected.at(-1)).toEqual({ profile: "prod", region: "eu-west-1" });
    expect(demo.text()).toContain("prod");
  });

  it("lists the profiles when the current one cannot sign in, and shows why there are no regions", async () => {
    const demo = overDemo({
      transport: () => {
        throw new Error("The sign-in has expired.");
      },
      profiles: async () => [{ name: "prod" }],
    });
    await demo.press("p");
    expect(demo.text()).toContain("profile  prod");
    expect(demo.text()).toContain(
      "The regions could not be listed, but can be typed: The sign-in has expired.",
    );
  });

  it("cannot be chosen if the source has no profiles, and the screen names the way to AWS", async () => {
    const demo = overDemo({ profiles: async () => undefined });
    await demo.press("p");
    expect(demo.text()).toContain(
      "The demo has one account, without profiles and regions. To connect to AWS, quit with q and start windowpane without --demo and --source.",
    );
  });

  it("does not prefill the region", async () => {
    const demo = overDemo({ transport: accountOf });
    await demo.press("p", "enter");
    demo.type("prod eu-west-1");
    await demo.press("enter");
    expect(demo.connected.at(-1)).toEqual({ profile: "prod", region: "eu-west-1" });
  });
});

describe("cancelling", () => {
  it("is rejected without the flag", async () => {
    const demo = overDemo();
    await demo.press("enter", "X");
    expect(demo.ui.state().prompt).toBeUndefined();
    expect(demo.text()).toContain("Start windowpane with --allow-cancel to enable it");
  });

  it("requires the full ID", async () => {
    const asked: string[] = [];
    const demo = overDemo({
      host: { allowCancel: true },
      transport: () => {
        const mock = mockTransport({ clock: { now: () => new Date("2026-11-22T12:00:00Z") } });
        return {
          name: "mock",
          send: (operation, input, options) => {
            if (operation === "CancelMaintenanceWindowExecution") asked.push(JSON.stringify(input));
            return mock.send(operation, input, options);
          },
        };
      },
    });
    await demo.press("/");
    demo.type("emergency");
    await demo.press("enter", "enter", "X");
    const WindowExecutionId = topView(demo.ui.state()).rows[0]?.id ?? "";
    demo.type(WindowExecutionId.slice(0, -1));
    await demo.press("enter");
    expect(demo.ui.state().prompt?.error).toBe("The ID does not match. Nothing was cancelled.");
    expect(asked).toEqual([]);
    demo.type(WindowExecutionId.slice(-1));
    await demo.press("enter");
    expect(asked).toEqual([JSON.stringify({ WindowExecutionId })]);
    expect(demo.text()).toContain("Cancellation requested.");
  });
});

it("finds text in a text screen, match by match and from the end to the start", async () => {
  const demo = overDemo();
  await demo.press("enter", "enter", "enter", "enter", "o", "/");
  demo.type("failed");
  await demo.press("enter");
  expect(topView(demo.ui.state()).match).toBe(0);
  const { length } = matchesIn(demo.ui.lines(), "failed");
  expect(length).toBeGreaterThan(1);
  await demo.press("n");
  expect(topView(demo.ui.state()).match).toBe(1);
  await demo.press("N", "N");
  expect(topView(demo.ui.state()).match).toBe(length - 1);
  expect(demo.text()).toContain("Continued at the last match.");
  await demo.press("n");
  expect(topView(demo.ui.state()).match).toBe(0);
  await demo.press("esc");
  expect(topView(demo.ui.state())).toMatchObject({ screen: "output", search: "" });
});

describe("copying", () => {
  it("takes the ID of a row, or a text with the window and the execution that it belongs to", async () => {
    const demo = overDemo();
    await demo.press("enter", "enter", "enter", "enter", "y", "o", "y", "Y");
    expect(demo.copied[0]).toMatch(/^i-[0-9a-f]{17}$/);
    expect(demo.copied[1]).toContain("exit code");
    expect(demo.copied[1]).toMatch(
      /^Window: linux-patch-nightly, mw-[0-9a-f]{17}; Execution: \w+ 22 Nov 05:00 UTC, /m,
    );
    expect(demo.copied[2]).toBe("failed  Package manager locked");
  });

  it("takes a row with its window, execution, task and machine, and what is known about it", async () => {
    const demo = overDemo();
    await demo.press("F", "/");
    demo.type("locked");
    await demo.press("enter", "enter", "Y");
    expect(
      demo.copied[0]
        ?.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "UUID")
        .replaceAll(/-[0-9a-f]{17}/g, "-ID")
        .split("\n")
        .slice(0, 7),
    ).toEqual([
      "Window: linux-patch-nightly, mw-ID",
      "Execution: Sun 22 Nov 05:00 UTC, UUID",
      "Task: AWS-RunPatchBaseline, UUID",
      "Machine: app-prod-004, i-ID",
      "machine: app-prod-004",
      "result: failed",
      "window: linux-patch-nightly",
    ]);
  });

  it("takes the instance IDs of all failed machines of a window, a task and the shown rows", async () => {
    const demo = overDemo();
    await demo.press("I", "enter", "enter", "I", "m", "/");
    demo.type("Disk");
    await demo.press("enter", "I");
    const [ofWindow = "", ofTask = "", shown = ""] = demo.copied;
    expect(demo.copied).toHaveLength(3);
    for (const ids of demo.copied) expect(ids).toMatch(/^i-[0-9a-f]{17}(?: i-[0-9a-f]{17})+$/);
    expect(ofWindow.split(" ").length).toBeGreaterThanOrEqual(ofTask.split(" ").length);
    expect(ofTask.split(" ").length).toBeGreaterThan(shown.split(" ").length);
    expect(demo.ui.state().notice?.text).toMatch(/^Copied, .*: \d+ instance IDs$/);
  });

  it("offers a file for a text that is too long for the terminal", async () => {
    const files: (readonly [string, string])[] = [];
    const demo = overDemo({
      host: { copy: () => false, writeFile: async (path, text) => void files.push([path, text]) },
    });
    await demo.press("I");
    expect(demo.text()).toContain("Too long for the clipboard of a terminal");
    await demo.press("enter");
    expect(files).toEqual([
      ["failed-instance-ids.txt", expect.stringMatching(/^i-[0-9a-f]{17}( i-[0-9a-f]{17})+\n$/)],
    ]);
    expect(demo.ui.state().notice?.text).toBe("Wrote failed-instance-ids.txt.");
  });
});

describe("a key that opens a screen", () => {
  it("also closes it if it does not depend on a row", async () => {
    for (const key of ["F", "!", "c", "?", "p"]) {
      const demo = overDemo();
      await demo.press("enter", key);
      expect(at(demo)).toMatch(/^windows executions \w+$/);
      await demo.press(key);
      expect(at(demo)).toBe("windows executions");
    }
  });

  it("shows a message if there is nothing to open it for", async () => {
    const demo = overDemo();
    await demo.press();
    await demo.press(":");
    demo.type("emergency-openssl");
    await demo.press("enter", "enter", "m", "/");
    demo.type('"machines not named"');
    await demo.press("enter", "H");
    expect(demo.ui.state().notice?.text).toBe("This row has no machine.");
    expect(at(demo)).toBe("windows executions tasks machines");
  });
});

it("does not reload what is final and shows a message", async () => {
  const demo = overDemo();
  // One that does not patch: a patch state may be uploaded late.
  await demo.press("/");
  demo.type("web-health-daily");
  await demo.press("enter", "enter", "enter", "r");
  expect(demo.ui.state().notice?.text).toBe("This is final and cannot have changed.");
});
