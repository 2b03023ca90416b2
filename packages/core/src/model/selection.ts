import { nameOf, reachedFrom, shapeNamed, trait } from "./smithy.ts";

/** The part of the model that the selected operations use. */
export interface Selection {
  /** The operations in alphabetical order. */
  readonly operations: readonly SelectedOperation[];
  /** Shapes in requests. Their constraints are checked. */
  readonly requestShapes: ReadonlySet<string>;
  /** Shapes in responses. Their members can be absent. */
  readonly responseShapes: ReadonlySet<string>;
  /** Exported name of a structure. Requests and responses are renamed: `GetXInput` for `GetXRequest`. */
  readonly publicName: (name: string) => string;
}

/** An operation of the model. */
export interface SelectedOperation {
  readonly name: string;
  /** AWS's names of its structures. */
  readonly request: string;
  readonly response: string;
  readonly errors: readonly string[];
  /** Member of a response with the items, if responses come in pages. */
  readonly items: string | undefined;
}

/** Selects operations and the shapes that they use. */
export const selectOperations = (names: readonly string[]): Selection => {
  const operations = names.toSorted().map(selectOperation);
  const publicNames = new Map(
    operations.flatMap(({ name, request, response }) => [
      [request, `${name}Input`] as const,
      [response, `${name}Output`] as const,
    ]),
  );
  return {
    operations,
    requestShapes: reachedFrom(operations.map(({ request }) => request)),
    responseShapes: reachedFrom(operations.map(({ response }) => response)),
    publicName: (name) => publicNames.get(name) ?? name,
  };
};

const selectOperation = (name: string): SelectedOperation => {
  const shape = shapeNamed(name);
  const paging = trait(shape, "paginated") as Paging | undefined;
  if (paging !== undefined && (paging.inputToken !== "NextToken" || paging.pageSize !== "MaxResults")) {
    throw new Error(
      `${name} does not use NextToken and MaxResults for paging. The core supports no other paging.`,
    );
  }
  return {
    name,
    request: nameOf(shape.input?.target ?? ""),
    response: nameOf(shape.output?.target ?? ""),
    errors: (shape.errors ?? []).map(({ target }) => nameOf(target)).toSorted(),
    items: paging?.items,
  };
};

interface Paging {
  readonly inputToken: string;
  readonly items: string;
  readonly pageSize: string;
}
