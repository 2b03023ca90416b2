/** No text from outside reaches the terminal as a control sequence. */
import type { Transport } from "@windowpane/core";
import { fixedClock, mockTransport } from "@windowpane/transport-mock";
import { expect, it } from "vitest";
import { openInProcess } from "./harness/in-process.ts";

const escape = "\u001b";

/** Control sequences in both forms (colours, cursor, clearing, title, clipboard, links, queries, modes) and characters that reorder text. */
const corpus = [
  `${escape}[31m`,
  `${escape}[2J${escape}[H`,
  `${escape}]0;owned\u0007`,
  `${escape}]52;c;b3duZWQ=\u0007`,
  `${escape}]8;;https://example.invalid${escape}\\link${escape}]8;;${escape}\\`,
  `${escape}[?1049l${escape}[?25h${escape}[?2004h`,
  `${escape}P+q544e${escape}\\`,
  `${escape}_app${escape}\\${escape}^pm${escape}\\`,
  `${escape}[6n${escape}[c${escape}Z`,
  `${escape}c${escape}#8`,
  "\u009b31m\u009d0;owned\u009c\u0090q\u009c",
  "\r\b\u0007\u000e\u000f\u007f\u0085",
  "\u202egnp.exe\u202c\u2066x\u2069\u200b\ufeff",
  `${escape}[`,
  escape,
].join("|");

/** Members with text from outside. */
const written = new Set([
  ...["Name", "Description", "StatusDetails", "OwnerInformation", "Parameters", "TaskArn", "DocumentName"],
  ...["InstanceName", "StandardOutputContent", "StandardErrorContent", "Output", "Comment", "Schedule"],
  ...["FailureMessage", "StepName", "NextExecutionTime"],
]);

const poisoned = (value: unknown, key = ""): unknown => {
  if (typeof value === "string") return written.has(key) ? `${value}${corpus}` : value;
  if (Array.isArray(value)) return value.map((item: unknown) => poisoned(item, key));
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, poisoned(inner, name)]));
};

const hostile = (): Transport => {
  const mock = mockTransport({ clock: fixedClock(new Date("2026-11-22T12:00:00Z")) });
  return {
    name: mock.name,
    send: async (operation, input, options) => poisoned(await mock.send(operation, input, options)),
  };
};

/** Control sequences that the UI writes: styles, cursor moves, clearing, modes and queries; and line feeds. */
const ours = new RegExp(
  [
    String.raw`\x1b\[[\d;]*m`,
    String.raw`\x1b\[\d*(?:;\d+)?[ABCDEGHJK]`,
    String.raw`\x1b\[\?(?:1049|25|2026|2004)[hl]`,
    String.raw`\x1b\]11;\?\x1b\\\x1b\[c`,
    String.raw`\r?\n`,
  ].join("|"),
  "g",
);

it("removes control sequences in names, parameters, owner information, statuses and output, on every screen", async () => {
  const ui = openInProcess([], { columns: 120, rows: 50, transport: hostile() });
  const isRead = (text: string, shows: RegExp): boolean => !/reading|looking/.test(text) && shows.test(text);
  const after = async (key: string, shows: RegExp): Promise<string> => {
    ui.press(key);
    return ui.until((text) => isRead(text, shows), `${JSON.stringify(key)} shows ${shows}`);
  };
  const machines = /machine +result/;
  const causes = /machines +(?:never ran +)?windows/;
  const output = /from ListCommandInvocations/;
  await ui.until((text) => isRead(text, /14 windows/), "the windows");
  await after("\r", /started UTC/);
  await after("\r", /incomplete {2}3 tasks/);
  await after("m", machines);
  await after("\r", output);
  await after("c", /aws ssm/);
  await after(escape, output);
  await after("F", causes);
  await after("\r", machines);
  await after(escape, causes);
  await after(escape, output);
  await after(escape, machines);
  await after(escape, /incomplete {2}3 tasks/);
  await after("t", /the window ends/);
  await after("x", /left out/);
  ui.press("q");
  await ui.outcome;
  expect(ui.fake.written().replace(ours, "")).not.toMatch(
    /[\p{Control}\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/u,
  );
});
