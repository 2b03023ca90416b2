/** The time of a daily digest. */

/**
 * The first time after `now` at which clocks of a time zone show `at`. If clocks are set forward past it, the digest is as late as
 * they are set forward; if they show it twice, the first time counts.
 *
 * @param at - `HH:MM`.
 * @param timeZone - IANA name.
 */
export const nextDigestTime = (now: Date, at: string, timeZone: string): Date => {
  const [hours = 0, minutes = 0] = at.split(":").map(Number);
  const wallTime = wallTimeIn(timeZone);
  const wall = wallTime(now);
  const today = Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth(), wall.getUTCDate(), hours, minutes);
  for (let day = 0; day < 3; day += 1) {
    const time = timeOfWall(today + day * DAY, wallTime);
    if (time.getTime() > now.getTime()) return time;
  }
  return new Date(now.getTime() + DAY);
};

const DAY = 86_400_000;

/** Gives what clocks show, as if it were UTC. */
type WallTime = (time: Date) => Date;

/** The time at which clocks show a wall time, given as if it were UTC. */
const timeOfWall = (wall: number, wallTime: WallTime): Date => {
  const offsets = [-DAY, DAY].map((away) => offsetAt(new Date(wall + away), wallTime));
  const times = offsets.map((offset) => wall - offset);
  const shown = times.filter((time) => wallTime(new Date(time)).getTime() === wall);
  // No clock shows a time that is skipped: the offset before it gives the same time after the change.
  return new Date(shown.length > 0 ? Math.min(...shown) : wall - (offsets[0] ?? 0));
};

const offsetAt = (time: Date, wallTime: WallTime): number =>
  wallTime(time).getTime() - Math.floor(time.getTime() / 1000) * 1000;

const wallTimeIn = (timeZone: string): WallTime => {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    calendar: "gregory",
    numberingSystem: "latn",
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  return (time) => {
    const parts = format.formatToParts(time);
    const part = (type: Intl.DateTimeFormatPartTypes): number =>
      Number(parts.find((one) => one.type === type)?.value ?? 0);
    return new Date(
      Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second")),
    );
  };
};
