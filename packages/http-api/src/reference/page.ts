import { html } from "hono/html";
import type { OpenApiDocument } from "../openapi/document.ts";
import { problems } from "../problem/problems.ts";
import { operationSection, type RoutedOperation } from "./operation.ts";
import { breakable, prose } from "./prose.ts";
import { schemaSection } from "./schemas.ts";

/** Renders an OpenAPI document as an HTML page, without scripts and without resources of other hosts. */
export const referencePage = async ({ info, paths, tags, components }: OpenApiDocument): Promise<string> => {
  const operations: readonly RoutedOperation[] = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      ...operation,
      method: method.toUpperCase(),
      path,
    })),
  );
  const groups = tags.map((tag) => ({
    ...tag,
    operations: operations.filter((operation) => operation.tags.includes(tag.name)),
  }));
  const title = String(info["title"]);
  const page = await html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} API</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="docs/style.css" />
      </head>
      <body>
        <a class="skip" href="#main">Skip to content</a>
        <header>
          <h1>${title} API</h1>
          <p class="lead">${String(info["summary"])}</p>
          <p><a href="openapi.json">OpenAPI 3.1 document</a></p>
        </header>
        <nav aria-label="Routes">
          ${groups.map(
            (group) =>
              html`<h2>${group.name}</h2>
                <ul>
                  ${group.operations.map(
                    (operation) =>
                      html`<li>
                        <a href="#${operation.operationId}"
                          ><span class="method ${operation.method.toLowerCase()}">${operation.method}</span>
                          <code>${breakable(operation.path)}</code></a
                        >
                      </li> `,
                  )}
                </ul> `,
          )}
          <h2>More</h2>
          <ul>
            <li><a href="#problems">Problems</a></li>
            <li><a href="#schemas">Schemas</a></li>
          </ul>
        </nav>
        <main id="main">
          <section aria-label="Introduction">${prose(String(info["description"]))}</section>
          ${groups.map(
            (group) =>
              html`<h2 class="group">${group.name}</h2>
                <p>${group.description}</p>
                ${group.operations.map(operationSection)}`,
          )}
          <h2 class="group" id="problems">Problems</h2>
          <p>Errors are problem documents (RFC 9457) in <code>application/problem+json</code>.</p>
          ${Object.entries(problems).map(
            ([name, problem]) =>
              html`<section class="problem" id="problem-${name}">
                <h3><span class="status">${problem.status}</span> ${problem.title}</h3>
                <p class="name"><code>${name}</code></p>
                ${prose(problem.about)}
              </section> `,
          )}
          <h2 class="group" id="schemas">Schemas</h2>
          ${Object.entries(components.schemas).map(([name, schema]) => schemaSection(name, schema))}
        </main>
      </body>
    </html> `;
  return String(page);
};
