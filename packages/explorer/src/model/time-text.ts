/** Times in the user's local time. */
import { durationText } from "@windowpane/text";

const days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/**
 * An instant in 16 characters: `Sun 22 Nov 03:00`; in another year `22 Nov 2025 03:00`.
 *
 * @param zone - whether to add the time zone. Default: false.
 */
export const timeText = (
  at: Date,
  now: Date,
  utcOffset: (at: Date) => number,
  { zone = false }: { readonly zone?: boolean | undefined } = {},
): string => {
  const end = zone ? ` ${zoneText(utcOffset(at))}` : "";
  const local = new Date(at.getTime() + utcOffset(at) * 60_000);
  const clock = local.toISOString().slice(11, 16);
  const date = `${String(local.getUTCDate()).padStart(2)} ${months[local.getUTCMonth()] ?? ""}`;
  const isThisYear = Math.abs(now.getTime() - at.getTime()) < 300 * 24 * 3_600_000;
  return isThisYear
    ? `${days[local.getUTCDay()] ?? ""} ${date} ${clock}${end}`
    : `${date} ${local.getUTCFullYear()} ${clock}${end}`;
};

/** Age in coarse steps, so that it does not flicker: `just now`, `40s ago`, `3m ago`, `2h 5m ago`. */
export const agoText = (at: Date, now: Date): string => {
  const milliseconds = now.getTime() - at.getTime();
  if (milliseconds < 5_000) return "just now";
  if (milliseconds < 60_000) return `${Math.floor(milliseconds / 5_000) * 5}s ago`;
  if (milliseconds < 3_600_000) return `${Math.floor(milliseconds / 60_000)}m ago`;
  return `${durationText(milliseconds)} ago`;
};

/** Name of a time zone by its offset: `UTC`, `UTC+1`, `UTC-3:30`. */
export const zoneText = (minutesAhead: number): string => {
  const minutes = Math.abs(minutesAhead);
  const rest = minutes % 60 === 0 ? "" : `:${String(minutes % 60).padStart(2, "0")}`;
  return minutes === 0 ? "UTC" : `UTC${minutesAhead < 0 ? "-" : "+"}${Math.floor(minutes / 60)}${rest}`;
};
