/** Reads the slice of AWS's Smithy model. */
import { readFileSync } from "node:fs";

/** Smithy's traits by name, such as `smithy.api#length`. */
type Traits = Readonly<Record<string, unknown>>;

/** A reference to a shape: a member of a structure or the items of a list. */
export interface Reference {
  readonly target: string;
  readonly traits?: Traits;
}

/** A shape of the model. */
export interface SmithyShape {
  readonly type: string;
  readonly traits?: Traits;
  readonly members?: Readonly<Record<string, Reference>>;
  readonly member?: Reference;
  readonly key?: Reference;
  readonly value?: Reference;
  readonly input?: Reference;
  readonly output?: Reference;
  readonly errors?: readonly Reference[];
}

/** A lower and an upper bound, both inclusive. */
export interface Bounds {
  readonly min?: number;
  readonly max?: number;
}

const model = JSON.parse(readFileSync(new URL("ssm.json", import.meta.url), "utf8")) as {
  readonly shapes: Readonly<Record<string, SmithyShape>>;
};

const NAMESPACE = "com.amazonaws.ssm#";

/** The name of a shape without its namespace. */
export const nameOf = (id: string): string => id.slice(id.indexOf("#") + 1);

/** A shape by its name. */
export const shapeNamed = (name: string): SmithyShape => {
  const shape = model.shapes[NAMESPACE + name];
  if (shape === undefined) throw new Error(`The model has no shape ${name}. Add it to ssm.json.`);
  return shape;
};

/** A trait of Smithy's namespace, or undefined. */
export const trait = (owner: { readonly traits?: Traits }, name: string): unknown =>
  owner.traits?.[`smithy.api#${name}`];

/** Length of a string, list or map, or range of a number. */
export const boundsOf = (shape: SmithyShape): Bounds => trait(shape, "length") ?? trait(shape, "range") ?? {};

/** Values of an enum, in AWS's order. */
export const enumValues = (shape: SmithyShape): readonly string[] =>
  Object.values(shape.members ?? {}).map((member) => String(trait(member, "enumValue")));

/** Members of a structure with their names, in AWS's order. */
export const membersOf = (shape: SmithyShape): readonly (readonly [name: string, member: Reference])[] =>
  Object.entries(shape.members ?? {});

/** Whether a member is required. */
export const isRequired = (member: Reference): boolean => trait(member, "required") !== undefined;

/** Whether AWS's model marks a shape as sensitive. */
export const isSensitive = (shape: SmithyShape): boolean => trait(shape, "sensitive") !== undefined;

/** Names of shapes and of all shapes that they refer to. Recursive shapes are visited once. */
export const reachedFrom = (names: readonly string[]): ReadonlySet<string> => {
  const reached = new Set<string>();
  const waiting = [...names];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (reached.has(name)) continue;
    reached.add(name);
    const shape = shapeNamed(name);
    const references = [
      ...membersOf(shape).map(([, member]) => member),
      shape.member,
      shape.key,
      shape.value,
    ];
    for (const reference of references) {
      if (reference !== undefined && reference.target.startsWith(NAMESPACE))
        waiting.push(nameOf(reference.target));
    }
  }
  return reached;
};
