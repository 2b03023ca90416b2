/** Equality, order and truth of values, as the AWS CLI's JMESPath has them. */
import type { Comparator } from "./expression.ts";
import { QueryValueError } from "./query-error.ts";
import { comparable, isNumber, isWholeFloat } from "./number.ts";

export type Structure = Readonly<Record<string, unknown>>;

export const isStructure = (value: unknown): value is Structure =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !isWholeFloat(value);

/** Compares two values. Unlike JMESPath's specification, the AWS CLI orders texts, too; other types give null. */
export const compare = (by: Comparator, left: unknown, right: unknown): boolean | null => {
  if (by === "==") return isEqual(left, right);
  if (by === "!=") return !isEqual(left, right);
  if (!isOrdered(left) || !isOrdered(right)) return null;
  const order = orderOf(left, right);
  if (Number.isNaN(order)) return false;
  switch (by) {
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case ">":
      return order > 0;
    default:
      return order >= 0;
  }
};

/** The sign tells the order; NaN if a value is NaN. @throws QueryValueError for a number and a text. */
export const orderOf = (left: unknown, right: unknown): number => {
  if (typeof left === "string" && typeof right === "string") return textOrder(left, right);
  if (!isNumber(left) || !isNumber(right)) {
    throw new QueryValueError("a number and a text cannot be compared");
  }
  const [a, b] = [comparable(left), comparable(right)];
  if (a < b) return -1;
  if (a > b) return 1;
  return Number.isNaN(a) || Number.isNaN(b) ? Number.NaN : 0;
};

/** The order of code points, which is not that of UTF-16 where surrogates meet U+E000 and above. */
export const textOrder = (left: string, right: string): number => {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    const difference = rank(left.charCodeAt(index)) - rank(right.charCodeAt(index));
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
};

const rank = (unit: number): number => {
  if (unit >= 0xe000) return unit - 0x800;
  return unit >= 0xd800 ? unit + 0x2000 : unit;
};

const isOrdered = (value: unknown): boolean => typeof value === "string" || isNumber(value);

const isEqual = (left: unknown, right: unknown): boolean =>
  typeof left === typeof right || (isNumber(left) && isNumber(right)) ? isSame(left, right) : false;

/** Equality of elements. Like in Python, `true` equals 1 and `false` equals 0 here. */
export const isSame = (left: unknown, right: unknown): boolean => {
  const [a, b] = [asNumber(left), asNumber(right)];
  if (isNumber(a) && isNumber(b)) return orderOf(a, b) === 0;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => isSame(item, b[index]));
  }
  if (!isStructure(a) || !isStructure(b)) return a === b;
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => Object.hasOwn(b, name) && isSame(a[name], b[name]))
  );
};

const asNumber = (value: unknown): unknown => (typeof value === "boolean" ? Number(value) : value);

/** Null, false and everything empty are false. */
export const isTrue = (value: unknown): boolean => {
  if (value === null || value === false || value === "") return false;
  if (Array.isArray(value)) return value.length > 0;
  return !isStructure(value) || Object.keys(value).length > 0;
};
