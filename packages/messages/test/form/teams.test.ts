import { hostileTexts } from "@windowpane/text";
import { describe, expect, it } from "vitest";
import { teamsMessage } from "../../src/form/teams.ts";
import { viewOf } from "../../src/form/view.ts";
import type { MessageContent } from "../../src/index.ts";
import { chatTexts, hostileRun } from "./hostile-run.ts";

const run = (text: string): MessageContent => ({
  type: "run.finished",
  timestamp: "2026-11-29T02:10:00.000Z",
  data: hostileRun(text),
});

/** All objects of a JSON value. */
const objectsOf = (value: unknown): readonly Record<string, unknown>[] => {
  if (typeof value !== "object" || value === null) return [];
  const below = Object.values(value).flatMap(objectsOf);
  // Arrays have no names for their entries.
  return Array.isArray(value) ? below : [value as Record<string, unknown>, ...below];
};

describe("teamsMessage", () => {
  it("is a message with one Adaptive Card of version 1.4", () => {
    const message = teamsMessage(viewOf(run("disk full")));
    expect(message).toMatchObject({
      type: "message",
      attachments: [
        {
          contentType: "application/vnd.microsoft.card.adaptive",
          contentUrl: null,
          content: {
            type: "AdaptiveCard",
            version: "1.4",
            body: [
              {
                type: "Container",
                style: "attention",
                items: [
                  { type: "RichTextBlock", inlines: [{ type: "TextRun", text: "✖ FAILED: disk full" }] },
                  { type: "RichTextBlock", inlines: [{ type: "TextRun", text: "disk full" }] },
                  {
                    inlines: [
                      {
                        text: "Account disk full (111122223333) · eu-west-1 · Started 2026-11-29 02:00:00 UTC, took 10m 0s",
                      },
                    ],
                  },
                ],
              },
              { items: [{ inlines: [{ text: "disk full: 1 machine" }] }, {}, {}, {}, {}] },
              { items: [{ inlines: [{ text: "Incomplete: 1 gap" }] }, {}] },
            ],
            actions: [
              {
                type: "Action.OpenUrl",
                title: "Open in Windowpane",
                url: "https://wp.example.com/#/executions/1?x=a|b",
              },
            ],
          },
        },
      ],
    });
  });

  it("shows text from outside only in text runs, in which Teams reads no markup", () => {
    let hits = 0;
    for (const text of [...hostileTexts.map((one) => one.text), ...chatTexts]) {
      const objects = objectsOf(teamsMessage(viewOf(run(text))));
      for (const object of objects) {
        if (typeof object["text"] !== "string") continue;
        expect(object["type"]).toBe("TextRun");
        expect(object["text"]).not.toBe("");
        expect(object["text"]).not.toMatch(/[\u0000-\u001f\u202e\u200b]/u);
        hits += 1;
      }
      expect(objects.filter(({ type }) => type === "Action.OpenUrl")).toHaveLength(1);
    }
    expect(hits).toBeGreaterThan(500);
  });

  it("stays below the 28 kB that Teams takes", () => {
    const digest: MessageContent = {
      type: "runs.digest",
      timestamp: "",
      data: {
        because: "schedule",
        verdicts: { FAILED: 250 },
        missed: 0,
        runs: Array.from({ length: 200 }, () => ({ ...hostileRun("ä".repeat(900)), causes: undefined })),
        missedRuns: [],
      },
    };
    for (const content of [digest, run("😀".repeat(2000))]) {
      const bytes = new TextEncoder().encode(JSON.stringify(teamsMessage(viewOf(content)))).length;
      expect(bytes).toBeLessThanOrEqual(28_000);
      expect(bytes).toBeGreaterThan(5000);
    }
  });
});
