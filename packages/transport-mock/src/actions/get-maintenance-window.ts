import { windowAt } from "../view/window.ts";
import type { Action } from "./action.ts";
import { findWindow } from "./find.ts";

/** Gives a window. */
export const getMaintenanceWindow: Action<"GetMaintenanceWindow"> = ({ WindowId }, moment) =>
  windowAt(findWindow(WindowId, moment), moment.now);
