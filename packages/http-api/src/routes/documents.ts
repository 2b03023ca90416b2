import { boundedMap } from "@windowpane/core";
import { ownUrl } from "../links/own-url.ts";
import type { RouteResponse } from "../route/route-response.ts";
import type { OpenApiDocument } from "../openapi/document.ts";
import { route, type Route } from "../route/route.ts";
import { listOf, text, type Schema } from "../schema/schema.ts";

/**
 * Creates the routes to the documentation of a table of routes, which also lists these routes. Each document is built at its
 * first request and cached. Its code is loaded at the first request, too, so that a Worker starts faster.
 */
export const documentRoutes = (apiRoutes: readonly Route[]): readonly Route[] => {
  let document: Promise<OpenApiDocument> | undefined;
  const texts = boundedMap<string, Promise<string>>(16);
  let page: Promise<string> | undefined;
  const buildDocument = async (): Promise<OpenApiDocument> => {
    const { openApiDocument } = await import("../openapi/document.ts");
    return openApiDocument([...apiRoutes, ...listedRoutes]);
  };
  const getDocument = (): Promise<OpenApiDocument> => (document ??= buildDocument());
  const buildText = async (base: string): Promise<string> =>
    JSON.stringify({ ...(await getDocument()), servers: [{ url: ownUrl(base, "/") }] });
  /** A host app can add this app under several paths. */
  const textFor = (base: string): Promise<string> => {
    const json = texts.get(base) ?? buildText(base);
    texts.set(base, json);
    return json;
  };
  const buildPage = async (): Promise<string> => {
    const { referencePage } = await import("../reference/page.ts");
    return referencePage(await getDocument());
  };

  const listedRoutes = [
    route({
      id: "getOpenApi",
      method: "GET",
      path: "/openapi.json",
      tag: "Service",
      summary: "Get the OpenAPI 3.1 document",
      about: "Generated from the same table as the routes.",
      operations: [],
      formats: [{ media: "application/json", schema: openApiSchema }],
      pathParameters: {},
      queryParameters: {},
      handle: async ({ base }) => published("application/json", await textFor(base)),
    }),
    route({
      id: "getReference",
      method: "GET",
      path: "/docs",
      tag: "Service",
      summary: "Get the reference page",
      about: "The page uses no scripts and no other hosts.",
      operations: [],
      formats: [{ media: "text/html" }],
      pathParameters: {},
      queryParameters: {},
      handle: async () => published("text/html", await (page ??= buildPage())),
    }),
  ];
  return [...listedRoutes, styleRoute];
};

/** Used by the reference page only, so the documentation does not list it. */
const styleRoute = route({
  id: "getStyle",
  method: "GET",
  path: "/docs/style.css",
  tag: "Service",
  summary: "Get the style sheet of the reference page",
  about: "",
  operations: [],
  formats: [{ media: "text/css" }],
  pathParameters: {},
  queryParameters: {},
  handle: async () => published("text/css", (await import("../reference/style.ts")).styleSheet),
});

const anyObject: Schema = { type: "object", additionalProperties: true };

/** The members that every OpenAPI document has. */
const openApiSchema: Schema = {
  type: "object",
  properties: {
    openapi: text("Version of OpenAPI."),
    info: anyObject,
    servers: listOf(anyObject),
    tags: listOf(anyObject),
    paths: anyObject,
    components: anyObject,
  },
  required: ["openapi", "info", "servers", "tags", "paths", "components"],
  additionalProperties: true,
};

const published = (media: string, content: string): RouteResponse => ({
  kind: "whole",
  media,
  text: content,
  freshness: "published",
});
