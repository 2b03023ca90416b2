/** Zod schemas of requests, with all constraints of AWS's model. */
import * as z from "zod/mini";
import { shapeOf, type OperationName } from "../operations/operations.ts";
import type { ListShape, MapShape, Shape, StringShape, StructureShape } from "../shape/shape.ts";

/** Schema of an operation's request, created on first use. Rejects unknown members. */
export const requestSchema = (operation: OperationName): z.ZodMiniType =>
  schemaOf(shapeOf(operation, "input"));

const schemas = new WeakMap<Shape, z.ZodMiniType>();

/** Schema of a shape. A structure that contains itself looks its schema up when it parses. */
export const schemaOf = (shape: Shape): z.ZodMiniType => {
  const known = schemas.get(shape);
  if (known !== undefined) return known;
  if (shape.type === "structure") {
    schemas.set(
      shape,
      z.lazy(() => schemas.get(shape) ?? z.never()),
    );
  }
  const schema = makeSchema(shape);
  schemas.set(shape, schema);
  return schema;
};

const makeSchema = (shape: Shape): z.ZodMiniType => {
  switch (shape.type) {
    case "string":
      return stringSchema(shape);
    case "integer":
      return z.int32().check(...rangeChecks(shape));
    case "long":
      return z.int().check(...rangeChecks(shape));
    case "boolean":
      return z.boolean();
    case "timestamp":
      return z.date();
    case "blob":
      return z.unknown().check(bytes(shape));
    case "list":
      return listSchema(shape);
    case "map":
      return mapSchema(shape);
    case "structure":
      return structureSchema(shape);
    case "token":
      return z.nullish(z.string());
  }
};

const stringSchema = (shape: StringShape): z.ZodMiniType => {
  if (shape.values !== undefined) return z.string().check(oneOf(shape.values));
  const form = shape.regex === undefined ? [] : [wholeText(shape.regex, shape.pattern)];
  return z.string().check(...(hasBounds(shape) ? [codePoints(shape)] : []), ...form);
};

// zod's own length checks stop before the items are checked; AWS reports violations of the items, too.
const listSchema = (shape: ListShape): z.ZodMiniType =>
  z.array(schemaOf(shape.item)).check(sized(shape, (items) => items.length));

const mapSchema = (shape: MapShape): z.ZodMiniType =>
  z
    .record(schemaOf(shape.key) as z.ZodMiniString<string>, schemaOf(shape.value))
    .check(sized(shape, (entries) => Object.keys(entries).length));

const structureSchema = ({ members, required }: StructureShape): z.ZodMiniType =>
  z.strictObject(
    Object.fromEntries(
      Object.entries(members).map(([name, member]) => {
        const schema = schemaOf(member);
        return [name, required.includes(name) ? schema : z.optional(schema)];
      }),
    ),
  );

type Bounds = { readonly min?: number | undefined; readonly max?: number | undefined };

const hasBounds = ({ min, max }: Bounds): boolean => min !== undefined || max !== undefined;

const rangeChecks = ({ min, max }: Bounds): z.core.$ZodCheck<number>[] => [
  ...(min === undefined ? [] : [z.gte(min)]),
  ...(max === undefined ? [] : [z.lte(max)]),
];

// z.enum and z.instanceof are larger in a bundle than these two checks.
const oneOf =
  (values: readonly string[]): z.core.CheckFn<string> =>
  ({ value, issues }) => {
    if (!values.includes(value))
      issues.push({ code: "custom", continue: true, input: value, params: { values } });
  };

const bytes =
  (bounds: Bounds): z.core.CheckFn<unknown> =>
  ({ value, issues }) => {
    if (value instanceof Uint8Array) reportSize(value.length, bounds, value, issues);
    else issues.push({ code: "custom", continue: true, input: value, params: {} });
  };

const codePoints =
  (bounds: Bounds): z.core.CheckFn<string> =>
  ({ value, issues }) => {
    const { min = 0, max = Infinity } = bounds;
    // A code point is one or two UTF-16 units, so most strings need no counting.
    if (value.length >= min * 2 && value.length <= max) return;
    reportSize(countCodePoints(value), bounds, value, issues);
  };

const sized =
  <Value>(bounds: Bounds, sizeOf: (value: Value) => number): z.core.CheckFn<Value> =>
  ({ value, issues }) =>
    reportSize(sizeOf(value), bounds, value, issues);

const reportSize = (
  size: number,
  { min = 0, max = Infinity }: Bounds,
  input: unknown,
  issues: z.core.$ZodRawIssue[],
): void => {
  if (size < min) issues.push({ code: "custom", continue: true, input, params: { min } });
  if (size > max) issues.push({ code: "custom", continue: true, input, params: { max } });
};

const countCodePoints = (value: string): number => {
  let count = 0;
  for (const _ of value) count += 1;
  return count;
};

/** Compiled on first use: `\p{L}` takes longer to compile than all schemas take to create. */
const wholeText = (regex: string, pattern: string | undefined): z.core.CheckFn<string> => {
  let compiled: RegExp | undefined;
  return ({ value, issues }) => {
    compiled ??= new RegExp(regex, "u");
    if (!compiled.test(value)) {
      issues.push({ code: "custom", continue: true, input: value, params: { pattern } });
    }
  };
};
