import * as fc from "fast-check";
import { lexer, walkTokens, type Token } from "marked";
import { describe, expect, it } from "vitest";
import { reportWriters, type ExecutionReport } from "../../src/index.ts";
import { now } from "../small-plan.ts";
import { hostileReport, hostiles } from "./hostile.ts";

const write = (report: ExecutionReport): string =>
  reportWriters.markdown.write(report, { now, includeSensitive: true });

const tokensIn = (text: string): readonly Token[] => {
  const tokens: Token[] = [];
  void walkTokens(lexer(text, { gfm: true }), (token) => {
    tokens.push(token);
  });
  return tokens;
};

const calm = { name: "web-1", details: "x", printed: "no key", called: "AWS-RunShellScript", secret: "s" };

describe("a report as Markdown", () => {
  it("has no links, images or HTML from untrusted text, and all its sections", async () => {
    const headings = (text: string) =>
      tokensIn(text).flatMap((token) => (token.type === "heading" ? [Number(token["depth"])] : []));
    const columns = (text: string) =>
      tokensIn(text).flatMap((token) =>
        // marked's tables have rows of cells.
        token.type === "table"
          ? (token["rows"] as readonly (readonly unknown[])[]).map((row) => row.length)
          : [],
      );
    const expected = write(await hostileReport(calm));
    await fc.assert(
      fc.asyncProperty(hostiles, async (hostile) => {
        const text = write(await hostileReport(hostile));
        const kinds = new Set(tokensIn(text).map(({ type }) => type));
        for (const kind of ["link", "image", "html", "blockquote", "hr", "del", "em"])
          expect(kinds).not.toContain(kind);
        expect(headings(text).filter((depth) => depth <= 2)).toEqual(
          headings(expected).filter((depth) => depth <= 2),
        );
        expect(new Set(columns(text))).toEqual(new Set(columns(expected)));
      }),
      { numRuns: 100 },
    );
  });

  it("keeps a bar after a backslash in its cell, and the rest in code", async () => {
    const text = write(await hostileReport({ ...calm, name: String.raw`a\|https://example.invalid` }));
    expect(text).toContain("| `a\\ \\|https://example.invalid` |");
    expect(tokensIn(text).map(({ type }) => type)).not.toContain("link");
  });

  it("keeps the code spans of advice, and backticks of outputs in code", async () => {
    const report = await hostileReport({ ...calm, printed: "a ``b`` `c` fatal error" });
    const [group, ...groups] = report.groups;
    if (group === undefined) throw new Error("The report has no group.");
    const nextStep = "Run `systemctl status` on it, and `rpm --rebuilddb`.";
    const evidence = "error: a ``b`` `c` ended";
    const text = write({ ...report, groups: [{ ...group, nextStep, evidence }, ...groups] });
    expect(text).toContain(`**Next step:** ${nextStep}`);
    const spans = tokensIn(text).flatMap((token) =>
      token.type === "codespan" ? [String(token["text"])] : [],
    );
    for (const span of ["systemctl status", "rpm --rebuilddb", evidence]) expect(spans).toContain(span);
    expect(text).not.toContain("\\`");
  });

  it("describes what happened", async () => {
    const text = write(await hostileReport(calm));
    expect(text).toContain("# ✖ PARTIAL: web-1");
    expect(text).toContain("### Machine unreachable: 1 machine");
    expect(text).toContain("- 1 machine: **too many errors elsewhere**.");
    expect(text).toContain("| ✖ failed | `i-00000000000000002` | `web-1` | `AWS-RunShellScript` | 1h 0m |");
  });
});
