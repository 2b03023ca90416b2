import type { Connection } from "../../sources/connect.ts";

/** `prod eu-west-1`, either alone, in any order: what looks like a region is one, and a profile's name may have blanks in it. */
export const readConnection = (text: string): Pick<Connection, "profile" | "region"> => {
  const words = text.trim().split(/\s+/).filter(Boolean);
  const place = words.findLastIndex((word) => /^[a-z]{2,}(?:-[a-z]+)+-\d+$/.test(word));
  const profile = words.filter((_, at) => at !== place).join(" ");
  return { profile: profile === "" ? undefined : profile, region: words[place] };
};
