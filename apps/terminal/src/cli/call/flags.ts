import { isPaged, operations, shapeOf, type OperationName, type Shape } from "@windowpane/core";
import type { OptionRow } from "../context/option.ts";
import { kebabCase } from "../show-cli.ts";

/** A flag made from a member of an operation's input. */
export interface MemberFlag {
  /** The member as AWS spells it. */
  readonly member: string;
  readonly shape: Shape;
  /** One sentence about it. */
  readonly about: string;
  readonly isRequired: boolean;
  /** `--window-id`. */
  readonly flag: string;
  /** The name under which commander keeps its value: `windowId`. */
  readonly key: string;
}

/** The flags of an operation, in the order of AWS's model. */
export const memberFlags = (operation: OperationName): readonly MemberFlag[] => {
  const { members, about, required } = shapeOf(operation, "input");
  return Object.entries(members).map(([member, shape]) => {
    const name = kebabCase(member);
    return {
      member,
      shape,
      about: about[member] ?? "",
      isRequired: required.includes(member),
      flag: `--${name}`,
      key: name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()),
    };
  });
};

/** Those flags for the parser and the help. */
export const flagOptions = (operation: OperationName): readonly OptionRow[] => {
  const members = memberFlags(operation).flatMap((memberFlag): readonly OptionRow[] => {
    const { member, shape, flag, isRequired } = memberFlag;
    const words = [
      isRequired ? "required" : undefined,
      aboutOf(memberFlag, operation),
      manualPaging(operation, member),
    ];
    const about = words.filter((word) => word !== undefined && word !== "").join("; ");
    const row = { about, group: "Options" } as const;
    if (shape.type !== "boolean") return [{ ...row, flags: `${flag} ${valueOf(shape)}` }];
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

const valueOf = ({ type }: Shape): string => {
  if (type === "list") return "<values...>";
  return type === "integer" || type === "long" ? "<number>" : "<value>";
};

/** Its sentence with what the flag takes: keys of filters, the words of an enum, or the bounds of a number. */
const aboutOf = ({ about, shape, member }: MemberFlag, operation: OperationName): string => {
  const text = about.replace(/\.$/, "");
  const keys = (member === "Filters" ? operations[operation].filterKeys : undefined) ?? keysOf(shape);
  if (keys !== undefined) return `${text}; keys: ${keys.join(", ")}`;
  if (shape.type === "string" && shape.values !== undefined) return `${text}: ${shape.values.join(" or ")}`;
  const { type, min, max } = shape;
  if (type !== "integer" && type !== "long") return text;
  if (max !== undefined) return `${text}: ${min ?? 0} to ${max}`;
  return min === undefined ? text : `${text}: at least ${min}`;
};

/** The keys of a list of filters, where AWS's model names them. */
const keysOf = (shape: Shape): readonly string[] | undefined => {
  if (shape.type !== "list" || shape.item.type !== "structure") return undefined;
  const key = shape.item.members["Key"] ?? shape.item.members["key"];
  return key?.type === "string" ? key.values : undefined;
};

const manualPaging = (operation: OperationName, member: string): string | undefined =>
  isPaged(operation) && isPagingMember(member) ? "asks for one page only" : undefined;

/** As in the AWS CLI, who gives one of these pages by hand. */
export const isPagingMember = (member: string): boolean => member === "NextToken" || member === "MaxResults";
