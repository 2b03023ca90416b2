import { html } from "hono/html";
import type { OpenApiOperation, OpenApiParameter, OpenApiResponse } from "../openapi/document.ts";
import { problems } from "../problem/problems.ts";
import type { Schema } from "../openapi/schema.ts";
import { breakable, inline, linked, prose } from "./prose.ts";
import { linkTo, typeOf } from "./schemas.ts";

type Html = ReturnType<typeof html>;

/** One operation with its place in the document. */
export interface PlacedOperation extends OpenApiOperation {
  readonly method: string;
  readonly path: string;
}

/** One operation: what it is for, what it takes, what it answers. */
export const operationSection = (operation: PlacedOperation): Html => {
  const { operationId, method, path, summary, description, parameters, requestBody, responses } = operation;
  const all = Object.entries(responses);
  const answers = all.filter(([status]) => Number(status) < 400);
  const refusals = all.filter(([status]) => Number(status) >= 400);
  return html`<section class="operation" id="${operationId}">
    <h3><a href="#${operationId}">${summary}</a></h3>
    <p class="address">
      <span class="method ${method.toLowerCase()}">${method}</span> <code>${breakable(path)}</code>
    </p>
    ${prose(description)}
    ${operation.security.length === 0 ? html`<p class="open">Needs no credentials.</p>` : ""}
    ${
      parameters.length === 0
        ? ""
        : html`<h4>Parameters</h4>
            <dl>${parameters.map(parameterRow)}</dl> `
    }${requestBody === undefined ? "" : bodySection(requestBody)}
    <h4>Answers</h4>
    <dl>${answers.map(([status, response]) => responseRow(status, response))}</dl>
    ${answers.map(([status, response]) => exampleOf(status, response))}
    <details>
      <summary>What can go wrong</summary>
      <dl>${refusals.map(([status, response]) => responseRow(status, response))}</dl>
    </details>
  </section> `;
};

const parameterRow = ({ name, in: place, required, description, schema, example }: OpenApiParameter): Html =>
  html`<dt><code>${name}</code> <small>${place}${required ? ", required" : ""}, ${typeOf(schema)}</small></dt>
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
  // The document's own writer has made it, one media type and its schema.
  const { content } = requestBody as { readonly content: NonNullable<OpenApiResponse["content"]> };
  return html`<h4>Body</h4>
    <dl>${Object.entries(content).flatMap(([media, { schema }]) => mediaRows(media, schema))}</dl> `;
};

const mediaRows = (media: string, schema: Schema | undefined): readonly Html[] => [
  html`<dt><code>${media}</code></dt>
    <dd>${schema === undefined ? "" : linkTo(schema)}</dd> `,
];

const responseRow = (status: string, { description, content = {} }: OpenApiResponse): Html =>
  html`<dt class="status">${status}</dt>
    <dd>
      ${linked(description, (code) => (Object.hasOwn(problems, code) ? `problem-${code}` : undefined))}
      ${
        status.startsWith("2") && Object.keys(content).length > 0
          ? html`<ul>
              ${Object.entries(content).map(
                ([media, { schema }]) =>
                  html`<li>
                    <code>${media}</code>${schema === undefined ? "" : html`: ${linkTo(schema)}`}
                  </li> `,
              )}
            </ul>`
          : ""
      }
    </dd> `;

const exampleOf = (status: string, { content = {} }: OpenApiResponse): readonly Html[] =>
  Object.entries(content).flatMap(([media, { example }]) =>
    example === undefined
      ? []
      : [
          html`<details>
            <summary>An answer (${status}, ${media})</summary>
            <pre tabindex="0"><code>${JSON.stringify(example, undefined, 2)}</code></pre>
          </details> `,
        ],
  );
