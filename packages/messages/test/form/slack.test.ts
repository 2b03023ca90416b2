import { hostileTexts } from "@windowpane/text";
import { describe, expect, it } from "vitest";
import { slackMessage, type SlackMessage } from "../../src/form/slack.ts";
import { viewOf } from "../../src/form/view.ts";
import { messagesFor, type MessageContent } from "../../src/index.ts";
import { demoReport, demoTime } from "../run-report.ts";
import { chatTexts, hostileRun } from "./hostile-run.ts";

const contentOf = async (window: string): Promise<MessageContent> => {
  const [message] = messagesFor(await demoReport(window), {
    destinations: [{ name: "ops", type: "slack", when: "always" }],
    now: demoTime,
    accountName: () => "payments",
    link: () => "https://wp.example.com/#/executions/1",
  });
  if (message === undefined) throw new Error("There is no message.");
  return message.content;
};

/** All texts of a message that Slack reads as markup. */
const markupOf = ({ text, blocks }: SlackMessage): readonly string[] => [
  text,
  ...blocks.flatMap((block) =>
    block.type === "section" && block.text.type === "mrkdwn" ? [block.text.text] : [],
  ),
];

describe("slackMessage", () => {
  it("tells what failed, why and what to do", async () => {
    expect(slackMessage(viewOf(await contentOf("store-kiosk-agent")))).toEqual({
      text: `*✖ PARTIAL: store-kiosk-agent*
4 of 40 machines were unreachable, 36 passed. AWS still reports SUCCESS.
Account payments (111122223333) · eu-west-1 · Started 2026-11-29 05:00:00 UTC, took 12m 2s
*Machine unreachable: 4 machines*
Next step: Check that the machine runs, that its SSM Agent is up and can reach Systems Manager, and that its instance profile allows it; then run the task again on it.
Affected: \`store-kiosk-01 (mi-e82c556b5fe35616d)\`, \`store-kiosk-02 (mi-1518e561205edc24a)\`, \`store-kiosk-03 (mi-25ace2356499fdfc9)\`, \`store-kiosk-05 (mi-793dc320c3ef67a89)\`
<https://wp.example.com/#/executions/1|Open in Windowpane>`,
      blocks: [
        { type: "header", text: { type: "plain_text", text: "✖ PARTIAL: store-kiosk-agent", emoji: false } },
        {
          type: "section",
          text: {
            type: "plain_text",
            text: "4 of 40 machines were unreachable, 36 passed. AWS still reports SUCCESS.",
            emoji: false,
          },
        },
        {
          type: "context",
          elements: [
            {
              type: "plain_text",
              text: "Account payments (111122223333) · eu-west-1 · Started 2026-11-29 05:00:00 UTC, took 12m 2s",
              emoji: false,
            },
          ],
        },
        {
          type: "section",
          text: {
            type: "mrkdwn",
            text: "*Machine unreachable: 4 machines*\nNext step: Check that the machine runs, that its SSM Agent is up and can reach Systems Manager, and that its instance profile allows it; then run the task again on it.\nAffected: `store-kiosk-01 (mi-e82c556b5fe35616d)`, `store-kiosk-02 (mi-1518e561205edc24a)`, `store-kiosk-03 (mi-25ace2356499fdfc9)`, `store-kiosk-05 (mi-793dc320c3ef67a89)`",
            verbatim: true,
          },
        },
        {
          type: "section",
          text: {
            type: "mrkdwn",
            text: "<https://wp.example.com/#/executions/1|Open in Windowpane>",
            verbatim: true,
          },
        },
      ],
    });
  });

  it("keeps the limits of Slack for the largest run of the demo account and for longer texts", async () => {
    const contents: readonly MessageContent[] = [
      await contentOf("linux-patch-nightly"),
      { type: "run.finished", timestamp: "", data: hostileRun("x&".repeat(3000)) },
      {
        type: "runs.digest",
        timestamp: "",
        data: {
          because: "storm",
          verdicts: { FAILED: 300 },
          missed: 0,
          runs: Array.from({ length: 200 }, () => ({ ...hostileRun("y<".repeat(900)), causes: undefined })),
          missedRuns: [],
        },
      },
    ];
    for (const content of contents) {
      const { text, blocks } = slackMessage(viewOf(content));
      expect(text.length).toBeLessThanOrEqual(3000);
      expect(blocks.length).toBeLessThanOrEqual(50);
      for (const block of blocks) {
        if (block.type === "header") expect(block.text.text.length).toBeLessThanOrEqual(150);
        if (block.type === "section") expect(block.text.text.length).toBeLessThanOrEqual(3000);
        if (block.type === "section") expect(block.text.text).not.toBe("");
      }
    }
  });

  it("lets no text from outside mention people, make links or leave its code", () => {
    let hits = 0;
    for (const text of [...hostileTexts.map((one) => one.text), ...chatTexts]) {
      const message = slackMessage(viewOf({ type: "run.finished", timestamp: "", data: hostileRun(text) }));
      for (const markup of markupOf(message)) {
        const ownLinks = markup.match(/<[^>]*>/gu) ?? [];
        expect(new Set(ownLinks)).toEqual(
          new Set(
            ownLinks.length === 0
              ? []
              : ["<https://wp.example.com/#/executions/1?x=a%7Cb|Open in Windowpane>"],
          ),
        );
        expect(markup.replaceAll(/<[^>]*>/gu, "")).not.toMatch(/[<>]/u);
        // An ampersand is always the start of one of Slack's three escapes.
        expect(markup).not.toMatch(/&(?!amp;|lt;|gt;)/u);
        for (const line of markup.split("\n")) expect((line.match(/`/gu) ?? []).length % 2).toBe(0);
        expect(markup).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e\u200b]/u);
        hits += 1;
      }
    }
    expect(hits).toBeGreaterThan(200);
  });
});
