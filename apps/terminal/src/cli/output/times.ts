import { durationText } from "@windowpane/text";

/** How long something took, or has been running when it has no end yet. */
export const tookText = (start: unknown, end: unknown, now: Date): string | undefined => {
  if (!(start instanceof Date)) return undefined;
  if (end instanceof Date) return durationText(end.getTime() - start.getTime());
  return `${durationText(now.getTime() - start.getTime())} so far`;
};
