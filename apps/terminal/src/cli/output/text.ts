import { textOrder } from "../query/compare.ts";
import { isNumber, numberText } from "../query/number.ts";

/**
 * A value in the AWS CLI's `--output text`: tab-separated lines with the members in alphabetical order. Nested lists and
 * structures follow on separate lines that begin with their name in capitals. All items of a list show the same members.
 *
 * @see https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-output-format.html
 */
export const awsText = (value: unknown): string => lines(value, undefined, undefined).join("");

type Structure = Readonly<Record<string, unknown>>;

const lines = (
  value: unknown,
  name: string | undefined,
  columns: readonly string[] | undefined,
): readonly string[] => {
  if (Array.isArray(value)) return listLines(value, name);
  if (isStructure(value)) return structureLines(value, name, columns);
  return [`${word(value)}\n`];
};

const listLines = (items: readonly unknown[], name: string | undefined): readonly string[] => {
  if (items.length === 0) return [];
  if (items.some(isStructure)) {
    const columns = scalarMembers(items);
    return items.flatMap((item) => lines(item, name, columns));
  }
  const nested = items.filter((item) => Array.isArray(item));
  const scalars = items.filter((item) => !Array.isArray(item));
  return [...scalarLines(scalars, name), ...nested.flatMap((item) => lines(item, name, undefined))];
};

const scalarLines = (items: readonly unknown[], name: string | undefined): readonly string[] => {
  if (items.length === 0) return [];
  if (name !== undefined) return items.map((item) => `${name.toUpperCase()}\t${word(item)}\n`);
  return [`${items.map(word).join("\t")}\n`];
};

const structureLines = (
  value: Structure,
  name: string | undefined,
  columns: readonly string[] | undefined,
): readonly string[] => {
  const members = Object.keys(value)
    .filter((member) => value[member] !== undefined)
    .toSorted(textOrder);
  const shown = columns ?? members.filter((member) => isScalar(value[member]));
  const cells = shown.map((member) => (Object.hasOwn(value, member) ? word(value[member]) : ""));
  const label = name === undefined ? [] : [name.toUpperCase()];
  const own = cells.length === 0 ? [] : [`${[...label, ...cells].join("\t")}\n`];
  const nested = members.filter((member) => !shown.includes(member));
  return [...own, ...nested.flatMap((member) => lines(value[member], member, undefined))];
};

const scalarMembers = (items: readonly unknown[]): readonly string[] => {
  const members = new Set<string>();
  for (const item of items) {
    if (!isStructure(item)) continue;
    for (const [name, value] of Object.entries(item)) {
      if (value !== undefined && isScalar(value)) members.add(name);
    }
  }
  return [...members].toSorted(textOrder);
};

const isScalar = (value: unknown): boolean =>
  typeof value !== "object" || value === null || value instanceof Date || isNumber(value);

const isStructure = (value: unknown): value is Structure => !isScalar(value) && !Array.isArray(value);

/** Scripts rely on the AWS CLI printing Python's None, True and False. */
const word = (value: unknown): string => {
  if (value === null || value === undefined) return "None";
  if (value === true) return "True";
  if (value === false) return "False";
  if (isNumber(value)) return numberText(value);
  return value instanceof Date ? value.toISOString() : String(value);
};
