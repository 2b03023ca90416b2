/** A quick reader for answers. It clones nothing and compiles no text, so it is as fast in Workers as in Node. */
import type * as z from "zod/mini";

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

/**
 * Reads an object's own members in the order in which they come, and remembers that order: the items of a list have their
 * members in the same one, so the next member is nearly always the one that it was last time and need not be looked up.
 * Texts and times, most of an answer, are told without a call.
 */
const objectFit = (shape: Readonly<Record<string, z.core.$ZodType>>): Fit => {
  const parts = new Map(Object.entries(shape).map(([name, schema]) => [name, partOf(name, fitOf(schema))]));
  // Of an answer any member may be absent; a shape that asks for one is left to zod.
  if ([...parts.values()].some(({ fit }) => !fit(undefined))) return never;
  const order: Part[] = [];
  return (value) => {
    if (!isPlainObject(value)) return false;
    let place = 0;
    for (const name in value) {
      let part = order[place];
      if (part === undefined || part.name !== name) {
        // A member that AWS has added since is let through.
        part = parts.get(name) ?? partOf(name, always);
        order[place] = part;
      }
      const member = value[name];
      if (typeof member === "string") {
        if (!part.takesText) return false;
      } else if (member instanceof Date) {
        if (!part.takesTime || Number.isNaN(member.getTime())) return false;
      } else if (!part.fit(member)) return false;
      place += 1;
    }
    return true;
  };
};

/** A member of a shape. */
interface Part {
  readonly name: string;
  readonly fit: Fit;
  readonly takesText: boolean;
  readonly takesTime: boolean;
}

const partOf = (name: string, fit: Fit): Part => ({
  name,
  fit,
  takesText: fit(""),
  takesTime: fit(new Date(0)),
});

const always: Fit = () => true;

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
