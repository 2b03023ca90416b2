/**
 * Messages for Slack's incoming webhooks: a text for notifications, and blocks.
 *
 * @see https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
 * @see https://docs.slack.dev/reference/block-kit/blocks
 */
import { piecesOf } from "@windowpane/report";
import { cutLine } from "@windowpane/text";
import type { MessageView, ViewLine, ViewSection } from "./view.ts";

/** Maximum characters of a section, a header and the text for notifications, and maximum blocks of a message. */
const SECTION = 3000;
const HEADER = 150;
const TEXT = 3000;
const BLOCKS = 50;

/** A block of Block Kit. */
export type SlackBlock =
  | { readonly type: "header"; readonly text: PlainText }
  | { readonly type: "section"; readonly text: PlainText | MarkdownText }
  | { readonly type: "context"; readonly elements: readonly PlainText[] };

interface PlainText {
  readonly type: "plain_text";
  readonly text: string;
  readonly emoji: false;
}

interface MarkdownText {
  readonly type: "mrkdwn";
  readonly text: string;
  /** Slack makes no links of names and addresses in it. */
  readonly verbatim: true;
}

/** A message for Slack. */
export interface SlackMessage {
  readonly text: string;
  readonly blocks: readonly SlackBlock[];
}

/** Writes a message for Slack. */
export const slackMessage = (view: MessageView): SlackMessage => {
  const { title, summary, facts, sections, link } = view;
  const before: readonly SlackBlock[] = [
    { type: "header", text: plainText(cutLine(title, HEADER)) },
    { type: "section", text: plainText(cutLine(summary, SECTION)) },
    ...(facts.length === 0
      ? []
      : [{ type: "context" as const, elements: [plainText(cutLine(facts.join(" · "), SECTION))] }]),
  ];
  const after: readonly SlackBlock[] =
    link === undefined ? [] : [section(`<${url(link)}|Open in Windowpane>`)];
  const room = BLOCKS - before.length - after.length;
  return {
    text: notificationText(view),
    blocks: [...before, ...sections.slice(0, room).map((one) => section(sectionText(one))), ...after],
  };
};

/** The whole message in words, for notifications and for servers that show no blocks. */
const notificationText = ({ title, summary, facts, sections, link }: MessageView): string => {
  const lines = [
    `*${prose(title)}*`,
    prose(summary),
    ...(facts.length === 0 ? [] : [prose(facts.join(" · "))]),
    ...sections.map(sectionText),
  ];
  const end = link === undefined ? "" : `\n<${url(link)}|Open in Windowpane>`;
  return `${joinWithin(lines, TEXT - end.length)}${end}`;
};

const sectionText = ({ title, code: output, lines }: ViewSection): string =>
  joinWithin(
    [`*${prose(title)}*`, ...(output === undefined ? [] : [code(output)]), ...lines.map(lineText)],
    SECTION,
  );

const lineText = ({ label, text, isAdvice = false, names = [], link }: ViewLine): string => {
  const words = isAdvice
    ? piecesOf(text)
        .map((piece) => (piece.isCode ? code(piece.text) : prose(piece.text)))
        .join("")
    : prose(text);
  const shown = [...(names.length === 0 ? [] : [names.map(code).join(", ")]), words].filter(
    (part) => part !== "",
  );
  const body = `${label === undefined ? "" : `${label}: `}${shown.join(" ")}`;
  return link === undefined ? body : `<${url(link)}|${body}>`;
};

/** Joins whole lines up to a number of characters, so that no escape and no code is cut. */
const joinWithin = (lines: readonly string[], length: number): string => {
  let text = "";
  for (const [index, line] of lines.entries()) {
    const next = index === 0 ? line : `${text}\n${line}`;
    if (next.length > length - 2) return `${text}\n…`;
    text = next;
  }
  return text;
};

/** Slack's three escapes. It has none for the signs of its formats, so similar signs replace them. */
const prose = (text: string): string =>
  escaped(text)
    .replaceAll("*", "∗")
    .replaceAll("~", "∼")
    .replaceAll("`", "'")
    .replaceAll(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "＿");

const code = (text: string): string =>
  text.trim() === "" ? "" : `\`${escaped(text).replaceAll("`", "'")}\``;

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** A URL between `<` and `|`. */
const url = (link: string): string => escaped(link).replaceAll("|", "%7C");

const section = (text: string): SlackBlock => ({
  type: "section",
  text: { type: "mrkdwn", text, verbatim: true },
});

const plainText = (text: string): PlainText => ({ type: "plain_text", text, emoji: false });
