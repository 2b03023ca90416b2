import { html } from "hono/html";
import type { Schema } from "../schema/schema.ts";
import { inline } from "./prose.ts";

type Html = ReturnType<typeof html>;

/** Renders a named schema with its members. */
export const schemaSection = (name: string, schema: Schema): Html =>
  html`<section class="schema" id="schema-${name}">
    <h3><a href="#schema-${name}">${name}</a></h3>
    ${schema.description === undefined ? "" : html`<p>${inline(schema.description)}</p>`}
    <details>
      <summary>Members</summary>
      ${members(schema)}
    </details>
  </section> `;

/** Describes a schema in a few words, with links to named ones. */
export const linkTo = (schema: Schema): Html | readonly Html[] => {
  const name = nameIn(schema);
  if (name !== undefined) return html`<a href="#schema-${name}">${name}</a>`;
  if (schema.anyOf !== undefined) {
    return schema.anyOf.map((one, index) => html`${index === 0 ? "" : " or "}${linkTo(one)}`);
  }
  if (schema.type === "array" && schema.items !== undefined) return html`list of ${linkTo(schema.items)}`;
  if (schema.properties !== undefined && Object.keys(schema.properties).length > 0) return members(schema);
  return html`${typeOf(schema)}`;
};

/** Describes the type of a value. */
export const typeOf = ({ type, enum: values, items, minimum, maximum, format }: Schema): string => {
  if (values !== undefined) return values.join(" | ");
  if (type === "array") return items === undefined ? "list" : `${typeOf(items)}, repeatable`;
  const range = minimum === undefined || maximum === undefined ? "" : ` ${minimum}..${maximum}`;
  return `${format ?? type ?? "anything"}${range}`;
};

const members = ({ properties = {}, required = [] }: Schema): Html =>
  html`<dl>
    ${Object.entries(properties).map(
      ([name, member]) =>
        html`<dt>
            <code>${name}</code>
            <small
              >${isLink(member) ? linkTo(member) : typeOf(member)}${required.includes(name) ? "" : ", optional"}${isSensitive(member) ? ", sensitive" : ""}</small
            >
          </dt>
          <dd>
            ${member.description === undefined ? "" : inline(member.description)}${isLink(member) ? "" : nested(member)}
          </dd> `,
    )}
  </dl> `;

const nested = (member: Schema): Html | string => {
  const inner = member.items ?? member;
  return inner.properties === undefined || Object.keys(inner.properties).length === 0 ? "" : members(inner);
};

const isLink = (schema: Schema): boolean =>
  nameIn(schema) !== undefined || (schema.items !== undefined && nameIn(schema.items) !== undefined);

const isSensitive = (schema: Schema): boolean => "x-sensitive" in schema;

const nameIn = ({ $ref }: Schema): string | undefined => $ref?.split("/").at(-1);
