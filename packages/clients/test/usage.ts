/** Writes code that uses every operation of an OpenAPI document, with all parameters and members. */

/** The part of an OpenAPI document that the code needs. */
export interface UsedDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, UsedOperation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, UsedSchema>> };
}

interface UsedOperation {
  readonly operationId: string;
  readonly parameters: readonly {
    readonly name: string;
    readonly in: string;
    readonly schema: UsedSchema;
  }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: UsedSchema }>> };
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: UsedSchema }>> }>
  >;
}

interface UsedSchema {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, UsedSchema>>;
  readonly required?: readonly string[];
  readonly items?: UsedSchema;
  readonly anyOf?: readonly UsedSchema[];
}

/** The code for one operation. */
interface Use {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly operation: UsedOperation;
}

/** A call of `usable` does not compile for a value without a useful type. */
const prelude = `
type Usable<T> = [NonNullable<T>] extends [never] ? false : unknown extends T ? false : true;
declare const usable: <T>(value: T, ...proof: Usable<T> extends true ? [] : [problem: "any, unknown or never"]) => void;
`;

/** Writes code for openapi-typescript with openapi-fetch. */
export const useOfOpenApiFetch = (document: UsedDocument): string => {
  const written = new Set<string>();
  return [
    `import createClient from "openapi-fetch";`,
    `import type { paths } from "./schema";`,
    prelude,
    `const client = createClient<paths>({ baseUrl: "http://localhost" });`,
    ...usesOf(document).map(({ id, method, path, operation }) => {
      const init = [
        ...membersOf({ params: groupsOf(operation) }),
        ...membersOf({ body: bodyOf(document, operation) }),
      ];
      return [
        `export const ${id} = async () => {`,
        `  const { data, error } = await client.${method.toUpperCase()}("${path}", { ${init.join(", ")} });`,
        ...problemUses,
        ...usesOfMembers(document, written, "data", successOf(operation)),
        `};`,
      ].join("\n");
    }),
  ].join("\n");
};

/** Writes code for the client of hey-api. */
export const useOfHeyApi = (document: UsedDocument): string => {
  const written = new Set<string>();
  return [
    `import * as sdk from "./hey-api/sdk.gen";`,
    prelude,
    ...usesOf(document).map(({ id, operation }) => {
      const init = [
        ...Object.entries(groupsOf(operation) ?? {}).flatMap(([name, value]) => membersOf({ [name]: value })),
        ...membersOf({ body: bodyOf(document, operation) }),
      ];
      const call = `await sdk.${id}({ ${init.join(", ")} })`;
      return isStream(operation)
        ? [
            `export const ${id} = async () => {`,
            `  const { stream } = ${call};`,
            `  for await (const event of stream) usable(event);`,
            `};`,
          ].join("\n")
        : [
            `export const ${id} = async () => {`,
            `  const { data, error } = ${call};`,
            ...problemUses,
            ...usesOfMembers(document, written, "data", successOf(operation)),
            `};`,
          ].join("\n");
    }),
  ].join("\n");
};

/** Members of a problem that every error has. */
const problemUses = [
  "  if (error !== undefined) {",
  "    const [status, detail, id]: [number, string, string] = [error.status, error.detail, error.requestId];",
  "    usable(error.name);",
  "    usable(error.errors?.[0]?.parameter);",
  "    return [status, detail, id];",
  "  }",
];

const usesOf = ({ paths }: UsedDocument): readonly Use[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      id: operation.operationId,
      method,
      path,
      operation,
    })),
  );

const successOf = ({ responses }: UsedOperation): UsedSchema => {
  const content = Object.entries(responses).find(([status]) => status.startsWith("2"))?.[1].content ?? {};
  return Object.values(content)[0]?.schema ?? {};
};

const isStream = ({ responses }: UsedOperation): boolean =>
  "text/event-stream" in (responses["200"]?.content ?? {});

/** Writes the path and query parameters, all of them. */
const groupsOf = ({ parameters }: UsedOperation): object | undefined => {
  const groups: Record<string, Record<string, unknown>> = {};
  for (const { name, in: group, schema } of parameters) (groups[group] ??= {})[name] = valueOf(schema);
  return parameters.length === 0 ? undefined : groups;
};

const bodyOf = (document: UsedDocument, { requestBody }: UsedOperation): unknown => {
  const schema = Object.values(requestBody?.content ?? {})[0]?.schema;
  if (schema === undefined) return undefined;
  const { properties = {} } = resolved(document, schema);
  return Object.fromEntries(Object.entries(properties).map(([name, member]) => [name, valueOf(member)]));
};

const membersOf = (members: Readonly<Record<string, unknown>>): readonly string[] =>
  Object.entries(members).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}: ${JSON.stringify(value)}`],
  );

const valueOf = ({ type, enum: words, items }: UsedSchema): unknown => {
  if (words !== undefined) return words[0];
  if (type === "array") return items?.enum?.slice(0, 2) ?? [valueOf(items ?? {}), valueOf(items ?? {})];
  if (type === "integer" || type === "number") return 10;
  return type === "boolean" ? true : "text";
};

const resolved = (document: UsedDocument, schema: UsedSchema): UsedSchema => {
  const name = schema.$ref?.split("/").at(-1);
  return name === undefined ? schema : (document.components.schemas[name] ?? {});
};

/** Writes the uses of a value, of its members and of the items of its lists; the members of a named schema once. */
const usesOfMembers = (
  document: UsedDocument,
  written: Set<string>,
  expression: string,
  schema: UsedSchema,
): readonly string[] => {
  const { properties, items } = resolved(document, schema);
  const own = `  usable(${expression});`;
  if (schema.$ref !== undefined && written.has(schema.$ref)) return [own];
  if (schema.$ref !== undefined) written.add(schema.$ref);
  if (items !== undefined) return [own, ...usesOfMembers(document, written, `${expression}?.[0]`, items)];
  return [
    own,
    ...Object.entries(properties ?? {}).flatMap(([name, member]) =>
      usesOfMembers(document, written, `${expression}?.${name}`, member),
    ),
  ];
};
