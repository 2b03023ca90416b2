/** Shapes of requests and responses as data. All code that reads or checks values interprets them. */

/** A string, or one of a list of strings. */
export interface StringShape extends Constrained {
  readonly type: "string";
  /** AWS's regular expression, as in its error messages. It must match the whole string. */
  readonly pattern?: string | undefined;
  /** The same pattern with anchors, for JavaScript's `u` and `v` flags. */
  readonly regex?: string | undefined;
  /** The only valid values in a request. */
  readonly values?: readonly string[] | undefined;
}

/** A scalar value. A `token` is the NextToken of a response, which may be null. A `blob` is bytes, base64 in AWS JSON. */
export interface ScalarShape extends Constrained {
  readonly type: "integer" | "long" | "boolean" | "timestamp" | "blob" | "token";
}

/** A list of items of one shape. */
export interface ListShape extends Constrained {
  readonly type: "list";
  readonly item: Shape;
}

/** A map from strings to values of one shape. */
export interface MapShape extends Constrained {
  readonly type: "map";
  readonly key: Shape;
  readonly value: Shape;
}

/** A structure. Can contain itself. */
export interface StructureShape extends Constrained {
  readonly type: "structure";
  readonly name: string;
  readonly members: Readonly<Record<string, Shape>>;
  /** Required members of a request. */
  readonly required: readonly string[];
}

/** A shape of AWS's model. */
export type Shape = StringShape | ScalarShape | ListShape | MapShape | StructureShape;

interface Constrained {
  /** Code points of a string, items of a list, entries of a map, bytes of a blob, or the number itself. Inclusive. */
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  /** Marked in AWS's model. Must not reach logs, errors, disk or exports unless the user requests it. */
  readonly sensitive?: boolean | undefined;
}

/** Type of the generated table. Shapes refer to each other by name; `Name[]` is a list, `Name{}` a map from strings. */
export type ShapeTable = Readonly<Record<string, ShapeRow>>;

/**
 * A structure is the names of its members: `WindowId!:MaintenanceWindowId Name` has a required member and one of the shape
 * `string`. This takes half the space of objects.
 */
type ShapeRow =
  | string
  | StringShape
  | ScalarShape
  | (Constrained & { readonly type: "list"; readonly item: string })
  | (Constrained & { readonly type: "map"; readonly key?: string; readonly value: string })
  | (Constrained & {
      readonly type: "structure";
      readonly members: string;
    });

/**
 * Resolves the names in a table. Members are resolved when they are first read, so that shapes can contain themselves and
 * unused shapes cost nothing.
 */
export const resolveShapes = (table: ShapeTable): ((name: string) => Shape) => {
  const resolved = new Map<string, Shape>(simpleShapes);
  const resolve = (name: string): Shape => {
    const known = resolved.get(name);
    if (known !== undefined) return known;
    const row = rowOf(table, name);
    if (row === undefined)
      throw new Error(`The shape ${name} does not exist. Run the generator of packages/core.`);
    const shape = shapeFrom(name, row, resolve);
    resolved.set(name, shape);
    return shape;
  };
  return resolve;
};

const rowOf = (table: ShapeTable, name: string): Exclude<ShapeRow, string> | undefined => {
  if (name.endsWith("[]")) return { type: "list", item: name.slice(0, -2) };
  if (name.endsWith("{}")) return { type: "map", value: name.slice(0, -2) };
  const row = table[name];
  return typeof row === "string" ? { type: "structure", members: row } : row;
};

const simpleShapes: readonly (readonly [string, Shape])[] = [
  ["string", { type: "string" }],
  ["secret", { type: "string", sensitive: true }],
  ...(["integer", "long", "boolean", "timestamp", "blob", "token"] as const).map(
    (type) => [type, { type }] as const,
  ),
];

const shapeFrom = (name: string, row: Exclude<ShapeRow, string>, resolve: (name: string) => Shape): Shape => {
  switch (row.type) {
    case "list": {
      const { item, ...rest } = row;
      return lazily(rest, "item", () => resolve(item));
    }
    case "map": {
      const { key = "string", value, ...rest } = row;
      return lazily({ ...rest, key: resolve(key) }, "value", () => resolve(value));
    }
    case "structure": {
      const { members, ...rest } = row;
      const entries = members === "" ? [] : members.split(" ").map((entry) => entry.split(":"));
      const nameIn = (text = ""): string => text.replace("!", "");
      const required = entries.flatMap(([text]) => (text?.endsWith("!") === true ? [nameIn(text)] : []));
      return lazily({ ...rest, name, required }, "members", () =>
        Object.fromEntries(entries.map(([text, target = "string"]) => [nameIn(text), resolve(target)])),
      );
    }
    default:
      return row;
  }
};

/** Adds a property that is created when it is first read. */
const lazily = <Rest extends object, Name extends string, Value>(
  rest: Rest,
  name: Name,
  make: () => Value,
): Rest & Readonly<Record<Name, Value>> => {
  let value: Value | undefined;
  // TypeScript does not infer properties from defineProperty.
  return Object.defineProperty(rest, name, {
    enumerable: true,
    get: () => (value ??= make()),
  }) as Rest & Readonly<Record<Name, Value>>;
};
