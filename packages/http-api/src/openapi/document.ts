import { examples } from "./examples.ts";
import { awsSchemas } from "../schema/aws-schemas.ts";
import { problemSchema } from "../schema/problem-schema.ts";
import { eventSchemas } from "../schema/event-schemas.ts";
import { machineSchemas } from "../schema/machine-schemas.ts";
import { reportSchemas } from "../schema/report-schemas.ts";
import { timelineSchemas } from "../schema/timeline-schemas.ts";
import { collectionSchemas } from "../schema/collection-schemas.ts";
import { trendSchemas } from "../schema/trend-schemas.ts";
import { responsesOf, resultSchemas } from "./responses.ts";
import { introduction, securitySchemes, tags } from "./introduction.ts";
import type { Schema } from "../schema/schema.ts";
import type { Parameter } from "../parameters/parameter.ts";
import type { ParameterTable } from "../parameters/read-parameters.ts";
import type { Route } from "../route/route.ts";

/** The part of an OpenAPI 3.1 document that this app uses. */
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

/** An operation of the document. */
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

/** A parameter of an operation. */
export interface OpenApiParameter {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required: boolean;
  readonly description: string;
  readonly schema: Schema;
  readonly example?: unknown;
}

/** A response of an operation. */
export interface OpenApiResponse {
  readonly description: string;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly content?: Readonly<Record<string, OpenApiContent>>;
  /** Formats beside JSON, by media type. They are not in `content`, whose types generated clients combine. */
  readonly "x-other-formats"?: Readonly<Record<string, OpenApiContent>>;
}

/** A body of a media type. */
export interface OpenApiContent {
  readonly schema: Schema;
  readonly example?: unknown;
}

/** Builds the OpenAPI document of a table of routes. */
export const openApiDocument = (routes: readonly Route[]): OpenApiDocument => {
  const paths: Record<string, Record<string, OpenApiOperation>> = {};
  for (const route of routes) (paths[route.path] ??= {})[route.method.toLowerCase()] = operationOf(route);
  const schemas = Object.entries({
    Problem: problemSchema,
    ...reportSchemas,
    ...timelineSchemas,
    ...trendSchemas,
    ...collectionSchemas,
    ...machineSchemas,
    ...eventSchemas,
    ...resultSchemas(routes),
    ...Object.fromEntries(Object.entries(awsSchemas).map(([name, make]) => [name, make()])),
  });
  return {
    openapi: "3.1.0",
    info: {
      title: "Windowpane",
      version: "1",
      summary: introduction.summary,
      description: introduction.description,
      contact: { name: "The Windowpane authors" },
      license: { name: "MIT", identifier: "MIT" },
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

const operationOf = (route: Route): OpenApiOperation => ({
  operationId: route.id,
  summary: route.summary,
  description: route.about,
  tags: [route.tag],
  security: route.role === undefined ? [] : Object.keys(securitySchemes).map((name) => ({ [name]: [] })),
  parameters: [
    ...parametersIn("path", route.pathParameters, route),
    ...parametersIn("query", route.queryParameters, route),
  ],
  ...(route.body === undefined
    ? {}
    : {
        requestBody: {
          required: true,
          content: {
            "application/json": { schema: route.body, ...parsedExample(examples[route.id]?.body) },
          },
        },
      }),
  responses: responsesOf(route),
});

const parsedExample = (text: string | undefined): { readonly example?: unknown } =>
  text === undefined ? {} : { example: JSON.parse(text) };

const parametersIn = (
  location: "path" | "query",
  table: ParameterTable,
  { id }: Route,
): readonly OpenApiParameter[] =>
  Object.entries(table).map(([name, parameter]) => ({
    name,
    in: location,
    required: location === "path",
    description: parameter.about,
    schema: schemaOf(parameter),
    ...exampleOf(parameter, location === "path" ? examples[id]?.path[name] : undefined),
  }));

const schemaOf = ({ schema, repeatable }: Parameter<unknown>): Schema => {
  // The description is a member of the parameter instead.
  const { description: _, ...own } = schema;
  return repeatable === true ? { type: "array", items: own } : own;
};

const exampleOf = (
  { example, repeatable }: Parameter<unknown>,
  pathExample: string | undefined,
): { readonly example?: unknown } => {
  const value = pathExample ?? example;
  if (value === undefined) return {};
  return { example: repeatable === true ? [value] : value };
};
