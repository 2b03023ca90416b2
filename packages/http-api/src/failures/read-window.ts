import { itemOrigin, type ItemOrigin } from "@windowpane/core";

/** A window whose executions were read for this page, with its account and region where several are read. */
export interface ReadWindow extends ItemOrigin {
  readonly WindowId: string;
  readonly Name?: string | undefined;
}

/** The window of an item of the list of windows. */
export const readWindowOf = (
  WindowId: string,
  window: { readonly Name?: string | undefined },
): ReadWindow => ({
  WindowId,
  ...(window.Name === undefined ? {} : { Name: window.Name }),
  ...itemOrigin(window),
});
