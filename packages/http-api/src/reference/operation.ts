import { html } from "hono/html";
import type { OpenApiOperation, OpenApiParameter, OpenApiResponse } from "../openapi/document.ts";
import { problems } from "../problem/problems.ts";
import type { Schema } from "../schema/schema.ts";
import { breakable, inline, linked, prose } from "./prose.ts";
import { linkTo, typeOf } from "./schemas.ts";

type Html = ReturnType<typeof html>;

/** An operation with its method and path. */
export interface RoutedOperation extends OpenApiOperation {
  readonly method: string;
  readonly path: string;
}

/** Renders an operation: description, parameters, body and responses. */
export const operationSection = (operation: RoutedOperation): Html => {
  const { operationId, method, path, summary, description, parameters, requestBody, responses } = operation;
  const all = Object.entries(responses);
  const successes = all.filter(([status]) => Number(status) < 400);
  const errors = all.filter(([status]) => Number(status) >= 400);
  return html`<section class="operation" id="${operationId}">
    <h3><a href="#${operationId}">${summary}</a></h3>
    <p class="address">
      <span class="method ${method.toLowerCase()}">${method}</span> <code>${breakable(path)}</code>
    </p>
    ${prose(description)}
    ${operation.security.length === 0 ? html`<p class="open">No authentication required.</p>` : ""}
    ${
      parameters.length === 0
        ? ""
        : html`<h4>Parameters</h4>
            <dl>${parameters.map(parameterRow)}</dl> `
    }${requestBody === undefined ? "" : bodySection(requestBody)}
    <h4>Responses</h4>
    <dl>${successes.map(([status, response]) => responseRow(status, response))}</dl>
    ${successes.map(([status, response]) => exampleOf(status, response))}
    <details>
      <summary>Errors</summary>
      <dl>${errors.map(([status, response]) => responseRow(status, response))}</dl>
    </details>
  </section> `;
};

const parameterRow = ({
  name,
  in: location,
  required,
  description,
  schema,
  example,
}: OpenApiParameter): Html =>
  html`<dt>
      <code>${name}</code> <small>${location}${required ? ", required" : ""}, ${typeOf(schema)}</small>
    </dt>
    <dd>
      ${inline(description)}${example === undefined ? "" : html` <span class="sample">Example: <code>${shown(example)}</code></span>`}
    </dd> `;

const shown = (example: unknown): string =>
  Array.isArray(example)
    ? example.join(", ")
    : typeof example === "string"
      ? example
      : JSON.stringify(example);

const bodySection = (requestBody: unknown): Html => {
  // `document.ts` builds it with one media type and its schema.
  const { content } = requestBody as { readonly content: NonNullable<OpenApiResponse["content"]> };
  return html`<h4>Body</h4>
    <dl>${Object.entries(content).flatMap(([media, { schema }]) => mediaRows(media, schema))}</dl> `;
};

const mediaRows = (media: string, schema: Schema | undefined): readonly Html[] => [
  html`<dt><code>${media}</code></dt>
    <dd>${schema === undefined ? "" : linkTo(schema)}</dd> `,
];

const responseRow = (
  status: string,
  { description, content = {}, "x-other-formats": others = {} }: OpenApiResponse,
): Html =>
  html`<dt class="status">${status}</dt>
    <dd>
      ${linked(description, (code) => (Object.hasOwn(problems, code) ? `problem-${code}` : undefined))}
      ${
        status.startsWith("2") && Object.keys(content).length > 0
          ? html`<ul>
              ${Object.entries({ ...content, ...others }).map(
                ([media, { schema }]) =>
                  html`<li>
                    <code>${media}</code
                    >${isText(schema) ? "" : html`: ${linkTo(schema)}`}${schema.description === undefined ? "" : html`<br /><small>${inline(schema.description)}</small>`}
                  </li> `,
              )}
            </ul>`
          : ""
      }
    </dd> `;

/** Whether a body is a text without a structure. */
const isText = ({ type }: Schema): boolean => type === "string";

const exampleOf = (status: string, { content = {} }: OpenApiResponse): readonly Html[] =>
  Object.entries(content).flatMap(([media, { example }]) =>
    example === undefined
      ? []
      : [
          html`<details>
            <summary>Example response (${status}, ${media})</summary>
            <pre tabindex="0"><code>${JSON.stringify(example, undefined, 2)}</code></pre>
          </details> `,
        ],
  );
