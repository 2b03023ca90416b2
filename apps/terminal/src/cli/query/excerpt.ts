/** Number of characters shown around an error. */
const SHOWN = 200;

/** Shows a text in one line with a caret below a character. Of a long text, the surroundings are shown. */
export const excerptAt = (text: string, at: number): string => {
  const from = Math.max(0, at - SHOWN / 2);
  const shown = text.slice(from, from + SHOWN).replace(/\s/g, " ");
  return `  ${shown}\n  ${" ".repeat(at - from)}^`;
};
