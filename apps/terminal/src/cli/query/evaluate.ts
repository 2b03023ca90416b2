import { compare, isStructure, isTrue } from "./compare.ts";
import { callFunction, type Reference } from "./functions.ts";
import type { Expression, SliceParts } from "./expression.ts";
import { QueryValueError } from "./query-error.ts";

/**
 * Applies an expression to a value of plain JSON. Numbers in the result can be bigints and `WholeFloat`.
 *
 * @throws QueryValueError when a function does not accept its arguments.
 */
export const evaluate = (expression: Expression, value: unknown): unknown => {
  switch (expression.type) {
    case "field":
      return isStructure(value) && Object.hasOwn(value, expression.name) ? value[expression.name] : null;
    case "literal":
      return expression.value;
    case "current":
      return value;
    case "index":
      return Array.isArray(value) ? (value.at(expression.index) ?? null) : null;
    case "slice":
      return Array.isArray(value) ? sliceOf(value, expression.parts) : null;
    case "steps":
      return expression.of.reduce((result, step) => evaluate(step, result), value);
    case "or":
      return firstThat(expression.of, value, isTrue);
    case "and":
      return firstThat(expression.of, value, (result) => !isTrue(result));
    case "not":
      return !isTrue(evaluate(expression.of, value));
    case "reference":
      throw new QueryValueError("& is for the arguments of functions only");
    case "list":
      return value === null ? null : expression.of.map((item) => evaluate(item, value));
    case "hash":
      return value === null
        ? null
        : Object.fromEntries(expression.of.map(([name, member]) => [name, evaluate(member, value)]));
    case "compare":
      return compare(expression.by, evaluate(expression.left, value), evaluate(expression.right, value));
    case "call":
      return callFunction(
        expression.name,
        expression.of.map((argument) =>
          argument.type === "reference" ? referenceTo(argument.of) : evaluate(argument, value),
        ),
      );
    default:
      return project(expression, value);
  }
};

type Projection = Extract<Expression, { readonly base: Expression }>;

const project = (projection: Projection, value: unknown): unknown => {
  const base = evaluate(projection.base, value);
  const elements = elementsOf(projection.type, base);
  if (elements === undefined) return null;
  const selected =
    projection.type === "filter"
      ? elements.filter((element) => isTrue(evaluate(projection.condition, element)))
      : elements;
  return selected.map((element) => evaluate(projection.each, element)).filter((result) => result !== null);
};

const elementsOf = (type: Projection["type"], base: unknown): readonly unknown[] | undefined => {
  if (type === "values") return isStructure(base) ? Object.values(base) : undefined;
  if (!Array.isArray(base)) return undefined;
  const items: readonly unknown[] = base;
  return type === "flatten" ? items.flat() : items;
};

const firstThat = (
  operands: readonly Expression[],
  value: unknown,
  decides: (result: unknown) => boolean,
): unknown => {
  let result: unknown = null;
  for (const operand of operands) {
    result = evaluate(operand, value);
    if (decides(result)) return result;
  }
  return result;
};

/** Python's slices: negative positions count from the end, and a negative step goes backwards. */
const sliceOf = (items: readonly unknown[], [start, end, step = 1]: SliceParts): readonly unknown[] => {
  if (step === 0) throw new QueryValueError("the step of a slice cannot be 0");
  const { length } = items;
  const [least, most] = step > 0 ? [0, length] : [-1, length - 1];
  const position = (part: number): number => Math.min(most, Math.max(least, part < 0 ? part + length : part));
  const from = start === undefined ? (step > 0 ? 0 : length - 1) : position(start);
  const to = end === undefined ? (step > 0 ? length : -1) : position(end);
  const result: unknown[] = [];
  for (let index = from; step > 0 ? index < to : index > to; index += step) result.push(items[index]);
  return result;
};

const referenceTo =
  (expression: Expression): Reference =>
  (value) =>
    evaluate(expression, value);
