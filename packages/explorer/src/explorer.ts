/** The interactive explorer without a renderer: a state, the keys that change it, and the session that reads for it. */
import type { Explorer, ExplorerOptions } from "./run/options.ts";
import { createControls } from "./run/controls.ts";
import { startExplorer } from "./run/start-explorer.ts";

/**
 * Creates an explorer and starts to read what its first screen needs.
 *
 * @example
 * const explorer = createExplorer({
 *   connection: {
 *     profile: undefined,
 *     region: undefined,
 *     open: async () => ({ transport: mockTransport() }),
 *   },
 *   now: () => new Date(),
 *   sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
 * });
 * explorer.subscribe(() => {
 *   const { columns = [] } = explorer.screen();
 *   for (const { item } of topView(explorer.state()).rows)
 *     console.log(columns.map(({ value }) => valueText(value(item, new Date()))).join("  "));
 * });
 * explorer.press("enter");
 */
export const createExplorer = (options: ExplorerOptions): Explorer => startExplorer(options, createControls);
