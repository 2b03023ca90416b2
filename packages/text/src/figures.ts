/** Formats a whole number with commas: `9`, `12,345`. Intl would take longer to load than most reports to print. */
export const numberText = (count: number): string => String(count).replaceAll(/\B(?=(?:\d{3})+$)/gu, ",");

/** Formats a duration in milliseconds with its two largest units: `42s`, `5m 0s`, `3h 12m`, `1d 2h`. Negative values: `0s`. */
export const durationText = (milliseconds: number): string => {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 60) return `${seconds}s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}m ${seconds % 60}s`;
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? `${hours}h ${minutes % 60}m` : `${Math.floor(hours / 24)}d ${hours % 24}h`;
};
