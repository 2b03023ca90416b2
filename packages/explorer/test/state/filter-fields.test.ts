import {
  diffFields,
  fieldsOfList,
  historyFields,
  machineFields,
  patchListFields,
  timelineFields,
  type ListField,
} from "@windowpane/report";
import { describe, expect, it } from "vitest";
import {
  diffColumns,
  historyColumns,
  machineColumns,
  patchListColumns,
  timelineColumns,
} from "../../src/index.ts";
import { fieldsOfColumns } from "../../src/state/filter-fields.ts";
import type { Column } from "../../src/model/column.ts";

const lists: readonly (readonly [string, readonly Column<never>[], readonly ListField<never>[]])[] = [
  ["machines", machineColumns, machineFields],
  ["runs of a machine", historyColumns, historyFields],
  ["machines of two executions", diffColumns, diffFields],
  ["rows of a timeline", timelineColumns, timelineFields],
  ["patches", patchListColumns, patchListFields],
];

describe("the filter fields of a list", () => {
  it.each(lists)("are the same on a screen and in the HTTP API: %s", (_, columns, fields) => {
    const shown = fieldsOfColumns(columns);
    const listed = fieldsOfList(fields as readonly ListField[]);
    expect(Object.keys(shown).toSorted()).toEqual(Object.keys(listed).toSorted());
    for (const [name, field] of Object.entries(listed)) expect(shown[name]).toEqual(field);
  });
});
