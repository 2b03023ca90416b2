import type { Shape } from "@windowpane/core";
import { awsTime } from "../context/times.ts";

/**
 * Converts a response to what the AWS CLI prints: members in the order of AWS's model, times as text, blobs in base64.
 * Members unknown to the model come last; the AWS CLI drops them.
 *
 * @param utcOffset - offset of local time from UTC, in minutes.
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
  const add = (name: string, inner: Shape | undefined): void => {
    const member: unknown = Reflect.get(value, name);
    if (member !== undefined && member !== null) members.push([name, awsForm(inner, member, utcOffset)]);
  };
  const known = shape?.type === "structure" ? shape.members : {};
  const entries = shape?.type === "map" ? shape.value : undefined;
  for (const name of Object.keys(known)) add(name, known[name]);
  for (const name of Object.keys(value)) if (!Object.hasOwn(known, name)) add(name, entries);
  return Object.fromEntries(members);
};
