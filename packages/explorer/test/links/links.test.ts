/** Links lead back to the screen that they were made on. */
import fc from "fast-check";
import { mockTransport } from "@windowpane/transport-mock";
import { beforeAll, describe, expect, it } from "vitest";
import {
  keyTable,
  linkOf,
  locate,
  locateAll,
  messageLink,
  readLink,
  screens,
  topView,
  whyNotLocated,
  type ItemRef,
  type ScreenName,
  type State,
} from "../../src/index.ts";
import { LinkError } from "../../src/links/link-error.ts";
import { sortName } from "../../src/links/link-of.ts";
import { linkPaths } from "../../src/links/paths.ts";
import { overDemo, type OverDemo } from "../over-demo.ts";

const clock = { now: () => new Date("2026-11-22T12:00:00Z") };
const mock = mockTransport({ clock });
const demo = (): OverDemo => overDemo({ transport: () => mock });

/** What a link must keep of the visible screen. */
const placeOf = (state: State): object => {
  const { screen, ref, applied, sort, onlyBad, live, search } = topView(state);
  const { Name: _, ...ids } = ref;
  const known = Object.fromEntries(
    Object.entries(idsInPath(screen, ids)).filter(([, id]) => id !== undefined),
  );
  return { screen, ids: known, applied, sort, onlyBad, live, search };
};

/** A screen may carry IDs that it does not use: a failed task is opened with a machine. */
const idsInPath = (screen: ScreenName, ids: ItemRef): ItemRef => {
  const paths = linkPaths[screen];
  if (paths === "over") return {};
  return Object.fromEntries(
    Object.entries(ids).filter(([name]) => name === "WindowId" || paths.join(" ").includes(`{${name}}`)),
  );
};

/** The row that the user has moved to; undefined on the first one. */
const rowOf = (state: State): string | undefined => {
  const { rows, index } = topView(state);
  return index === 0 ? undefined : rows[index]?.id;
};

