/** The catalogue: every way in which a step ends in this account, by our name for it. */
import { delivery } from "./delivery.ts";
import type { Ending } from "./ending.ts";
import { hostile } from "./hostile.ts";
import { long } from "./long.ts";
import { packages } from "./packages.ts";
import { successes } from "./successes.ts";
import { system } from "./system.ts";
import { windows } from "./windows.ts";

const catalogue = { ...delivery, ...packages, ...system, ...windows, ...hostile, ...long, ...successes };

/** Our name for an ending. */
export type EndingName = keyof typeof catalogue;

/** Every ending by its name. */
export const endings: Readonly<Record<EndingName, Ending>> = catalogue;

/** Whether this ending makes its command fail. What could not be delivered counts neither way. */
export const countsAsFailure = ({ outcome, details }: Ending): boolean =>
  outcome !== "Success" && details !== "Undeliverable";
