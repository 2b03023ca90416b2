import type { ScreenRow } from "../model/content.ts";
import { findingOf } from "../model/finding.ts";
import { listScreen } from "../model/screen.ts";
import { paragraph } from "../model/text.ts";

/** A profile or region to choose. */
interface ConnectionRow {
  readonly kind: "profile" | "region" | "other";
  readonly name: string;
  /** The profile's own region. */
  readonly region: string | undefined;
  readonly isNow: boolean;
  /** Initial text of the input that Enter opens. */
  readonly text: string;
}

/** The profiles and regions to choose from. Enter opens a line of input with the choice, so that both can be changed. */
export const connectionsScreen = listScreen<ConnectionRow>({
  name: "connections",
  title: "profile and region",
  over: "screen",
  reads: () => [connections],
  content(findings) {
    const known = findingOf(findings, connections)?.value;
    const { profile = "", region, profiles, regions = [] } = known ?? {};
    const chosen = profile === "" ? "default" : profile;
    const rows: readonly ConnectionRow[] = [
      // What cannot be listed can still be typed.
      { kind: "other", name: "other", region: undefined, isNow: false, text: profile },
      ...(profiles ?? []).map((one): ConnectionRow => ({
        kind: "profile",
        name: one.name,
        region: one.region,
        isNow: one.name === chosen,
        text: one.name,
      })),
      ...regions.map((name): ConnectionRow => ({
        kind: "region",
        name,
        region: undefined,
        isNow: name === region,
        text: `${profile} ${name}`.trim(),
      })),
    ];
    return {
      rows: profiles === undefined ? [] : rows.map(rowOf),
      noun: "choices",
      gaps: [],
      nothing: whyNothing(known?.source),
      running: false,
    };
  },
  columns: [
    {
      title: "",
      fields: [
        {
          name: "kind",
          kind: "word",
          values: ["profile", "region", "other"],
          about: "kind:profile or kind:region",
          read: ({ kind }) => kind,
        },
      ],
      least: 8,
      value: ({ kind }) => ["muted", kind],
    },
    {
      title: "name",
      fields: [{ name: "name", read: ({ name }) => name }],
      least: 24,
      wanted: 40,
      value: ({ name }) => ["strong", name],
      sortKey: ({ name }) => name,
    },
    {
      title: "region",
      fields: [{ name: "region" }],
      least: 16,
      rank: 1,
      value: ({ region = "" }) => ["muted", region],
    },
    {
      title: "",
      least: 10,
      grow: 1,
      value: ({ isNow }) => (isNow ? ["accent", "in use", "next"] : ""),
    },
  ],
  detail: (_, { findings }) => {
    const error = findingOf(findings, connections)?.value?.error;
    return [
      paragraph("Press Enter to edit the choice, and Enter again to connect."),
      ...(error === undefined
        ? []
        : [paragraph(["warn", `The regions could not be listed, but can be typed: ${error.message}`])]),
    ];
  },
  entering: "choose",
  ask: ({ item }) => ({ for: "connect", text: item.text }),
  copies: (row) => row?.item.name,
});

const connections = { of: "connections" } as const;

const whyNothing = (source = ""): string =>
  `${
    /^demo(?::|$)/.test(source)
      ? "The demo has one account, without profiles and regions."
      : "This source has no profiles or regions."
  } To connect to AWS, quit with q and start windowpane without --demo and --source.`;

const rowOf = (item: ConnectionRow): ScreenRow<ConnectionRow> => ({
  id: `${item.kind} ${item.name}`,
  item,
  bad: false,
  ref: {},
});
