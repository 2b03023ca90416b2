import { safeLine } from "@windowpane/text";
import { listScreen, type Row } from "../screen.ts";
import { findingOf } from "../session/finding.ts";

/** Someone or somewhere else to ask. */
interface ConnectionRow {
  readonly kind: "profile" | "region" | "other";
  readonly name: string;
  /** The region that a profile brings with it. */
  readonly region: string | undefined;
  readonly isNow: boolean;
  /** What stands in the line that Enter opens. */
  readonly text: string;
}

/** The profiles and regions to choose from. Enter puts the choice into a line, where both can be seen and changed first. */
export const connectionsScreen = listScreen<ConnectionRow>({
  name: "connections",
  title: "profile and region",
  over: "screen",
  reads: () => [places],
  answer(findings) {
    const known = findingOf(findings, places)?.value;
    const { profile = "", region, profiles, regions = [] } = known ?? {};
    const chosen = profile === "" ? "default" : profile;
    const rows: readonly ConnectionRow[] = [
      // What cannot be listed can still be typed.
      { kind: "other", name: "type any other", region: undefined, isNow: false, text: profile },
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
      nothing: "This source has no profiles and regions.",
      running: false,
    };
  },
  columns: [
    { title: "", least: 8, cell: ({ kind }) => ["muted", kind] },
    { title: "name", least: 24, wanted: 40, cell: ({ name }) => ["strong", name], sort: ({ name }) => name },
    { title: "its region", least: 16, rank: 1, cell: ({ region = "" }) => ["muted", region] },
    {
      title: "",
      least: 10,
      grow: 1,
      cell: ({ isNow }, { theme }) => (isNow ? ["accent", `${theme.glyphs.arrow} in use`] : ""),
    },
  ],
  detail: (_, { findings }) => {
    const trouble = findingOf(findings, places)?.value?.trouble;
    return [
      ["Enter puts it into a line, to be looked at or changed; Enter again asks there."],
      trouble === undefined
        ? []
        : [["warn", `The regions cannot be listed, only typed: ${safeLine(trouble.wrong)}`]],
    ];
  },
  entering: "choose",
  ask: ({ item }) => ({ for: "connect", text: item.text }),
  copies: (row) => row?.item.name,
});

const places = { of: "places" } as const;

const rowOf = (item: ConnectionRow): Row<ConnectionRow> => ({
  id: `${item.kind} ${item.name}`,
  item,
  bad: false,
  place: {},
});
