/** Columns of causes. */
import type { CauseRow } from "../content/failures.ts";
import { firstSeenColumn } from "./shared.ts";
import type { Column } from "../model/column.ts";
import { type ResultTone, signed } from "../model/meaning.ts";
import {
  causeField,
  evidenceField,
  machineField,
  windowField,
  type CauseWeight,
  type Group,
} from "@windowpane/report";

/** Columns of causes. */
export const causeColumns: readonly Column<CauseRow>[] = [
  {
    title: "cause",
    fields: [causeField(({ title }) => title)],
    least: 28,
    wanted: 36,
    grow: 1,
    value: ({ title, weight }) => signed(tones[weight], title),
    sortKey: ({ title }) => title.toLowerCase(),
  },
  {
    title: "machines",
    fields: [
      {
        name: "machines",
        kind: "number",
        about: "number of machines, such as machines>10",
        read: ({ machines, members }) => (machines === 0 ? members.length : machines),
      },
      machineField(({ members }) => members.flatMap(({ name, InstanceName }) => [name, InstanceName])),
    ],
    least: 8,
    align: "right",
    value: ({ machines, members }) => String(machines === 0 ? members.length : machines),
    sortKey: ({ machines, members }) => (machines === 0 ? members.length : machines),
    firstOrder: "descending",
  },
  {
    title: "never ran",
    least: 9,
    align: "right",
    isShown: ({ rows }) => rows.some(({ item }) => "stopped" in item && item.stopped !== undefined),
    value: ({ stopped }) => (stopped === undefined ? "" : String(stopped)),
    sortKey: ({ stopped }) => stopped,
    firstOrder: "descending",
  },
  {
    title: "windows",
    fields: [windowField(({ windows }) => windows)],
    least: 20,
    wanted: 24,
    grow: 1,
    rank: 2,
    isShown: ({ rows }) =>
      rows.some(({ item }) => "windows" in item && Array.isArray(item.windows) && item.windows.length > 0),
    value: ({ windows }) => windows.join(", "),
    sortKey: ({ windows }) => windows.join(", "),
  },
  firstSeenColumn(({ recurrence }) => recurrence),
  {
    title: "evidence",
    fields: [
      evidenceField(({ members, evidence }) => [evidence, ...members.map((member) => member.evidence)]),
    ],
    least: 24,
    wanted: 40,
    grow: 2,
    rank: 3,
    value: ({ evidence = "" }) => ["muted", evidence],
  },
];

const tones: Readonly<Record<CauseWeight, ResultTone>> = {
  failure: "bad",
  consequence: "warn",
  notice: "warn",
};
