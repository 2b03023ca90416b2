import type { ScreenRow } from "../model/content.ts";
import type { ItemRef } from "../model/item-ref.ts";

/**
 * Makes each row once for the part of a report and the item below which it is shown. A report that grows is shown again and
 * again, and of its 100,000 rows few are new each time: what it has left unchanged is the same object in the next one.
 *
 * @param make - what it is given beside must follow from the part.
 */
export const keptRows = <Part extends object, Item extends object, Beside extends readonly unknown[] = []>(
  make: (part: Part, ref: ItemRef, ...beside: Beside) => ScreenRow<Item>,
): ((part: Part, ref: ItemRef, ...beside: Beside) => ScreenRow<Item>) => {
  // Weakly by both: rows go with the report that they show, and with the screen that shows them.
  const byRef = new WeakMap<ItemRef, WeakMap<Part, ScreenRow<Item>>>();
  return (part, ref, ...beside) => {
    const rows = byRef.get(ref) ?? new WeakMap<Part, ScreenRow<Item>>();
    byRef.set(ref, rows);
    const known = rows.get(part);
    if (known !== undefined) return known;
    const row = make(part, ref, ...beside);
    rows.set(part, row);
    return row;
  };
};
