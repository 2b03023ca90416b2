/**
 * Messages for Teams: an Adaptive Card for a flow of the Workflows app that starts "when a Teams webhook request is received". The
 * webhooks of Microsoft 365 connectors (`webhook.office.com`), which are retired, take the same form.
 *
 * @see https://learn.microsoft.com/connectors/teams/#microsoft-teams-webhook
 * @see https://adaptivecards.io/explorer/
 */
import { piecesOf, type Tone } from "@windowpane/report";
import type { MessageView, ViewLine, ViewSection } from "./view.ts";

/** Teams refuses messages above 28 kB. */
const LARGEST = 27_000;

interface TextRun {
  readonly type: "TextRun";
  readonly text: string;
  readonly weight?: "Bolder";
  readonly size?: "Large";
  readonly fontType?: "Monospace";
  readonly isSubtle?: true;
  readonly selectAction?: OpenUrl;
}

interface OpenUrl {
  readonly type: "Action.OpenUrl";
  readonly title: string;
  readonly url: string;
}

/** Its runs show their text unchanged: Teams reads no Markdown in them, so no name becomes a link. */
interface RichTextBlock {
  readonly type: "RichTextBlock";
  readonly inlines: readonly TextRun[];
  readonly spacing?: "Small";
}

interface Container {
  readonly type: "Container";
  readonly style?: "attention" | "warning" | "good" | "accent";
  readonly separator?: true;
  readonly items: readonly RichTextBlock[];
}

/** A message for Teams. */
export interface TeamsMessage {
  readonly type: "message";
  readonly attachments: readonly [
    {
      readonly contentType: "application/vnd.microsoft.card.adaptive";
      readonly contentUrl: null;
      readonly content: AdaptiveCard;
    },
  ];
}

interface AdaptiveCard {
  readonly $schema: "http://adaptivecards.io/schemas/adaptive-card.json";
  readonly type: "AdaptiveCard";
  readonly version: "1.4";
  readonly fallbackText: string;
  readonly msteams: { readonly width: "Full" };
  readonly body: readonly Container[];
  readonly actions?: readonly OpenUrl[];
}

/** Writes a message for Teams. Leaves out the last sections if it would be too large. */
export const teamsMessage = (view: MessageView): TeamsMessage => {
  for (let kept = view.sections.length; kept > 0; kept -= 1) {
    const message = messageWith(view, kept);
    if (new TextEncoder().encode(JSON.stringify(message)).length <= LARGEST) return message;
  }
  return messageWith(view, 0);
};

const messageWith = (view: MessageView, kept: number): TeamsMessage => {
  const { tone, title, summary, facts, sections, link } = view;
  const more = sections.length - kept;
  return {
    type: "message",
    attachments: [
      {
        contentType: "application/vnd.microsoft.card.adaptive",
        contentUrl: null,
        content: {
          $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
          type: "AdaptiveCard",
          version: "1.4",
          fallbackText: `${title}. ${summary}`,
          msteams: { width: "Full" },
          body: [
            {
              type: "Container",
              style: styles[tone],
              items: [
                block([{ ...run(title), weight: "Bolder", size: "Large" }]),
                block([run(summary)]),
                ...(facts.length === 0 ? [] : [block([{ ...run(facts.join(" · ")), isSubtle: true }])]),
              ],
            },
            ...sections.slice(0, kept).map(sectionContainer),
            ...(more === 0
              ? []
              : [{ type: "Container" as const, items: [block([run(`${more} more not shown.`)])] }]),
          ],
          ...(link === undefined
            ? {}
            : { actions: [{ type: "Action.OpenUrl", title: "Open in Windowpane", url: link }] }),
        },
      },
    ],
  };
};

const styles: Readonly<Record<Tone, NonNullable<Container["style"]>>> = {
  bad: "attention",
  warn: "warning",
  good: "good",
  running: "accent",
};

const sectionContainer = ({ title, code, lines }: ViewSection): Container => ({
  type: "Container",
  separator: true,
  items: [
    block([{ ...run(title), weight: "Bolder" }]),
    ...(code === undefined ? [] : [small([{ ...run(code), fontType: "Monospace" }])]),
    ...lines.map((line) => small(lineRuns(line))),
  ],
});

const lineRuns = ({ label, text, isAdvice = false, names = [], link }: ViewLine): readonly TextRun[] => {
  const pieces = isAdvice ? piecesOf(text) : [{ text, isCode: false }];
  const named = names.length === 0 ? text : `${names.join(", ")}${text === "" ? "" : ` ${text}`}`;
  return [
    ...(label === undefined ? [] : [run(`${label}: `)]),
    ...(names.length > 0
      ? [run(named)]
      : pieces.map((piece) =>
          piece.isCode ? { ...run(piece.text), fontType: "Monospace" as const } : run(piece.text),
        )),
  ].map((one) =>
    link === undefined
      ? one
      : { ...one, selectAction: { type: "Action.OpenUrl" as const, title: "Open in Windowpane", url: link } },
  );
};

/** Text of a run must not be empty. */
const run = (text: string): TextRun => ({ type: "TextRun", text: text === "" ? " " : text });

const block = (inlines: readonly TextRun[]): RichTextBlock => ({ type: "RichTextBlock", inlines });

const small = (inlines: readonly TextRun[]): RichTextBlock => ({ ...block(inlines), spacing: "Small" });
