/** Most texts that are remembered, and the longest of them: what many rows say, not what one machine printed. */
const most = 2000;
const longest = 120;

const known = new Map<string, string>();

/**
 * The text itself, as the one copy of it that all rows share. A list read from JSON, or a sentence made anew for every row,
 * is another copy each time, and 100,000 rows say a few dozen things.
 */
export const sharedText = <Text extends string | undefined>(text: Text): Text => {
  if (text === undefined || text.length > longest) return text;
  const before = known.get(text);
  // The map has each text under itself.
  if (before !== undefined) return before as Text;
  if (known.size >= most) known.clear();
  known.set(text, text);
  return text;
};
