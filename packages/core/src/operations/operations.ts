/** The table of operations and its types. */
import type { OperationTypes } from "../generated/types.ts";
import { documentedErrors } from "../generated/errors.ts";
import { modelFacts, shapeTable } from "../generated/table.ts";
import { overlay } from "../overlay/index.ts";
import type { OverlayRow } from "../overlay/row.ts";
import { resolveShapes, type StructureShape } from "../shape/shape.ts";

/** The name of an operation, as AWS spells it. */
export type OperationName = keyof OperationTypes;

/** The name of an operation whose responses come in pages. */
export type PagedName = {
  [Name in OperationName]: OperationTypes[Name] extends { readonly items: string } ? Name : never;
}[OperationName];

/** The name of an operation whose responses a snapshot keeps. */
export type KeptName = {
  [Name in OperationName]: (typeof overlay)[Name] extends { readonly inSnapshot: true } ? Name : never;
}[OperationName];

/** Key of an operation's `Filters`, for operations whose keys are plain strings in AWS's model (`filterKeys` of the overlay). */
export type FilterKeyOf<Name extends OperationName> = (typeof overlay)[Name] extends {
  readonly filterKeys: readonly (infer Key extends string)[];
}
  ? Key
  : never;

/** The request of an operation. */
export type Input<Name extends OperationName> = OperationTypes[Name]["input"];

/** The response of an operation. Any member may be absent. */
export type Output<Name extends OperationName> = OperationTypes[Name]["output"];

/** An item of the list that an operation returns. */
export type Item<Name extends PagedName> = OperationTypes[Name]["item"];

/** An operation, with the facts from AWS's model and from the overlay. */
export interface Operation<Name extends OperationName = OperationName> extends Omit<OverlayRow, "sample"> {
  /** AWS's name. */
  readonly name: Name;
  /** Smallest valid request, with IDs that do not exist in any account. */
  readonly sample: Input<Name>;
  /** Errors that AWS documents for it, in alphabetical order. Every operation can also return AWS's common errors. */
  readonly errors: readonly string[];
}

/** An operation whose responses come in pages, by `NextToken` and `MaxResults`. */
export interface PagedOperation<Name extends PagedName = PagedName> extends Operation<Name> {
  /** The member of the response that has the items. */
  readonly items: OperationTypes[Name]["items"];
}

/** The type of `operations`. */
export type Operations = { readonly [Name in OperationName]: Operation<Name> } & {
  readonly [Name in PagedName]: PagedOperation<Name>;
};

/** Names of all operations, in alphabetical order. */
// Object.keys does not keep the type of the keys.
export const operationNames = /* @__PURE__ */ Object.keys(modelFacts) as readonly OperationName[];

/** All operations by AWS's name. */
export const operations = /* @__PURE__ */ Object.fromEntries(
  /* @__PURE__ */ operationNames.map((name) => [
    name,
    { name, ...overlay[name], errors: documentedErrors[name], ...modelFacts[name] },
  ]),
  // Object.fromEntries does not keep the names.
) as unknown as Operations;

/** Whether a word is the name of an operation. */
export const isOperationName = (name: string): name is OperationName => Object.hasOwn(modelFacts, name);

/** Whether an operation's responses come in pages. */
export const isPaged = (name: OperationName): name is PagedName => "items" in modelFacts[name];

/** The member of an operation's responses that has the items. Unlike `operations`, it needs no overlay, which is large. */
export const itemsMember = <Name extends PagedName>(operation: Name): OperationTypes[Name]["items"] =>
  modelFacts[operation].items;

/**
 * The shape of an operation's request or response.
 *
 * @throws Error if the operation does not exist.
 */
export const shapeOf = (operation: OperationName, side: "input" | "output"): StructureShape => {
  const name = `${operation}${side === "input" ? "Input" : "Output"}`;
  if (!Object.hasOwn(shapeTable, name)) {
    throw new Error(`"${operation}" is not an operation of Windowpane. See operationNames.`);
  }
  return structureNamed(name);
};

const shapeNamed = /* @__PURE__ */ resolveShapes(shapeTable);

const structureNamed = (name: string): StructureShape => {
  const shape = shapeNamed(name);
  if (shape.type !== "structure") throw new Error(`${name} is not a structure.`);
  return shape;
};
