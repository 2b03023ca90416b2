import { examples } from "./examples.ts";
import { awsSchemas } from "./aws-schemas.ts";
import { problemSchema } from "./problem-schema.ts";
import { reportSchemas } from "./report-schemas.ts";
import { responsesOf } from "./responses.ts";
import { introduction, securitySchemes, tags } from "./introduction.ts";
import type { Schema } from "./schema.ts";
import type { Parameter } from "../parameters/parameter.ts";
import type { Parameters } from "../parameters/read-parameters.ts";
import type { Route } from "../route.ts";

/** The part of an OpenAPI 3.1 document that this app needs. */
export interface OpenApiDocument {
  readonly openapi: "3.1.0";
  readonly info: Readonly<Record<string, unknown>>;
  readonly servers: readonly { readonly url: string }[];
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, OpenApiOperation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly securitySchemes: Readonly<Record<string, unknown>>;
  };
}

/** One operation of the document. */
export interface OpenApiOperation {
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters: readonly OpenApiParameter[];
  readonly requestBody?: unknown;
  readonly responses: Readonly<Record<string, OpenApiResponse>>;
}

/** One parameter of an operation. */
export interface OpenApiParameter {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required: boolean;
  readonly description: string;
  readonly schema: Schema;
  readonly example?: unknown;
}

/** One answer of an operation. */
export interface OpenApiResponse {
  readonly description: string;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly content?: Readonly<Record<string, { readonly schema?: Schema; readonly example?: unknown }>>;
}

/** The document of a table of routes. */
export const openApiDocument = (routes: readonly Route[]): OpenApiDocument => {
  const paths: Record<string, Record<string, OpenApiOperation>> = {};
  for (const row of routes) (paths[row.path] ??= {})[row.method.toLowerCase()] = operationOf(row);
  const schemas = Object.entries({
    Problem: problemSchema,
    ...reportSchemas,
    ...Object.fromEntries(Object.entries(awsSchemas).map(([name, make]) => [name, make()])),
  });
  return {
    openapi: "3.1.0",
    info: {
      title: "Windowpane",
      version: "1",
      summary: introduction.summary,
      description: introduction.description,
    },
    servers: [{ url: "/" }],
    tags,
    paths,
    components: {
      schemas: Object.fromEntries(schemas),
      securitySchemes,
    },
  };
};

const operationOf = (row: Route): OpenApiOperation => ({
  operationId: row.id,
  summary: row.summary,
  description: row.about,
  tags: [row.tag],
  security: row.role === undefined ? [] : Object.keys(securitySchemes).map((name) => ({ [name]: [] })),
  parameters: [
    ...parametersIn("path", row.pathParameters, row),
    ...parametersIn("query", row.queryParameters, row),
  ],
  ...(row.body === undefined
    ? {}
    : {
        requestBody: {
          required: true,
          content: {
            "application/json": { schema: row.body, ...exampleIn(examples[row.id]?.body) },
          },
        },
      }),
  responses: responsesOf(row),
});

const exampleIn = (text: string | undefined): { readonly example?: unknown } =>
  text === undefined ? {} : { example: JSON.parse(text) };

const parametersIn = (
  place: "path" | "query",
  rows: Parameters,
  { id }: Route,
): readonly OpenApiParameter[] =>
  Object.entries(rows).map(([name, row]) => ({
    name,
    in: place,
    required: place === "path",
    description: row.about,
    schema: schemaOf(row),
    ...exampleOf(row, place === "path" ? examples[id]?.path[name] : undefined),
  }));

const schemaOf = ({ schema, repeatable }: Parameter<unknown>): Schema => {
  // The parameter has the description already.
  const { description: _, ...own } = schema;
  return repeatable === true ? { type: "array", items: own } : own;
};

const exampleOf = (
  { example, repeatable }: Parameter<unknown>,
  sample: string | undefined,
): { readonly example?: unknown } => {
  const value = sample ?? example;
  if (value === undefined) return {};
  return { example: repeatable === true ? [value] : value };
};
