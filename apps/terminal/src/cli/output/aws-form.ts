import type { Shape } from "@windowpane/core";

/**
 * A response as the AWS CLI prints it: members in the order of AWS's model, times as text, blobs in base64. Members that
 * the model does not have come last; the AWS CLI drops them.
 *
 * @param utcOffset - minutes that local time is ahead of UTC at an instant.
 */
export const awsForm = (
  shape: Shape | undefined,
  value: unknown,
  utcOffset: (at: Date) => number,
): unknown => {
  if (value instanceof Date) return awsTime(value, utcOffset(value));
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (Array.isArray(value)) {
    const item = shape?.type === "list" ? shape.item : undefined;
    return value.map((element) => awsForm(item, element, utcOffset));
  }
  if (typeof value !== "object" || value === null) return value;
  const members: [string, unknown][] = [];
  const put = (name: string, inner: Shape | undefined): void => {
    const member: unknown = Reflect.get(value, name);
    if (member !== undefined && member !== null) members.push([name, awsForm(inner, member, utcOffset)]);
  };
  const known = shape?.type === "structure" ? shape.members : {};
  const entries = shape?.type === "map" ? shape.value : undefined;
  for (const name of Object.keys(known)) put(name, known[name]);
  for (const name of Object.keys(value)) if (!Object.hasOwn(known, name)) put(name, entries);
  return Object.fromEntries(members);
};

/** A time as the AWS CLI writes it: local time with its offset, and microseconds when there are any. */
export const awsTime = (at: Date, offset: number): string => {
  const local = new Date(at.getTime() + offset * 60_000).toISOString();
  const fraction = local.slice(20, 23);
  const sign = offset < 0 ? "-" : "+";
  const hours = String(Math.floor(Math.abs(offset) / 60)).padStart(2, "0");
  const minutes = String(Math.abs(offset) % 60).padStart(2, "0");
  return `${local.slice(0, 19)}${fraction === "000" ? "" : `.${fraction}000`}${sign}${hours}:${minutes}`;
};

/** The same for people: to the second, UTC as `Z`. */
export const shortTime = (at: Date, offset: number): string =>
  awsTime(new Date(Math.floor(at.getTime() / 1000) * 1000), offset).replace("+00:00", "Z");
