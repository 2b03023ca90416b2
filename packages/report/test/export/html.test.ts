import { createHash } from "node:crypto";
import * as fc from "fast-check";
import { parse, type DefaultTreeAdapterTypes } from "parse5";
import { describe, expect, it } from "vitest";
import { reportExecution, reportWriters, timelineOf, type ExecutionReport } from "../../src/index.ts";
import {
  account,
  clientOf,
  command,
  execution,
  machine,
  now,
  task,
  WindowExecutionId,
} from "../small-plan.ts";
import { hostileReport, hostiles } from "./hostile.ts";

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

const calm = { name: "web-1", details: "x", printed: "no key", called: "AWS-RunShellScript", secret: "s" };
const write = (report: ExecutionReport): string =>
  reportWriters.html.write(report, { now, includeSensitive: true });

const elementsIn = (text: string): readonly Element[] => {
  const found: Element[] = [];
  const walk = (node: Node): void => {
    if ("tagName" in node) found.push(node);
    if ("childNodes" in node) for (const child of node.childNodes) walk(child);
  };
  walk(parse(text));
  return found;
};

/** The tags and attribute names of the page, in order. */
const skeletonOf = (text: string): readonly string[] =>
  elementsIn(text).map(({ tagName, attrs }) => [tagName, ...attrs.map(({ name }) => name)].join(" "));

describe("a report as a page", () => {
  it("has the same elements and attributes for any text", async () => {
    const known = new Set(skeletonOf(write(await hostileReport(calm))));
    // A cause may have no evidence, and a machine no name.
    known.add("pre");
    await fc.assert(
      fc.asyncProperty(hostiles, async (hostile) => {
        const text = write(await hostileReport(hostile));
        for (const element of skeletonOf(text)) expect(known).toContain(element);
        expect(text.match(/<style>/gu)).toHaveLength(1);
        expect(text).not.toMatch(/<script/iu);
      }),
      { numRuns: 80 },
    );
  });

  it("shows the code spans of advice as code", async () => {
    const report = await hostileReport(calm);
    const [group, ...groups] = report.groups;
    if (group === undefined) throw new Error("The report has no group.");
    const text = write({ ...report, groups: [{ ...group, nextStep: "Run `a <b>` on it." }, ...groups] });
    expect(text).toContain("<strong>Next step:</strong> Run <code>a &lt;b&gt;</code> on it.</p>");
    expect(text).not.toContain("`");
  });

  it("loads and runs nothing, and its policy allows only its style sheet", async () => {
    const text = write(await hostileReport(calm));
    const style = /<style>([\s\S]*?)<\/style>/u.exec(text)?.[1] ?? "";
    const hash = createHash("sha256").update(style).digest("base64");
    expect(text).toContain(
      `content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'"`,
    );
    for (const { attrs } of elementsIn(text))
      for (const { name } of attrs) expect(name).not.toMatch(/^(?:on|src|href|style|action)/u);
    expect(style).not.toMatch(/url\(|@import/u);
  });

  it("has a language, column headers and a description of the picture", async () => {
    const elements = elementsIn(write(await hostileReport(calm)));
    const attributesOf = (tag: string) =>
      elements
        .filter(({ tagName }) => tagName === tag)
        .map(({ attrs }) => attrs.map(({ name, value }) => `${name}=${value}`));
    expect(attributesOf("html")).toEqual([["lang=en"]]);
    expect(attributesOf("th").every((attributes) => attributes.includes("scope=col"))).toBe(true);
    expect(attributesOf("svg").every((attributes) => attributes.includes("role=img"))).toBe(true);
    expect(attributesOf("caption")).toHaveLength(attributesOf("table").length);
    expect(elements.filter(({ tagName }) => tagName === "h1")).toHaveLength(1);
  });

  it("draws the cutoff if the window is known, and notes if it is not", async () => {
    const report = await hostileReport(calm);
    const known = timelineOf(report, { now, window: { Duration: 2, Cutoff: 1 } });
    expect(reportWriters.html.write(report, { now, timeline: known })).toContain("cutoff 02:00");
    expect(reportWriters.html.write(report, { now })).toContain("cutoff and end are unknown");
  });

  it("draws what did not pass if there are too many rows, and notes what it left out", async () => {
    const machines = Array.from({ length: 300 }, (_, index) =>
      machine(index, index % 10 === 0 ? { outcome: "Failed" } : {}),
    );
    const report = await reportExecution(clientOf(account(execution([task(1, [command(1, machines)])]))), {
      WindowExecutionId,
    });
    const text = write(report);
    expect(text).toContain("Not drawn: 270 machines that passed.");
    expect(text.match(/<rect class="bad"[^>]*height="6"/gu)).toHaveLength(30);
  });
});