describe("a link", () => {
  // Both keep what they have read, so that every place after the first one opens quickly.
  let walker: OverDemo;
  let reader: OverDemo;
  beforeAll(async () => {
    walker = demo();
    reader = demo();
    await Promise.all([walker.press(), reader.press()]);
  });

  /** Opens the link of a state in another explorer. */
  const reopened = async (state: State): Promise<State> => {
    reader.ui.openLink(linkOf(state, screens));
    await reader.press();
    return reader.ui.state();
  };

  it("leads back to every screen, with its filter, order, failures and selected row", async () => {
    const reached = new Set<ScreenName>();
    let [filtered, sorted, onlyBad, moved, over] = [0, 0, 0, 0, 0];
    const opening = keyTable
      .filter(({ command }) => command.startsWith("open "))
      .map(({ keys }) => keys[0] ?? "");
    const key = fc.constantFrom(
      "enter",
      "enter",
      "enter",
      "o",
      "down",
      "down",
      "down",
      "s",
      "s",
      "S",
      "f",
      "f",
      "G",
      "esc",
      ...opening,
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(key, { maxLength: 12 }),
        fc.constantFrom("", "a", "failed", "-x"),
        async (keys, filter) => {
          const { ui, press, type } = walker;
          ui.openLink("#/windows");
          await press(...keys);
          // The prompt of the export, or of a profile, is not part of a place.
          if (ui.state().prompt !== undefined) await press("esc");
          if (filter !== "") {
            await press("/");
            type(filter);
            await press("enter");
          }
          const before = ui.state();
          const after = await reopened(before);
          expect(placeOf(after)).toEqual(placeOf(before));
          expect(rowOf(after)).toBe(rowOf(before));
          expect(linkOf(after, screens)).toBe(linkOf(before, screens));
          expect(after.notice).toBeUndefined();
          const view = topView(before);
          reached.add(view.screen);
          if (view.applied !== "") filtered += 1;
          if (view.sort !== undefined) sorted += 1;
          if (view.onlyBad) onlyBad += 1;
          if (rowOf(before) !== undefined) moved += 1;
          if (linkPaths[view.screen] === "over") over += 1;
        },
      ),
      { numRuns: 80 },
    );
    expect(Math.min(filtered, sorted, onlyBad, moved, over)).toBeGreaterThan(0);
    expect(reached.size).toBeGreaterThan(7);
  }, 300_000);

  /** Keys that lead to each screen; a new screen does not compile without them. */
  const ways: Readonly<Record<ScreenName, readonly string[]>> = {
    windows: ["f", "s"],
    executions: ["enter", "down"],
    tasks: ["enter", "enter"],
    invocations: ["enter", "enter", "enter"],
    machines: ["enter", "enter", "enter", "enter", "f"],
    output: ["enter", "enter", "enter", "enter", "f", "enter"],
    history: ["enter", "m", "H"],
    failures: ["F", "down", "s"],
    patches: ["enter", "m", "P"],
    causes: ["enter", "C"],
    members: ["F", "down", "enter"],
    timeline: ["enter", "t", "down", "enter"],
    diff: ["enter", "d"],
    export: ["enter", "x", "down"],
    gaps: ["enter", "down", "!"],
    cli: ["enter", "f", "down", "c"],
    trends: ["T"],
    nights: ["enter", "M"],
    year: ["enter", "m", "a"],
    connections: ["enter", "p"],
    help: ["enter", "enter", "?"],
  };

  it.each(Object.entries(ways))("leads back to the screen %s", async (screen, keys) => {
    const { ui, press } = walker;
    ui.openLink("#/windows");
    await press(...keys);
    const before = ui.state();
    expect(topView(before).screen).toBe(screen);
    const after = await reopened(before);
    expect(placeOf(after)).toEqual(placeOf(before));
    expect(linkOf(after, screens)).toBe(linkOf(before, screens));
    expect(reader.ui.lines()).toEqual(ui.lines());
    expect(topView(after).rows.map(({ id }) => id)).toEqual(topView(before).rows.map(({ id }) => id));
    // Any origin and path, inside a sentence.
    const pasted = `see https://windowpane.example.com/base/${linkOf(before, screens)}, please.`;
    expect(locate(pasted)?.link).toEqual(readLink(linkOf(before, screens)));
  });

  it("keeps any filter and searched text", () => {
    const { ui } = demo();
    let encoded = 0;
    fc.assert(
      fc.property(fc.string({ unit: "binary", minLength: 1 }), (text) => {
        const safe = text
          .replaceAll(/\p{Surrogate}/gu, "\ufffd")
          .replaceAll(/[\u0000-\u001f\u007f-\u009f]/gu, "");
        fc.pre(safe !== "");
        const [view] = ui.state().views;
        if (view === undefined) throw new RangeError("No screen is open.");
        const link = linkOf({ ...ui.state(), views: [{ ...view, applied: safe, search: safe }] }, screens);
        expect(link).toMatch(/^[\w#/?&=%:,.-]+$/u);
        expect(readLink(link).screens).toEqual([{ screen: "windows", ref: {}, filter: safe, find: safe }]);
        expect(locate(`<b>(https://example.com/${link})</b>`)?.link).toEqual(readLink(link));
        if (link.includes("%")) encoded += 1;
      }),
    );
    expect(encoded).toBeGreaterThan(20);
    ui.close();
  });

  it("names each column by which a screen can be sorted once", () => {
    for (const { name, columns = [] } of Object.values(screens)) {
      const names = columns.filter(({ sortKey }) => sortKey !== undefined).map(sortName);
      expect([name, new Set(names).size]).toEqual([name, names.length]);
      for (const one of names) expect(one).toMatch(/^[a-z#][\w#-]*$/u);
    }
  });
});

const E = "4d1c0f6e-9b3a-4c58-a1d2-7e60b8f3c954";
const W = "mw-0123456789abcdef0";

describe("reading a link", () => {
  it.each([
    ["", "windows", {}],
    ["#", "windows", {}],
    ["#/", "windows", {}],
    ["https://example.com/", "windows", {}],
    ["#/windows/", "windows", {}],
    [`#/windows/${W}`, "executions", { WindowId: W }],
    [`#/executions/${E}`, "tasks", { WindowExecutionId: E }],
    [`#/executions/${E.toUpperCase()}/tasks`, "tasks", { WindowExecutionId: E }],
    [`#/executions/${E}/tasks?window=${W}`, "tasks", { WindowId: W, WindowExecutionId: E }],
    [`#/executions/${E}/output`, "output", { WindowExecutionId: E }],
    ["#/machines/i-0123456789abcdef0", "history", { InstanceId: "i-0123456789abcdef0" }],
    ["#/failures/disk%2Ffull%20%3F", "members", { group: "disk/full ?" }],
  ])("%s", (text, screen, ref) => {
    expect(readLink(text.startsWith("https") ? text.slice(text.length) : text).screens).toEqual([
      { screen, ref },
    ]);
  });

  it("reads the settings of a screen and of the screen over it", () => {
    const link = readLink(
      `#/executions/${E}/machines?filter=a%3Db%26c&sort=-took&failed=1&live=1&row=x&over=help&find=quit&since=2d&region=eu-west-1&account=123456789012`,
    );
    const ref = { WindowExecutionId: E };
    expect(link).toEqual({
      screens: [
        { screen: "machines", ref, filter: "a=b&c", sort: "-took", failed: true, live: true, row: "x" },
        { screen: "help", ref, find: "quit" },
      ],
      since: "2d",
      region: "eu-west-1",
      account: "123456789012",
    });
  });

  it.each([
    [
      "#/nowhere",
      '"#/nowhere" does not lead to a screen. Links begin with #/windows, #/executions, #/machines, #/failures, #/trends.',
    ],
    ["#/constructor", '"#/constructor" does not lead'],
    [`#/executions/${E}/tasks/`.replace("tasks/", "task"), "does not lead to a screen"],
    [
      "#/executions/4d1c/tasks",
      '"4d1c" in the link is not the ID of a window execution. Copy the whole link again.',
    ],
    ["#/windows/mw-1/executions", '"mw-1" in the link is not the ID of a window.'],
    ["#/machines/web-01/history", '"web-01" in the link is not the ID of a machine.'],
    [`#/executions/${W}/tasks`, `"${W}" in the link is not the ID of a window execution.`],
    ["#/windows?filter", undefined],
    [
      "#/windows?colour=red",
      'The link has the unknown parameter "colour". Its parameters can be filter, sort,',
    ],
    ["#/windows?__proto__=1", 'The link has the unknown parameter "__proto__".'],
    ["#/windows?", undefined],
    ["#/windows?&", 'The link has the unknown parameter "".'],
    ["#/windows?filter=a&filter=b", "The link has the parameter filter twice. Remove one of them."],
    ["#/windows?failed=yes", '"yes" in the link is not a valid value of failed. Use failed=1, or omit it.'],
    [
      "#/windows?over=machines",
      '"machines" in the link is not a valid value of over. Use gaps, cli, connections, help.',
    ],
    ["#/windows?region=EU", '"EU" in the link is not a valid value of region.'],
    [
      "#/windows?account=12",
      '"12" in the link is not a valid value of account. An account ID has 12 digits.',
    ],
    ["#/windows?window=mw-1", '"mw-1" in the link is not the ID of a window.'],
    ["#/windows?filter=%zz", '"%zz" in the link has a percent sign without two hexadecimal digits'],
    ["#/windows?filter=%ff", "bytes that are not UTF-8"],
    ["#/windows?filter=a%0Ab", "The link contains control characters."],
    ["#/%1b[31m", "The link contains control characters."],
    [`#/windows?filter=${"x".repeat(9000)}`, "The link is longer than 8000 characters."],
  ])("%.60s", (text, problem) => {
    const read = (): unknown => readLink(text);
    if (problem === undefined) expect(read).not.toThrow();
    else {
      try {
        read();
        throw new Error("It was read.");
      } catch (error) {
        if (!(error instanceof LinkError)) throw error;
        expect(`${error.message} ${error.advice}`).toContain(problem);
      }
    }
  });

  it("throws nothing but a LinkError, whatever the text", () => {
    let links = 0;
    const part = fc.constantFrom(
      "#/",
      "executions",
      "/",
      E,
      "?",
      "filter",
      "=",
      "&",
      "over",
      "help",
      "%",
      "windows",
      W,
      "since",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(part).map((parts) => parts.join("")),
          fc.string({ unit: "binary" }),
        ),
        (text) => {
          try {
            readLink(text);
            links += 1;
          } catch (error) {
            if (!(error instanceof LinkError)) throw error;
            expect(error.message).toMatch(/^[^\p{Cc}]+\.$/u);
          }
        },
      ),
    );
    expect(links).toBeGreaterThan(2);
  });
});

describe("opening a link", () => {
  const open = async (link: string, options: Parameters<typeof overDemo>[0] = {}): Promise<OverDemo> => {
    const opened = overDemo({ transport: () => mock, ...options });
    await opened.press();
    opened.ui.openLink(link);
    await opened.press();
    return opened;
  };

  it.each([
    ["#/nowhere", '"#/nowhere" does not lead to a screen.'],
    ["#/windows?filter=nofield:1", "The filter of the link cannot be read: "],
    [
      "#/windows?sort=size",
      'The screen "windows" of the link cannot be sorted by "size". Its columns are window,',
    ],
    [
      "#/windows?over=help&sort=a",
      'The screen "help" of the link cannot be sorted by "a". Remove sort from the link.',
    ],
    [
      "#/windows?over=help&filter=a",
      'The screen "help" of the link has no rows to filter. Use find instead of filter.',
    ],
    ["#/windows?over=connections&failed=1", "of the link cannot have failed. Remove it from the link."],
    ["#/failures?since=soon", '"soon" is not a valid duration or time.'],
  ])("shows the list of windows and the reason: %s", async (link, reason) => {
    const { ui } = await open(link);
    expect(ui.state().views.map(({ screen }) => screen)).toEqual(["windows"]);
    expect(ui.state().notice?.text).toContain(reason);
    ui.close();
  });

  it("refuses a link of another account, also when the account is known later", async () => {
    const { ui, press } = await open("#/failures?account=123456789012", {
      identity: async () => ({ Account: "210987654321" }),
    });
    await press();
    expect(ui.state().notice?.text).toBe(
      "The item is in account 123456789012, but you are connected to 210987654321. Press Esc, then p to change.",
    );
    ui.openLink("#/windows?account=123456789012");
    expect(ui.state().notice?.text).toContain("The item is in account 123456789012");
    ui.close();
  });

  it("counts failures since the time of the link, which stays when the clock moves", async () => {
    const { ui, press } = await open("#/failures?since=2026-11-20T00:00Z");
    const since = new Date("2026-11-20T00:00Z");
    ui.dispatch({ type: "ticked", now: new Date("2026-11-25T12:00:00Z") });
    expect(ui.state().since).toEqual(since);
    expect(linkOf(ui.state(), screens)).toBe("#/failures?since=2026-11-20T00:00:00.000Z");
    await press();
    ui.openLink("#/failures");
    expect(ui.state().since).toEqual(new Date("2026-11-24T12:00:00Z"));
    ui.close();
  });

  it("opens at the prompt, where it names its problem", async () => {
    const { ui, press, type } = demo();
    await press(":");
    type("https://example.com/#/windows?sort=size");
    await press("enter");
    expect(ui.state().prompt?.error).toContain('cannot be sorted by "size"');
    await press("esc");
    ui.paste("https://example.com/base/#/failures?sort=-machines");
    await press("enter");
    expect(topView(ui.state())).toMatchObject({ screen: "failures", sort: { descending: true } });
    ui.close();
  });
});

describe("the key L", () => {
  it("copies the link with the address of the page", async () => {
    const { ui, press, copied } = overDemo({
      host: { pageUrl: "https://host/base/" },
      transport: () => mock,
    });
    await press("f", "L");
    expect(copied).toEqual(["https://host/base/#/windows?failed=1"]);
    expect(ui.state().notice?.text).toBe("Copied, if the terminal allows it: the link to this screen");
    ui.close();
  });

  it("tells how to set the address of the page", async () => {
    const { ui, press, copied } = demo();
    await press("L");
    expect(copied).toEqual([]);
    expect(ui.state().notice?.text).toContain("Set WINDOWPANE_PAGE_URL");
    ui.close();
  });
});

describe("a link in a text", () => {
  it.each([
    [`https://host/#/executions/${E}/tasks`, "execution"],
    [`http://127.0.0.1:8080/#/executions/${E}/machines?failed=1`, "execution"],
    [`<https://host/a/b/#/windows/${W}/executions|the window>`, "window"],
    [`Look at (#/machines/i-0123456789abcdef0/patches).`, "machine"],
    ["https://host/#/failures?since=2d", "screen"],
    [`https://safe.example.com/?url=https%3A%2F%2Fhost%2F%23%2Fexecutions%2F${E}%2Ftasks`, "execution"],
  ])("%s", (text, kind) => {
    const found = locate(text);
    expect(found?.kind).toBe(kind);
    expect(found?.link).toBeDefined();
    expect(locateAll(text)).toEqual([found]);
  });

  it("leaves URLs of the console to their IDs", () => {
    const text = `https://eu-west-1.console.aws.amazon.com/systems-manager/#/executions/${E}`;
    expect(locate(text)?.link).toBeUndefined();
  });

  it("tells why a link is not one", () => {
    expect(locate("https://host/#/executions/4d1c/tasks")).toBeUndefined();
    expect(whyNotLocated("https://host/#/executions/4d1c/tasks")).toBe(
      '"4d1c" in the link is not the ID of a window execution. Copy the whole link again.',
    );
  });
});

describe("messageLink", () => {
  const ids = { WindowId: "mw-0123456789abcdef0", Account: "111122223333", Region: "eu-west-1" };
  const WindowExecutionId = "01234567-89ab-cdef-0123-456789abcdef";

  it.each([
    [{ ...ids, WindowExecutionId }, "causes", { WindowExecutionId, WindowId: ids.WindowId }],
    [{ ...ids, WindowExecutionId, passed: true }, "tasks", { WindowExecutionId, WindowId: ids.WindowId }],
    [ids, "executions", { WindowId: ids.WindowId }],
    [{}, "failures", {}],
  ])("leads from a message about %j to %s", (subject, screen, ref) => {
    for (const page of ["https://wp.example.com", "https://wp.example.com/base/"]) {
      const link = messageLink(page, subject);
      expect(link.startsWith(`${page.replace(/\/$/u, "")}/#/`)).toBe(true);
      const read = readLink(link);
      expect(read.screens).toMatchObject([{ screen, ref }]);
      expect({ region: read.region, account: read.account }).toEqual(
        "Region" in subject ? { region: "eu-west-1", account: "111122223333" } : {},
      );
    }
  });
});
