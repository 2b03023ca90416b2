import { windowAt } from "../view/window.ts";
import type { MockAction } from "./action.ts";
import { findWindow } from "./find.ts";

/** Returns a window. */
export const getMaintenanceWindow: MockAction<"GetMaintenanceWindow"> = ({ WindowId }, context) =>
  windowAt(findWindow(WindowId, context), context.now);
