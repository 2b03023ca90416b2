/** Shapes of requests and responses as data. Everything that reads or checks a value interprets these. */

/** A text, or one of some values. */
export interface StringShape extends Constrained {
  readonly type: "string";
  /** AWS's regular expression, as its error messages have it. It must match the whole text. */
  readonly pattern?: string | undefined;
  /** The same with anchors, for JavaScript's `u` and `v` flags. */
  readonly regex?: string | undefined;
  /** The only values that a request takes. */
  readonly values?: readonly string[] | undefined;
}

/** A value without parts. A `token` is the NextToken of a response, which may be null. A `blob` is bytes, in base64 on the wire. */
export interface ScalarShape extends Constrained {
  readonly type: "integer" | "long" | "boolean" | "timestamp" | "blob" | "token";
}

/** A list of one kind of item. */
export interface ListShape extends Constrained {
  readonly type: "list";
  readonly item: Shape;
}

/** A map from texts to one kind of value. */
export interface MapShape extends Constrained {
  readonly type: "map";
  readonly key: Shape;
  readonly value: Shape;
}

/** A structure. It may contain itself. */
export interface StructureShape extends Constrained {
  readonly type: "structure";
  readonly name: string;
  readonly members: Readonly<Record<string, Shape>>;
  /** Members that a request must have. */
  readonly required: readonly string[];
  /** One sentence about each member; requests only. */
  readonly about: Readonly<Record<string, string>>;
}

/** A shape of AWS's model. */
export type Shape = StringShape | ScalarShape | ListShape | MapShape | StructureShape;

interface Constrained {
  /** Code points of a text, items of a list, entries of a map, bytes of a blob, or the number itself. Inclusive. */
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  /** Marked in AWS's model: must not reach logs, errors, disk or exports unless the user asks. */
  readonly sensitive?: boolean | undefined;
}

/** The generated table: shapes refer to each other by name. */
export type ShapeTable = Readonly<Record<string, ShapeRow>>;

type ShapeRow =
  | StringShape
  | ScalarShape
  | (Constrained & { readonly type: "list"; readonly item: string })
  | (Constrained & { readonly type: "map"; readonly key?: string; readonly value: string })
  | (Constrained & {
      readonly type: "structure";
      readonly members: Readonly<Record<string, string>>;
      readonly required?: readonly string[];
      readonly about?: Readonly<Record<string, string>>;
    });

/**
 * Resolves the names in a table. Members are resolved when they are first read, so shapes may contain themselves and a
 * program pays for what it uses only.
 */
export const resolveShapes = (table: ShapeTable): ((name: string) => Shape) => {
  const resolved = new Map<string, Shape>(simpleShapes);
  const resolve = (name: string): Shape => {
    const known = resolved.get(name);
    if (known !== undefined) return known;
    const row = table[name];
    if (row === undefined) throw new Error(`There is no shape ${name}. Run the generator of packages/core.`);
    const shape = shapeFrom(name, row, resolve);
    resolved.set(name, shape);
    return shape;
  };
  return resolve;
};

const simpleShapes: readonly (readonly [string, Shape])[] = [
  ["string", { type: "string" }],
  ["secret", { type: "string", sensitive: true }],
  ...(["integer", "long", "boolean", "timestamp", "blob", "token"] as const).map(
    (type) => [type, { type }] as const,
  ),
];

const shapeFrom = (name: string, row: ShapeRow, resolve: (name: string) => Shape): Shape => {
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
      const { members, required = [], about = {}, ...rest } = row;
      return lazily({ ...rest, name, required, about }, "members", () =>
        Object.fromEntries(Object.entries(members).map(([member, target]) => [member, resolve(target)])),
      );
    }
    default:
      return row;
  }
};

/** An object with one more property, which is made when it is first read. */
const lazily = <Rest extends object, Name extends string, Value>(
  rest: Rest,
  name: Name,
  make: () => Value,
): Rest & Readonly<Record<Name, Value>> => {
  let value: Value | undefined;
  // TypeScript cannot see a property that is defined by a computed name.
  return Object.defineProperty(rest, name, {
    enumerable: true,
    get: () => (value ??= make()),
  }) as Rest & Readonly<Record<Name, Value>>;
};
