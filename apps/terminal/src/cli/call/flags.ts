import {
  describeMember,
  isPaged,
  operations,
  shapeOf,
  type OperationName,
  type Shape,
} from "@windowpane/core";
import { kebabCase } from "@windowpane/explorer";
import type { OptionRow } from "../context/option.ts";

/** The flag for a member of an operation's input. */
export interface MemberFlag {
  /** The member's name in AWS's spelling. */
  readonly member: string;
  readonly shape: Shape;
  /** One sentence about the member. */
  readonly about: string;
  readonly isRequired: boolean;
  /** `--window-id`. */
  readonly flag: string;
  /** The key of its value among the options: `windowId`. */
  readonly key: string;
}

/** Gives the flags of an operation in the order of AWS's model. */
export const memberFlags = (operation: OperationName): readonly MemberFlag[] => {
  const input = shapeOf(operation, "input");
  return Object.entries(input.members).map(([member, shape]) => {
    const name = kebabCase(member);
    return {
      member,
      shape,
      about: describeMember(input, member) ?? "",
      isRequired: input.required.includes(member),
      flag: `--${name}`,
      key: name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()),
    };
  });
};

/** Gives the same flags as options. */
export const flagOptions = (operation: OperationName): readonly OptionRow[] => {
  const members = memberFlags(operation).flatMap((memberFlag): readonly OptionRow[] => {
    const { member, shape, flag, isRequired } = memberFlag;
    const parts = [
      isRequired ? "required" : undefined,
      aboutOf(memberFlag, operation),
      manualPaging(operation, member),
    ];
    const about = parts.filter((part) => part !== undefined && part !== "").join("; ");
    const row = { about, group: "Options" } as const;
    if (shape.type !== "boolean") return [{ ...row, flags: `${flag} ${valueOf(shape)}` }];
    return [
      { ...row, flags: flag },
      { ...row, flags: flag.replace("--", "--no-"), about: `negate ${flag}` },
    ];
  });
  return [...members, ...inputOptions, ...acceptedOptions];
};

const inputOptions: readonly OptionRow[] = [
  {
    flags: "--cli-input-json <json>",
    about: "input as JSON, or file://PATH; flags override its members",
    group: "Options",
  },
  {
    flags: "--cli-input-yaml <yaml>",
    about: "the same as YAML, or file://PATH",
    group: "Options",
  },
  {
    flags: "--generate-cli-skeleton [side]",
    about: "print an empty input as JSON or YAML, or an empty output, and send no request",
    group: "Options",
    choices: ["input", "yaml-input", "output"],
  },
];

/** Global flags of the AWS CLI that change nothing here. */
const acceptedOptions: readonly OptionRow[] = [
  { flags: "--no-cli-pager", about: "accepted; the output is never paged", group: "AWS CLI" },
  { flags: "--no-cli-auto-prompt", about: "accepted; flags are never prompted for", group: "AWS CLI" },
  {
    flags: "--cli-binary-format <format>",
    about: "accepted; no flag takes binary values: base64 or raw-in-base64-out",
    group: "AWS CLI",
    choices: ["base64", "raw-in-base64-out"],
  },
];

const valueOf = ({ type }: Shape): string => {
  if (type === "list") return "[values...]";
  return type === "integer" || type === "long" ? "<number>" : "<value>";
};

/** The member's description with the accepted filter keys, enum values or bounds. */
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

/** The keys of a list of filters, if AWS's model names them. */
const keysOf = (shape: Shape): readonly string[] | undefined => {
  if (shape.type !== "list" || shape.item.type !== "structure") return undefined;
  const key = shape.item.members["Key"] ?? shape.item.members["key"];
  return key?.type === "string" ? key.values : undefined;
};

const manualPaging = (operation: OperationName, member: string): string | undefined =>
  isPaged(operation) && isPagingMember(member) ? "requests a single page" : undefined;

/** Whether a member turns off automatic paging, like in the AWS CLI. */
export const isPagingMember = (member: string): boolean => member === "NextToken" || member === "MaxResults";
