import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Action } from "../../src/state/action.ts";
import { completionOf } from "../../src/state/complete-filter.ts";
import { createReduce } from "../../src/state/reduce.ts";
import { topView, type State } from "../../src/state/state.ts";
import { selectedRow } from "../../src/state/view.ts";
import { emptyState, foundRows, fruit, fruitScreens } from "./rows.ts";

const reduce = createReduce({
  screens: fruitScreens,
  // As a terminal of 80x24 has it: rows beside a header, titles and a footer.
  pageHeight: ({ columns }, { rows }) => rows - (columns === undefined ? 5 : 9),
});
const after = (...actions: readonly Action[]): State => actions.reduce(reduce, emptyState);
const namesIn = (state: State): readonly string[] => topView(state).rows.map(({ id }) => id);
const selectedIn = (state: State): string | undefined => selectedRow(topView(state))?.id;

const threeFruits = foundRows(fruit("pear"), fruit("apple", "FAILED", 3), fruit("fig", "SUCCESS", 1));

describe("a list", () => {
  it("selects its first row until the user moves", () => {
    expect(selectedIn(after(threeFruits))).toBe("pear");
    expect(selectedIn(after(threeFruits, foundRows(fruit("kiwi"), fruit("pear"))))).toBe("kiwi");
  });

  it("keeps the selected row when others are inserted before it", () => {
    const state = after(
      threeFruits,
      { type: "moved", by: 1 },
      foundRows(fruit("kiwi"), fruit("pear"), fruit("apple")),
    );
    expect(selectedIn(state)).toBe("apple");
  });

  it("selects the row at the position of a selected row that is gone", () => {
    const state = after(threeFruits, { type: "moved", by: 1 }, foundRows(fruit("pear"), fruit("fig")));
    expect(selectedIn(state)).toBe("fig");
  });

  it("selects a row again that a filter had hidden", () => {
    const hidden = after(
      threeFruits,
      { type: "moved", by: 1 },
      { type: "promptOpened", for: "filter" },
      { type: "textTyped", text: "pear" },
    );
    expect(selectedIn(hidden)).toBe("pear");
    expect(selectedIn(reduce(hidden, { type: "promptClosed", keep: false }))).toBe("apple");
  });

  it("stops at both ends", () => {
    expect(selectedIn(after(threeFruits, { type: "moved", by: -5 }))).toBe("pear");
    expect(selectedIn(after(threeFruits, { type: "moved", by: 50 }))).toBe("fig");
    expect(selectedIn(after({ type: "moved", by: 1 }))).toBeUndefined();
  });

  it("shows only bad rows, and all rows again", () => {
    expect(namesIn(after(threeFruits, { type: "onlyBadToggled" }))).toEqual(["apple"]);
    expect(namesIn(after(threeFruits, { type: "onlyBadToggled" }, { type: "onlyBadToggled" }))).toHaveLength(
      3,
    );
  });

  it("sorts by one sortable column after the other, then in its own order", () => {
    const byName = after(threeFruits, { type: "sorted" });
    expect(namesIn(byName)).toEqual(["apple", "fig", "pear"]);
    const byWeight = reduce(byName, { type: "sorted" });
    expect(topView(byWeight).sort).toEqual({ column: 2, descending: false });
    expect(namesIn(reduce(byWeight, { type: "sorted" }))).toEqual(["pear", "apple", "fig"]);
  });

  it("sorts by a given column, reverses it, and returns to the screen's own order", () => {
    const column = 0;
    const once = after(threeFruits, { type: "sorted", column });
    const twice = reduce(once, { type: "sorted", column });
    expect(namesIn(twice)).toEqual(namesIn(once).toReversed());
    expect(topView(reduce(twice, { type: "sorted", column })).sort).toBeUndefined();
    expect(topView(reduce(once, { type: "sorted", column: 2 })).sort?.column).toBe(2);
    expect(topView(reduce(once, { type: "sorted", column: -1 })).sort).toBeUndefined();
  });

  it("puts rows without a value last in both directions", () => {
    const byWeight = after(threeFruits, { type: "sorted" }, { type: "sorted" });
    expect(namesIn(byWeight)).toEqual(["fig", "apple", "pear"]);
    expect(namesIn(reduce(byWeight, { type: "sortReversed" }))).toEqual(["apple", "fig", "pear"]);
  });

  it("keeps filter, sort order and only-bad after a reload", () => {
    const state = after(
      threeFruits,
      { type: "onlyBadToggled" },
      { type: "sorted" },
      foundRows(fruit("plum", "FAILED"), fruit("apple", "FAILED"), fruit("pear")),
    );
    expect(namesIn(state)).toEqual(["apple", "plum"]);
  });
});

