/** Columns of causes. */
import { causePiece, machinesWith, type CauseRow } from "../content/failures.ts";
import { accountLabel } from "./origin.ts";
import { firstSeenColumn } from "./shared.ts";
import type { Column } from "../model/column.ts";
import { causeField, evidenceField, machineField, originFields, windowField } from "@windowpane/report";

/** The different accounts in which a cause occurs, where several are read. */
const accountsOf = ({ members }: CauseRow): readonly string[] => [
  ...new Set(members.flatMap(({ origin }) => (origin === undefined ? [] : [accountLabel(origin)]))),
];

/** Columns of causes. */
export const causeColumns: readonly Column<CauseRow>[] = [
  {
    title: "cause",
    fields: [causeField(({ title }) => title)],
    least: 28,
    wanted: 36,
    grow: 1,
    value: (cause) => causePiece(cause),
    sortKey: ({ title }) => title.toLowerCase(),
  },
  {
    title: "machines",
    fields: [
      {
        name: "machines",
        kind: "number",
        about: "number of machines, such as machines>10",
        read: (cause) => machinesWith(cause),
      },
      machineField(({ members }) => members.flatMap(({ name, InstanceName }) => [name, InstanceName])),
    ],
    least: 8,
    align: "right",
    value: (cause) => String(machinesWith(cause)),
    sortKey: (cause) => machinesWith(cause),
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
  {
    title: "accounts",
    fields: originFields(({ members }) => members.map(({ origin }) => origin)),
    least: 12,
    wanted: 20,
    rank: 2,
    isShown: ({ rows }) => rows.some(({ item }) => accountsOf(item as CauseRow).length > 0),
    value: (cause) => {
      const accounts = accountsOf(cause);
      return accounts.length > 2 ? `${accounts.length} accounts` : accounts.join(", ");
    },
    sortKey: (cause) => accountsOf(cause).length,
    firstOrder: "descending",
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
