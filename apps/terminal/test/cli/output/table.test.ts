import { describe, expect, it } from "vitest";
import type { TableColumn } from "@windowpane/explorer";

import { createTable } from "../../../src/cli/output/table.ts";
import type { ColorChoice } from "../../../src/cli/context/settings.ts";
import { themeFor } from "../../../src/cli/context/theme.ts";

const stream = (isTerminal: boolean) => ({ isTerminal, columns: 80, write: async () => {} });

const themeOn = (isTerminal: boolean, env: Record<string, string> = {}, color: ColorChoice = "auto") =>
  themeFor({ env, stdout: stream(isTerminal), stderr: stream(isTerminal) }, "stdout", color);

const table = (
  columns: readonly TableColumn[],
  width: number | undefined,
  env: Record<string, string> = { NO_COLOR: "1" },
) =>
  createTable(columns, {
    theme: themeOn(width !== undefined, env),
    width,
    now: new Date("2026-11-22T12:00:00Z"),
    utcOffset: () => 0,
  });

describe("a table", () => {
  it("aligns by display width: two columns for CJK and emoji, none for combining marks", () => {
    const text = table(
      [{ name: "name" }, { name: "x" }],
      40,
    )([
      { name: "日本語", x: 1 },
      { name: "👍 ok", x: 2 },
      { name: "e\u0301a", x: 3 },
      { name: "plain", x: 4 },
    ]);
    expect(text).toBe("name    x\n日本語  1\n👍 ok   2\ne\u0301a      3\nplain   4\n");
  });

  it("omits an optional column without values, with no note that it is hidden", () => {
    const columns: readonly TableColumn[] = [{ name: "a", isOptional: true, rank: 1 }, { name: "b" }];
    const hidden: (readonly string[])[] = [];
    const write = createTable(columns, {
      theme: themeOn(true, { NO_COLOR: "1" }),
      width: 40,
      now: new Date(0),
      utcOffset: () => 0,
      onHidden: (names) => hidden.push(names),
    });
    expect(write([{ b: 1 }, { a: "", b: 2 }])).toBe("b\n1\n2\n");
    expect(hidden).toEqual([]);
    expect(table(columns, 40)([{ b: 1 }, { a: "x", b: 2 }])).toBe("a  b\n   1\nx  2\n");
  });

  it("truncates with a mark on a terminal, and never on a pipe", () => {
    const columns: readonly TableColumn[] = [{ name: "id" }, { name: "text", least: 6 }];
    const rows = [{ id: "i-1", text: "a long sentence" }];
    expect(table(columns, 14)(rows)).toBe("id   text\ni-1  a long s…\n");
    expect(table(columns, undefined)(rows)).toBe("id   text\ni-1  a long sentence\n");
  });

  it("shows a status as sign and word on a terminal, and as a word on a pipe", () => {
    const columns: readonly TableColumn[] = [{ name: "Status", kind: "status" }];
    const rows = [{ Status: "FAILED" }, { Status: "IN_PROGRESS" }, { Status: "SUCCESS" }];
    expect(table(columns, 80)(rows)).toBe("Status\n✖ FAILED\n▶ IN_PROGRESS\n• SUCCESS\n");
    expect(table(columns, undefined)(rows)).toBe("Status\nFAILED\nIN_PROGRESS\nSUCCESS\n");
    expect(table(columns, 80, { NO_COLOR: "1", LANG: "C" })(rows)).toBe(
      "Status\nx FAILED\n> IN_PROGRESS\n* SUCCESS\n",
    );
  });

  it("colours by meaning, and never AWS's SUCCESS as good", () => {
    const columns: readonly TableColumn[] = [{ name: "Status", kind: "status" }];
    const rows = [{ Status: "FAILED" }, { Status: "SUCCESS" }];
    expect(table(columns, 80, {})(rows)).toBe(
      "\u001b[1mStatus\u001b[0m\n\u001b[31m✖ FAILED\u001b[0m\n• SUCCESS\n",
    );
  });

  it("keeps the text of a cell in its line", () => {
    const text = table(
      [{ name: "a" }, { name: "b" }],
      undefined,
    )([{ a: "x\ny\u001b[31m", b: "\u202eevil\t!" }]);
    expect(text).toBe("a    b\nx y  evil !\n");
  });

  it("keeps the widths of the first page, and truncates no later page on a pipe", () => {
    const write = table([{ name: "a" }, { name: "b" }], undefined);
    expect(write([{ a: "1", b: "2" }])).toBe("a  b\n1  2\n");
    expect(write([{ a: "longer", b: "2" }])).toBe("longer  2\n");
  });

  it("prints times, numbers, structures and missing values", () => {
    const rows = [{ t: new Date("2026-11-22T04:00:00.500Z"), n: 0, o: { a: [1] }, u: undefined }];
    expect(table([{ name: "t" }, { name: "n" }, { name: "o" }, { name: "u" }], undefined)(rows)).toBe(
      't                     n  o          u\n2026-11-22T04:00:00Z  0  {"a":[1]}\n',
    );
  });
});

describe("colours", () => {
  it.each([
    [true, {}, "auto", true],
    [false, {}, "auto", false],
    [true, { NO_COLOR: "1" }, "auto", false],
    [true, { NO_COLOR: "" }, "auto", true],
    [true, { TERM: "dumb" }, "auto", false],
    [false, { FORCE_COLOR: "1" }, "auto", true],
    [true, { FORCE_COLOR: "0" }, "auto", false],
    [false, { FORCE_COLOR: "1", NO_COLOR: "1" }, "auto", false],
    [true, { FORCE_COLOR: "1" }, "off", false],
    [false, {}, "on", true],
    [false, { NO_COLOR: "1" }, "on", true],
  ] as const)("terminal %s, %o, --color %s: %s", (isTerminal, env, color, painted) => {
    expect(themeOn(isTerminal, env, color).paint("bad", "x") !== "x").toBe(painted);
  });
});
