import { ParameterError, type Parameter } from "./parameter.ts";
import { shown } from "./common.ts";

/** A time zone, and the date of a time in it. */
export interface TimeZone {
  readonly name: string;
  /** The date of a time, such as `2026-11-29`. */
  readonly dayOf: (time: Date) => string;
}

/** Time zone of days. Default: UTC. */
export const timeZone: Parameter<TimeZone> = {
  about:
    "Time zone in which a day begins and ends, by its name in the IANA database, such as `Europe/Berlin`. Default: `UTC`.",
  schema: { type: "string", maxLength: 60 },
  example: "Europe/Berlin",
  read: ([text = "UTC"]) => {
    const format = formatOf(text);
    if (format !== undefined) return { name: text, dayOf: (time) => format.format(time) };
    throw new ParameterError(`${shown(text)} is not a time zone. Use a name such as UTC or Europe/Berlin.`);
  },
};

/** Undefined if the time zone is unknown. Offsets such as `+01:00` are not names, and engines differ in them. */
const formatOf = (name: string): Intl.DateTimeFormat | undefined => {
  if (!/^[A-Z][\w+-]*(?:\/[\w+-]+){0,2}$/iu.test(name)) return undefined;
  try {
    // The format of Sweden is ISO 8601.
    return new Intl.DateTimeFormat("sv-SE", {
      timeZone: name,
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
    });
  } catch {
    return undefined;
  }
};
