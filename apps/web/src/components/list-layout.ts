/** How a list is laid out: which columns fit, how wide they are, and the height of a row. */
import { columnWish, isColumnShown, type Column, type View } from "@windowpane/explorer";
import { fitColumns } from "@windowpane/text";
import { useLayoutEffect, useState, type RefObject } from "react";

/** Measures of the list, in pixels. */
export interface Measures {
  readonly width: number;
  /** Position of the first row in the document. */
  readonly top: number;
  /** Width of a digit. */
  readonly digit: number;
  /** Height of a line of text with its share of the space. */
  readonly rem: number;
}

/** A column with its index in the screen's columns, which sorting refers to. */
export interface ShownColumn {
  readonly column: Column;
  readonly index: number;
  /** In pixels; 0 in a narrow list, whose rows are cards. */
  readonly width: number;
}

/** A list as it is drawn. */
export interface ListLayout {
  readonly isNarrow: boolean;
  readonly columns: readonly ShownColumn[];
  readonly template: string;
  readonly rowHeight: number;
  readonly top: number;
}

/** Width below which rows are cards of two lines, in characters. */
const narrow = 84;

/** Space beside the cells, in units of the root's font size, as the style sheet has it. */
const paddings = 4.35;

/** Space between two columns, in characters. */
const gap = 2;

interface LayoutOptions extends Measures {
  /** Minutes that local time is ahead of UTC. */
  readonly minutesAhead: number;
}

/** Divides the width of a list among its columns. */
export const layoutList = (
  columns: readonly Column[],
  view: View,
  { width, top, digit, rem, minutesAhead }: LayoutOptions,
): ListLayout => {
  const own = columns.flatMap((column, index) =>
    isColumnShown(column, view.content) ? [{ column, index }] : [],
  );
  const characters = Math.floor((width - paddings * rem) / digit);
  if (characters < narrow) {
    return {
      isNarrow: true,
      columns: own.map((one) => ({ ...one, width: 0 })),
      template: "minmax(0, 1fr) auto",
      rowHeight: Math.round(rem * 3.75),
      top,
    };
  }
  const widths = fitColumns(
    own.map(({ column }) => columnWish(column, minutesAhead)),
    { width: characters, gap },
  );
  const shown = own.flatMap((one, at) => {
    const fitted = widths[at];
    return fitted === undefined ? [] : [{ ...one, width: fitted * digit }];
  });
  return {
    isNarrow: false,
    columns: shown,
    template: shown.map((one) => `${one.width}px`).join(" "),
    rowHeight: Math.round(rem * 2.125),
    top,
  };
};

/** Measures an element, and again when the window changes. */
export const useMeasures = (body: RefObject<HTMLElement | null>): Measures => {
  const [measures, setMeasures] = useState<Measures>({ width: 0, top: 0, digit: 8, rem: 14 });
  useLayoutEffect(() => {
    const element = body.current;
    if (element === null) return undefined;
    const ruler = document.createElement("span");
    ruler.className = "ruler";
    ruler.textContent = "0".repeat(100);
    element.parentElement?.append(ruler);
    const measure = (): void => {
      const box = element.getBoundingClientRect();
      const next = {
        width: box.width,
        top: box.top + window.scrollY,
        digit: ruler.getBoundingClientRect().width / 100 || 8,
        rem: Number.parseFloat(getComputedStyle(document.documentElement).fontSize),
      };
      setMeasures((before) =>
        before.width === next.width &&
        before.top === next.top &&
        before.digit === next.digit &&
        before.rem === next.rem
          ? before
          : next,
      );
    };
    measure();
    // What is above the list moves it.
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    const header = document.querySelector("#above");
    if (header !== null) observer.observe(header);
    return () => {
      observer.disconnect();
      ruler.remove();
    };
  }, [body]);
  return measures;
};
