import { spawnSync } from "node:child_process";
import { hostileTexts } from "@windowpane/text";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { yamlText } from "../../../src/cli/output/yaml.ts";
import { queryResult } from "../../../src/cli/output/query.ts";

/** What a reader of YAML 1.1 or 1.2 takes for something other than a text, or refuses. */
const texts = [
  ...["2026-11-28", "2026-11-28T10:00:00Z", "2026-11-28 10:00:00", "2001-1-1", "1:30", "190:20:30.15"],
  ...["on", "OFF", "y", "n", "Yes", "no", "true", "False", "~", "null", "NULL", "", "=", "<<"],
  ...["0", "-0", "+1", "017", "089", "0o7", "0O7", "0x1F", "0b11", "1_000", "1,000", "1__0", "12e3", "1e21"],
  ...["1.5", ".5", "5.", "1.e3", "6.8523015e+5", ".inf", "-.INF", ".NaN", "nan", ".", "..", "1.2.3", "12e03"],
  ...["-", "?", ":", "- a", "? a", "a: b", "a:", "a #b", "#a", "a:b", "%a", "@a", "`a", "!a", "&a", "*a"],
  ...["{a", "[a", "]", ",", "|", "> a", "'", '"', "a'b", '"a"', "\\", "C:\\x", "---", "--- a", "..."],
  ...[
    "  x",
    "x ",
    "\t",
    "a\tb",
    "\ta\nb",
    "a\nb",
    "a\nb\n",
    "a\n\n",
    " a\nb",
    "\n",
    "a\n ",
    "a\r\nb",
    "a\rb",
  ],
  ...[
    "a\n---\nb",
    "a\u0092b",
    "a\u0085b",
    "a\u2028b",
    "\ufeffa",
    "a\uffff",
    "a\ufffe\nb",
    "\u0000",
    "a\u0000\nb",
  ],
  ...["\u007f", "\u001b[31m", "😀", "é", "\u00a0x", "-\n", `${"x".repeat(200)}: y`],
  ...hostileTexts.map(({ text }) => text).filter((text) => !/\p{Surrogate}/u.test(text)),
];

const value = {
  list: texts,
  members: Object.fromEntries(texts.map((text, index) => [text, index])),
  nested: texts.map((text) => ({ text, list: [[text]], none: null, empty: [{}, []] })),
};

/** Prints as JSON what PyYAML reads from stdin. */
const READ_WITH_PYYAML =
  "import json, sys, yaml; print(json.dumps(yaml.safe_load(sys.stdin.buffer.read().decode('utf-8'))))";
const pyYaml = spawnSync("python3", ["-c", "import yaml"]).status === 0;

describe("YAML", () => {
  it("gives a reader of YAML 1.2 the same value", () => {
    expect(parse(yamlText(value))).toEqual(value);
    for (const text of texts) expect(parse(yamlText(text))).toBe(text);
  });

  // Where Python has no PyYAML, the reader with the strictest rules cannot be tried.
  it.skipIf(!pyYaml)("gives PyYAML, a reader of YAML 1.1, the same value", () => {
    const { stdout } = spawnSync("python3", ["-c", READ_WITH_PYYAML], {
      input: yamlText(value),
      encoding: "utf8",
    });
    expect(JSON.parse(stdout)).toEqual(value);
  });

  it("contains no raw character that readers refuse", () => {
    expect(yamlText(value)).not.toMatch(/[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/);
  });

  it("repeats what a value contains twice, because readers limit the number of aliases", () => {
    const cause = { Name: "Disk full", Machines: ["a", "b"] };
    const machines = Array.from({ length: 2000 }, () => ({ cause }));
    const text = yamlText({ machines });
    expect(text).not.toMatch(/[&*]a\d/);
    expect(parse(text)).toEqual({ machines });
  });

  it("writes a time as text, and no lone surrogates", () => {
    expect(yamlText({ at: new Date("2026-11-28T10:00:00Z") })).toBe('at: "2026-11-28T10:00:00.000Z"\n');
    expect(yamlText({ a: "x\ud800y" })).toBe("a: x\ufffdy\n");
  });

  it("writes a value without members as JSON, and the floats of a query", () => {
    expect(yamlText("on")).toBe('"on"\n');
    expect(yamlText(null)).toBe("null\n");
    expect(yamlText(queryResult({}, "`2.0`"))).toBe("2.0\n");
    expect(yamlText(queryResult({}, "[`2.0`, `2`, avg(`[1, 2]`)]"))).toBe("- 2.0\n- 2\n- 1.5\n");
  });
});
