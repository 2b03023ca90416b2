import type { Explorer, ExplorerOptions } from "./run/options.ts";
import { startExplorer } from "./run/start-explorer.ts";

/**
 * Creates an explorer for a bundle in parts. It shows the list of windows, and loads the other screens, the keys and the rules for
 * causes when `load` is called or the user does something. What the user does until then is done when they are loaded.
 */
export const createLazyExplorer = (options: ExplorerOptions): Explorer =>
  startExplorer(options, {
    load: async () => {
      const { createControls } = await import("./run/controls.ts");
      void loadOthers();
      return createControls;
    },
  });

/** Loads parts before they are needed: the server may be out of reach then, or have a new version without them. */
const loadOthers = (): Promise<unknown> =>
  Promise.allSettled([
    import("./session/readers.ts"),
    import("./session/live-view.ts"),
    import("./commands/report-text.ts"),
  ]);
