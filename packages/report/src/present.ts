/** Members that are there, or are not there at all. */
export type Present<Members extends object> = { [Name in keyof Members]?: Exclude<Members[Name], undefined> };

/** Members without those that are undefined, so that a report is the same before and after JSON. */
export const present = <Members extends object>(members: Members): Present<Members> => {
  // Made anew, not deleted from: this runs for every row, and deleting makes an object slow for good.
  const kept: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(members)) {
    if (value !== undefined) kept[name] = value;
  }
  // The loop keeps names and values together, which the type of the entries has forgotten.
  return kept as Present<Members>;
};
