import { overlay } from "../overlay/index.ts";
import type { OverlayRow } from "../overlay/row.ts";
import { describeMember, describeStructure, factsOf } from "./describe.ts";
import type { SelectedOperation, Selection } from "./selection.ts";
import { enumValues, isRequired, membersOf, nameOf, shapeNamed, type Reference } from "./smithy.ts";

/** Writes the interfaces of requests, responses and structures, each member with a doc comment. */
export const writeTypes = (selection: Selection): string => {
  const reached = [...selection.requestShapes, ...selection.responseShapes];
  const named = [...new Set(reached)].toSorted((one, other) =>
    selection.publicName(one) < selection.publicName(other) ? -1 : 1,
  );
  const blocks = named.flatMap((name) => {
    const { type } = shapeNamed(name);
    if (type === "structure") return [writeStructure(name, selection)];
    return type === "enum" ? [writeEnum(name)] : [];
  });
  return [openWord, ...blocks, writeOperations(selection)].join("\n\n");
};

/** Names of all exported types. */
export const typeNames = (selection: Selection): readonly string[] =>
  [...new Set([...selection.requestShapes, ...selection.responseShapes])]
    .filter((name) => ["structure", "enum"].includes(shapeNamed(name).type))
    .map(selection.publicName)
    .concat("OpenWord", "OperationTypes")
    .toSorted();

const openWord = `/** A value that AWS documents, or one that AWS adds later. */
export type OpenWord<Word extends string> = Word | (string & Record<never, never>);`;

const writeEnum = (name: string): string => {
  const values = enumValues(shapeNamed(name)).map((value) => JSON.stringify(value));
  return `/** Values of ${name}. */\nexport type ${name} = ${values.join(" | ")};`;
};

const writeStructure = (name: string, selection: Selection): string => {
  const publicName = selection.publicName(name);
  const operation = selection.operations.find(
    ({ request, response }) => request === name || response === name,
  );
  const members = membersOf(shapeNamed(name)).map(([memberName, member]) =>
    writeMember({ structure: name, memberName, member, selection, operation }),
  );
  const body = members.length === 0 ? "{}" : `{\n${members.join("\n")}\n}`;
  return `${structureComment(name, operation)}\nexport interface ${publicName} ${body}`;
};

const structureComment = (name: string, operation: SelectedOperation | undefined): string => {
  if (operation === undefined) return `/** ${describeStructure(name)} */`;
  if (operation.request !== name) return `/** Response of ${operation.name}. */`;
  return `/**\n * Request of ${operation.name}. ${rowOf(operation.name).description}\n *\n * @see ${apiReference(operation.name)}\n */`;
};

interface MemberContext {
  readonly structure: string;
  readonly memberName: string;
  readonly member: Reference;
  readonly selection: Selection;
  readonly operation: SelectedOperation | undefined;
}

const writeMember = ({ structure, memberName, member, selection, operation }: MemberContext): string => {
  const isResponse = selection.responseShapes.has(structure);
  const target = member.target.startsWith("smithy.api#") ? "" : nameOf(member.target);
  const keys =
    operation !== undefined && memberName === "Filters" ? (rowOf(operation.name).filterKeys ?? []) : [];
  const sentences = [
    tokenDescription(memberName, operation, isResponse) ??
      describeMember(selection.publicName(structure), memberName),
    ...factsOf(member, target, !isResponse),
    ...(keys.length === 0 ? [] : [`Keys: ${keys.join(", ")}.`]),
  ];
  const type = typeOf(member.target, isResponse);
  const optional = isResponse || !isRequired(member);
  const mark = optional ? `?: ${type} | undefined` : `: ${type}`;
  return `  /** ${sentences.join(" ")} */ ${memberName}${mark};`;
};

const tokenDescription = (
  member: string,
  operation: SelectedOperation | undefined,
  isResponse: boolean,
): string | undefined =>
  member === "NextToken" && operation !== undefined && isResponse
    ? "Token of the next page. Absent or empty on the last page."
    : undefined;

/** Lists are not read-only, so that values can be passed to AWS's SDK. */
const typeOf = (target: string, isResponse: boolean): string => {
  if (target.startsWith("smithy.api#")) return simpleTypes[nameOf(target).toLowerCase()] ?? "unknown";
  const name = nameOf(target);
  const shape = shapeNamed(name);
  const part = (reference: Reference | undefined): string => typeOf(reference?.target ?? "", isResponse);
  switch (shape.type) {
    case "structure":
      return name;
    case "enum":
      return isResponse ? `OpenWord<${name}>` : name;
    case "list":
      return `${part(shape.member)}[]`;
    case "map":
      return `Record<string, ${part(shape.value)}>`;
    default:
      return simpleTypes[shape.type] ?? "unknown";
  }
};

const simpleTypes: Readonly<Record<string, string>> = {
  string: "string",
  integer: "number",
  long: "number",
  boolean: "boolean",
  timestamp: "Date",
  blob: "Uint8Array",
};

const writeOperations = ({ operations }: Selection): string => {
  const rows = operations.map(({ name, items, response }) => {
    const list = items === undefined ? undefined : shapeNamed(response).members?.[items]?.target;
    const item = list === undefined ? undefined : typeOf(shapeNamed(nameOf(list)).member?.target ?? "", true);
    const paging = item === undefined ? "" : ` readonly items: "${items}"; readonly item: ${item};`;
    return `  /**\n   * ${rowOf(name).description}\n   *\n   * @see ${apiReference(name)}\n   */\n  readonly ${name}: { readonly input: ${name}Input; readonly output: ${name}Output;${paging} };`;
  });
  return `/** Types of all operations: request, response and, if responses come in pages, the items. */\nexport interface OperationTypes {\n${rows.join("\n")}\n}`;
};

const rowOf = (name: string): OverlayRow => {
  const row = (overlay as Readonly<Record<string, OverlayRow>>)[name];
  if (row === undefined) throw new Error(`The overlay has no row ${name}.`);
  return row;
};

const apiReference = (name: string): string =>
  `https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_${name}.html`;
