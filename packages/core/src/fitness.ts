/** A quick reader for answers. It clones nothing and compiles no text, so it is as fast in Workers as in Node. */
import type * as z from "zod";

/** Whether a value surely fits. `false` may also mean "cannot tell": then the schema itself has to be asked. */
export type Fit = (value: unknown) => boolean;

/**
 * Reads a schema of plain parts (objects, lists, maps, texts, numbers, booleans, dates) once and gives a check that
 * agrees with it whenever it says yes. It exists because zod copies whatever it reads, which on a list of a million
 * items costs more than everything else the core does.
 */
export const fitOf = (schema: z.core.$ZodType): Fit => {
  // zod documents `def` as the way to look into a schema; the union is told apart by `type`.
  const def = schema._zod.def as z.core.$ZodTypes["_zod"]["def"];
  switch (def.type) {
    case "object":
      return def.catchall?._zod.def.type === "unknown" ? objectFit(def.shape) : never;
    case "array":
      return arrayFit(fitOf(def.element));
    case "record":
      return recordFit(fitOf(def.valueType));
    case "optional":
      return optionalFit(fitOf(def.innerType));
    case "nullable":
      return nullableFit(fitOf(def.innerType));
    case "string":
      return plain(def, (value) => typeof value === "string");
    case "number":
      return plain(def, Number.isFinite);
    case "boolean":
      return (value) => typeof value === "boolean";
    case "date":
      return (value) => value instanceof Date && !Number.isNaN(value.getTime());
    default:
      return never;
  }
};

const never: Fit = () => false;

/** Constraints are left to zod: answers have none. */
const plain = (def: { readonly checks?: readonly unknown[] | undefined }, fit: Fit): Fit =>
  def.checks === undefined || def.checks.length === 0 ? fit : never;

const objectFit = (shape: Readonly<Record<string, z.core.$ZodType>>): Fit => {
  const members = Object.entries(shape).map(([name, schema]) => [name, fitOf(schema)] as const);
  return (value) => {
    if (!isPlainObject(value)) return false;
    for (const [name, fit] of members) {
      if (!fit(value[name])) return false;
    }
    return true;
  };
};

const arrayFit =
  (fit: Fit): Fit =>
  (value) =>
    Array.isArray(value) && value.every(fit);

const recordFit =
  (fit: Fit): Fit =>
  (value) =>
    isPlainObject(value) && Object.values(value).every(fit);

const optionalFit =
  (fit: Fit): Fit =>
  (value) =>
    value === undefined || fit(value);

const nullableFit =
  (fit: Fit): Fit =>
  (value) =>
    value === null || fit(value);

const isPlainObject = (value: unknown): value is Readonly<Record<string, unknown>> => {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};
