/** Several causes in one cell. */

/** The first cause and the number of others: `Disk full +2`. Empty without causes. */
export const whyText = ([first = "", ...others]: readonly string[]): string =>
  others.length === 0 ? first : `${first} +${others.length}`;

/** The number of other causes at the end of such a text: ` +2`. It stays where the text is cut. */
export const moreCauses = (why: string): string => / \+\d+$/.exec(why)?.[0] ?? "";
