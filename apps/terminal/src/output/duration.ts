/** A length of time for people: its two largest units. */
export const durationText = (milliseconds: number): string => {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 60) return `${seconds}s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}m ${seconds % 60}s`;
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? `${hours}h ${minutes % 60}m` : `${Math.floor(hours / 24)}d ${hours % 24}h`;
};

/** How long something took, or has been running when it has no end yet. */
export const tookText = (start: unknown, end: unknown, now: Date): string | undefined => {
  if (!(start instanceof Date)) return undefined;
  if (end instanceof Date) return durationText(end.getTime() - start.getTime());
  return `${durationText(now.getTime() - start.getTime())} so far`;
};
