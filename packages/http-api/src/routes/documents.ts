import type { Answer } from "../answer/answer.ts";
import type { OpenApiDocument } from "../openapi/document.ts";
import { route, type Route } from "../route.ts";

/**
 * The documents about a table of routes, and the routes to them. They name themselves too, so they are made when they are
 * first asked for, and then kept. What makes them is loaded then, too: a Worker starts without it.
 */
export const documentRoutes = (others: readonly Route[]): readonly Route[] => {
  let document: Promise<OpenApiDocument> | undefined;
  let text: Promise<string> | undefined;
  let page: Promise<string> | undefined;
  const theDocument = (): Promise<OpenApiDocument> => (document ??= makeDocument());
  const makeDocument = async (): Promise<OpenApiDocument> => {
    const { openApiDocument } = await load();
    return openApiDocument([...others, ...named]);
  };
  const makeText = async (): Promise<string> => JSON.stringify(await theDocument());
  const makePage = async (): Promise<string> => {
    const { referencePage } = await load();
    return referencePage(await theDocument());
  };

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
      answer: async () => published("application/json", await (text ??= makeText())),
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
      answer: async () => published("text/html", await (page ??= makePage())),
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
  answer: async () => published("text/css", (await load()).styleSheet),
});

const load = () => import("../reference/documents.ts");

const published = (media: string, text: string): Answer => ({
  kind: "whole",
  media,
  text,
  freshness: "published",
});
