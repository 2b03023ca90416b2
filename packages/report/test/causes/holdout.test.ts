import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { causeOf, type CauseEvidence } from "../../src/index.ts";

/**
 * Outputs that were labelled, by what must be done, before a rule saw them. Each begins with
 * `### document code [status seconds] | causes`, of which any is right.
 */
const files = ["holdout-1.txt", "holdout-2.txt", "holdout-3.txt", "holdout-4.txt", "holdout-5.txt"] as const;

interface Held {
  readonly head: string;
  readonly evidence: CauseEvidence;
  readonly slugs: readonly string[];
}

const heading = /^(?<document>\S+) (?<code>-?\d+)(?: (?<details>\w+) (?<seconds>\d+))? \| (?<slugs>\S+)$/u;

const heldIn = (file: string): readonly Held[] =>
  readFileSync(new URL(file, import.meta.url), "utf8")
    .split(/^### /mu)
    .slice(1)
    .map((part) => {
      const [head = "", ...lines] = part.trimEnd().split("\n");
      const {
        document = "",
        code = "",
        details = "Failed",
        seconds,
        slugs = "",
      } = heading.exec(head)?.groups ?? {};
      const last = document.includes("PowerShell") ? [] : [`failed to run commands: exit status ${code}`];
      return {
        head,
        slugs: slugs.split("|"),
        evidence: {
          Status: details === "Failed" ? "Failed" : "TimedOut",
          StatusDetails: details,
          ResponseCode: Number(code),
          DocumentName: document,
          elapsedSeconds: seconds === undefined ? undefined : Number(seconds),
          texts: [[...lines, ...last].join("\n")],
        },
      };
    });

describe.each(files)("the outputs of %s", (file) => {
  const held = heldIn(file);

  it("all have a heading that can be read", () => {
    expect(held.length).toBeGreaterThan(30);
    expect(held.filter(({ slugs }) => slugs.includes("")).map(({ head }) => head)).toEqual([]);
  });

  it.each(held)("$head", ({ evidence, slugs }) => {
    expect(slugs).toContain(causeOf(evidence).slug);
  });
});