describe("a filter", () => {
  const typing = (text: string): State =>
    after(threeFruits, { type: "promptOpened", for: "filter" }, { type: "textTyped", text });

  it("applies while it is typed", () => {
    expect(namesIn(typing("status:failed"))).toEqual(["apple"]);
  });

  it("that cannot be read leaves the rows unchanged and has a reason", () => {
    const broken = reduce(typing("status:failed"), { type: "textTyped", text: ' "x' });
    expect(namesIn(broken)).toEqual(["apple"]);
    expect(topView(broken).filterError).toMatch(/quotation/);
    expect(topView(reduce(broken, { type: "textTyped", text: '"' })).filterError).toBeUndefined();
  });

  it("applies the other terms while a term is typed", () => {
    const typed = typing("status:failed name:");
    expect(topView(typed)).toMatchObject({
      applied: "status:failed ",
      filterError: expect.any(String) as string,
    });
    expect(namesIn(typed)).toEqual(["apple"]);
  });

  it.each([
    ["colour:red", "Unknown field colour. Use one of: name, status, weight."],
    ["details:x", "The field details does not apply to fruits."],
    ["status:faild", "Unknown status faild. Did you mean failed? Use one of: success, failed"],
    ["weight:heavy", '"heavy" is not a number'],
  ])("that the list cannot match is an error: %s", (text, problem) => {
    expect(topView(typing(text)).filterError).toContain(problem);
  });

  it("matches the fields of the columns", () => {
    expect(namesIn(typing("weight>1"))).toEqual(["apple"]);
    expect(namesIn(typing("weight:1,3 -name:fig"))).toEqual(["apple"]);
  });

  it("is completed", () => {
    const field = typing("sta");
    expect(completionOf(field, fruitScreens)).toMatchObject({ candidates: ["status:"], isValue: false });
    const value = reduce(reduce(field, { type: "completionAccepted" }), { type: "textTyped", text: "F" });
    expect(completionOf(value, fruitScreens)).toMatchObject({ candidates: ["failed"], isValue: true });
    const done = reduce(value, { type: "completionAccepted" });
    expect(done.prompt).toMatchObject({ text: "status:failed", cursor: 13 });
    expect(namesIn(done)).toEqual(["apple"]);
    expect(completionOf(after(threeFruits), fruitScreens)).toBeUndefined();
  });

  it("is restored when it is cancelled", () => {
    const kept = reduce(typing("fig"), { type: "promptClosed", keep: true });
    const left = [
      { type: "promptOpened", for: "filter" } as const,
      { type: "textTyped", text: "x" } as const,
      { type: "promptClosed", keep: false } as const,
    ].reduce(reduce, kept);
    expect(topView(left).applied).toBe("fig");
    expect(namesIn(left)).toEqual(["fig"]);
  });

  it("combines with only-bad and sorting", () => {
    const state = reduce(reduce(typing("heavy"), { type: "onlyBadToggled" }), { type: "sorted" });
    expect(namesIn(state)).toEqual([]);
    const cleared = reduce(state, { type: "textErased", what: "all" });
    expect(namesIn(cleared)).toEqual(["apple"]);
  });
});

