/** The rows of a long list that are in sight. Loaded when a list is long. */
import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useEffect, type ReactNode } from "react";
import type { ListLayout } from "./list-layout.ts";

/** Draws the rows in sight and some beside them. */
export const VirtualRows = ({
  count,
  layout: { rowHeight, top },
  draw,
}: {
  readonly count: number;
  readonly layout: ListLayout;
  readonly draw: (index: number) => ReactNode;
}): ReactNode => {
  const virtual = useWindowVirtualizer({
    count,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollMargin: top,
  });
  useEffect(() => virtual.measure(), [virtual, rowHeight]);
  return virtual.getVirtualItems().map(({ index }) => draw(index));
};
