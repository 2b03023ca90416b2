import { idKind } from "../model/ids.ts";

/** Why a word is not the ID that it begins like, in a sentence. Undefined for other words and for IDs. */
export const whyNotId = (word: string): string | undefined => {
  if (idKind(word) !== "unknown") return undefined;
  if (/^mw-\S*$/i.test(word))
    return `"${word}" is not a valid window ID: mw- followed by 17 characters 0-9 and a-f.`;
  if (/^m?i-[0-9a-f]*$/i.test(word))
    return `"${word}" is not a valid instance ID: i- followed by 8 or 17 characters 0-9 and a-f, or mi- followed by 17.`;
  return undefined;
};
