import type { Answer } from "../answer/answer.ts";
import { openApiDocument, type OpenApiDocument } from "../openapi/document.ts";
import { referencePage } from "../reference/page.ts";
import { styleSheet } from "../reference/style.ts";
import { route, type Route } from "../route.ts";

/**
 * The documents about a table of routes, and the routes to them. They name themselves too, so they are made when they are
 * first asked for, and then kept.
 */
export const documentRoutes = (others: readonly Route[]): readonly Route[] => {
  let document: OpenApiDocument | undefined;
  let text: string | undefined;
  let page: Promise<string> | undefined;
  const theDocument = (): OpenApiDocument => (document ??= openApiDocument([...others, ...named]));

  const named = [
    route({
      id: "getOpenApi",
      method: "GET",
      path: "/openapi.json",
      tag: "Service",
      summary: "This API as an OpenAPI 3.1 document",
      about: "Made from the same table as the routes themselves.",
      operations: [],
      forms: [{ media: "application/json", schema: { type: "object" } }],
      pathParameters: {},
      queryParameters: {},
      answer: async () => published("application/json", (text ??= JSON.stringify(theDocument()))),
    }),
    route({
      id: "getReference",
      method: "GET",
      path: "/docs",
      tag: "Service",
      summary: "This API as a page to read",
      about: "It needs no script and no other host.",
      operations: [],
      forms: [{ media: "text/html" }],
      pathParameters: {},
      queryParameters: {},
      answer: async () => published("text/html", await (page ??= referencePage(theDocument()))),
    }),
  ];
  return [...named, styleRoute];
};

/** Only the page asks for it, so no document names it. */
const styleRoute = route({
  id: "getStyle",
  method: "GET",
  path: "/docs/style.css",
  tag: "Service",
  summary: "The style sheet of the reference page",
  about: "",
  operations: [],
  forms: [{ media: "text/css" }],
  pathParameters: {},
  queryParameters: {},
  answer: async () => published("text/css", styleSheet),
});

const published = (media: string, text: string): Answer => ({
  kind: "whole",
  media,
  text,
  freshness: "published",
});