describe("screens", () => {
  const step = { screen: "executions", ref: { WindowId: "apple" }, label: "apple" } as const;

  it("that are closed lead back to the row that was opened, wherever it is by then", () => {
    const inside = after(threeFruits, { type: "moved", by: 1 }, { type: "screenOpened", step });
    expect(inside.views).toHaveLength(2);
    const back = [foundRows(fruit("apple"), fruit("kiwi")), { type: "screenClosed" } as const].reduce(
      reduce,
      inside,
    );
    expect(selectedIn(back)).toBe("apple");
  });

  it("keep their own filter while another one is visible", () => {
    const state = after(
      threeFruits,
      { type: "onlyBadToggled" },
      { type: "screenOpened", step },
      { type: "screenClosed" },
    );
    expect(topView(state).onlyBad).toBe(true);
    expect(namesIn(state)).toEqual(["apple"]);
  });

  it("cannot be closed beyond the first one", () => {
    expect(after({ type: "screenClosed" }).views).toHaveLength(1);
  });

  it("of an item that was opened have the leading row selected, also if it is read later", () => {
    const state = after(
      {
        type: "itemOpened",
        steps: [
          { screen: "windows", ref: {}, label: "fruit" },
          { ...step, row: "fig" },
        ],
      },
      { type: "screenClosed" },
      threeFruits,
    );
    expect(selectedIn(state)).toBe("fig");
  });

  it("of another account start empty", () => {
    const state = after(
      threeFruits,
      { type: "screenOpened", step },
      { type: "connected", connection: { source: "aws" } },
    );
    expect(state.findings.size).toBe(0);
    expect(state.views).toHaveLength(1);
    expect(namesIn(state)).toEqual([]);
    expect(state.connection).toEqual({ source: "aws" });
  });

  it("that are opened from a live view are live too", () => {
    expect(topView(after(threeFruits, { type: "liveToggled" }, { type: "screenOpened", step })).live).toBe(
      true,
    );
  });
});

describe("time", () => {
  it("moves the start of the last day forward, but not with every tick", () => {
    const later = (hours: number): Action => ({
      type: "ticked",
      now: new Date(emptyState.now.getTime() + hours * 3_600_000),
    });
    expect(after(later(0.5)).since).toEqual(emptyState.since);
    expect(after(later(2)).since).toEqual(new Date("2026-11-21T14:00:00Z"));
  });
});

describe("after any actions", () => {
  const name = fc.constantFrom("apple", "fig", "kiwi", "pear", "plum", "quince");
  const rows = fc
    .uniqueArray(name, { maxLength: 6 })
    .map((names) =>
      foundRows(...names.map((one) => fruit(one, one < "g" ? "FAILED" : "SUCCESS", one.length))),
    );
  const actions = fc.array(
    fc.oneof<fc.Arbitrary<Action>[]>(
      rows,
      fc.integer({ min: -9, max: 9 }).map((by) => ({ type: "moved" as const, by })),
      fc.constantFrom<Action>(
        { type: "sorted" },
        { type: "sortReversed" },
        { type: "onlyBadToggled" },
        { type: "movedTo", end: "last" },
        { type: "paged", by: 1 },
        { type: "promptOpened", for: "filter" },
        { type: "textTyped", text: "p" },
        { type: "textErased", what: "before" },
        { type: "promptClosed", keep: true },
        { type: "promptClosed", keep: false },
        { type: "resized", size: { columns: 80, rows: 12 } },
        { type: "resized", size: { columns: 200, rows: 60 } },
      ),
    ),
    { maxLength: 30 },
  );

  it("the selection is one of the visible rows, or there are no rows", () => {
    fc.assert(
      fc.property(actions, (all) => {
        const view = topView(all.reduce(reduce, emptyState));
        expect(view.top).toBeGreaterThanOrEqual(0);
        fc.pre(view.rows.length > 0);
        expect(view.rows[view.index]).toBeDefined();
        expect(view.index).toBeGreaterThanOrEqual(view.top);
      }),
    );
  });

  it("a row stays selected as long as it exists and the user does not move", () => {
    fc.assert(
      fc.property(actions, rows, (all, more) => {
        const before = after(...all, { type: "moved", by: 1 });
        const selected = selectedIn(before);
        const next = reduce(before, more);
        fc.pre(selected !== undefined && namesIn(next).includes(selected));
        expect(selectedIn(next)).toBe(selected);
      }),
    );
  });
});
