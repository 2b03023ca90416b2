import type { Explorer, ExplorerOptions } from "./run/options.ts";
import { startExplorer } from "./run/start-explorer.ts";

/**
 * Creates an explorer for a bundle in parts. It shows the list of windows, and loads the other screens, the keys and the rules for
 * causes when `load` is called or the user does something. What the user does until then is done when they are loaded.
 */
export const createLazyExplorer = (options: ExplorerOptions): Explorer =>
  startExplorer(options, { load: async () => (await import("./run/controls.ts")).createControls });
