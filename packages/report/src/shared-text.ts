/** Most texts that are remembered, and the longest of them: what many rows say, not what one machine printed. */
const most = 2000;
const longest = 120;

const known = new Map<string, string>();

/** Returns one shared copy of a text: 100,000 rows have a few dozen different texts, each read or made once per row. */
export const sharedText = <Text extends string | undefined>(text: Text): Text => {
  if (text === undefined || text.length > longest) return text;
  const before = known.get(text);
  // The map has each text under itself.
  if (before !== undefined) return before as Text;
  if (known.size >= most) known.clear();
  known.set(text, text);
  return text;
};
