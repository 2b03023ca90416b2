import type { From } from "@windowpane/report";

/** Where something is from, to stand behind its name; empty where it says nothing. Accounts may share names. */
export const originText = (something: object): string => {
  const { origin } = something as Partial<From<object>>; // What was merged from several places has it.
  const words = [origin?.profile ?? origin?.Account, origin?.Region].filter((word) => word !== undefined);
  return words.length === 0 ? "" : ` (${words.join(", ")})`;
};
