import { isPaged, jsonSchema, type JsonSchema, type OperationName } from "@windowpane/core";
import type { OptionRow } from "../option.ts";
import { kebabCase } from "../show-cli.ts";

/** A flag made from a member of an operation's input. */
export interface MemberFlag {
  /** The member as AWS spells it. */
  readonly member: string;
  readonly schema: JsonSchema;
  /** `--window-id`. */
  readonly flag: string;
  /** The name under which commander keeps its value: `windowId`. */
  readonly key: string;
}

/** The flags of an operation, in the order of AWS's model. */
export const memberFlags = (operation: OperationName): readonly MemberFlag[] =>
  Object.entries(jsonSchema(operation, "input").properties ?? {}).map(([member, schema]) => {
    const name = kebabCase(member);
    return {
      member,
      schema,
      flag: `--${name}`,
      key: name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()),
    };
  });

/** Those flags for the parser and the help. */
export const flagOptions = (operation: OperationName): readonly OptionRow[] => {
  const required = new Set(jsonSchema(operation, "input").required);
  const members = memberFlags(operation).flatMap(({ member, schema, flag }): readonly OptionRow[] => {
    const words = [
      required.has(member) ? "required" : undefined,
      aboutOf(schema),
      manualPaging(operation, member),
    ];
    const about = words.filter((word) => word !== undefined && word !== "").join("; ");
    const row = { about, group: "Options" } as const;
    if (schema.type !== "boolean") return [{ ...row, flags: `${flag} ${valueOf(schema)}` }];
    return [
      { ...row, flags: flag },
      { ...row, flags: flag.replace("--", "--no-"), about: `the opposite of ${flag}` },
    ];
  });
  return [...members, ...inputOptions];
};

const inputOptions: readonly OptionRow[] = [
  {
    flags: "--cli-input-json <json>",
    about: "the whole input as JSON, or file://PATH; flags beside it win",
    group: "Options",
  },
  {
    flags: "--generate-cli-skeleton [side]",
    about: "print an empty input (or output) as JSON instead of asking",
    group: "Options",
    choices: ["input", "output"],
  },
];

const valueOf = ({ type }: JsonSchema): string => {
  if (type === "array") return "<values...>";
  return type === "integer" || type === "number" ? "<number>" : "<value>";
};

const aboutOf = ({ description, enum: words }: JsonSchema): string =>
  [description?.replace(/\.$/, ""), words === undefined ? undefined : words.join(" or ")]
    .filter((part) => part !== undefined)
    .join(": ");

const manualPaging = (operation: OperationName, member: string): string | undefined =>
  isPaged(operation) && isPagingMember(member) ? "asks for one page only" : undefined;

/** As in the AWS CLI, who gives one of these pages by hand. */
export const isPagingMember = (member: string): boolean => member === "NextToken" || member === "MaxResults";
