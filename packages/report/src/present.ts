/** Members that are there, or are not there at all. */
export type Present<Members extends object> = { [Name in keyof Members]?: Exclude<Members[Name], undefined> };

/** Members without those that are undefined, so that a report is the same before and after JSON. */
export const present = <Members extends object>(members: Members): Present<Members> =>
  // Object.fromEntries forgets which names belong to which values.
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Present<Members>;
