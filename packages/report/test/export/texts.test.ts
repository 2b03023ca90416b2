/** Untrusted text is in every document as `@windowpane/text` returns it. */
import { hostileTexts, safeLine, safePart } from "@windowpane/text";
import { parse as parseCsv } from "csv-parse/sync";
import { parse as parseJunit } from "junit2json";
import { parseFragment, type DefaultTreeAdapterTypes } from "parse5";
import { describe, expect, it } from "vitest";
import { reportWriters } from "../../src/index.ts";
import { code } from "../../src/export/parts/markdown-text.ts";
import { now } from "../small-plan.ts";
import { hostileReport } from "./hostile.ts";

const textsIn = (html: string): readonly string[] => {
  const texts: string[] = [];
  const walk = (node: DefaultTreeAdapterTypes.Node): void => {
    if ("value" in node) texts.push(node.value);
    if ("childNodes" in node) for (const child of node.childNodes) walk(child);
  };
  walk(parseFragment(html));
  return texts;
};

describe.each(hostileTexts)("$what", ({ text }) => {
  const line = safeLine(text);
  const report = hostileReport({
    name: text,
    details: "x",
    printed: "no key",
    called: "AWS-RunShellScript",
    secret: "s",
  });

  it("as the name of a machine, in CSV, Markdown, HTML and JUnit", async () => {
    const [row] = parseCsv<Record<string, string>>(reportWriters.csv.write(await report, { now }), {
      columns: true,
    });
    expect(row?.["InstanceName"]?.replace(/^'/u, "")).toBe(safePart(text));

    expect(reportWriters.markdown.write(await report, { now })).toContain(code(line, "cell"));

    const html = textsIn(reportWriters.html.write(await report, { now }));
    expect(html.some((part) => part.includes(line))).toBe(true);

    const suites = await parseJunit(reportWriters.junit.write(await report, { now }));
    const second =
      suites !== null && suites !== undefined && "testsuite" in suites ? suites.testsuite?.[1] : undefined;
    expect(second?.["system-out"]?.[0]).toContain(`${line} (i-00000000000000002): failed`.trim());
  });

  it("leaves no control or invisible characters in a document", async () => {
    for (const writer of Object.values(reportWriters)) {
      const document = writer.write(await report, { now, includeSensitive: true });
      expect(document).not.toMatch(
        /(?!\n|\r|\u200c|\u200d|\u0600|\p{Variation_Selector})[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2028\u2029]/u,
      );
    }
  });
});
