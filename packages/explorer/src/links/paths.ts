/** The path of each screen in links. A new screen does not compile without one. */
import { isInstanceId } from "@windowpane/core";
import { idKind, lowerId } from "../model/ids.ts";
import type { ItemRef } from "../model/item-ref.ts";
import type { ScreenName } from "../model/screen.ts";

const execution = "executions/{WindowExecutionId}";
const task = `${execution}/tasks/{TaskExecutionId}`;
const invocation = `${task}/invocations/{InvocationId}`;

/**
 * The paths of a screen, those with more IDs first. Links are written with the first path whose IDs are known, and read with all.
 * `over`: a screen about the screen below it, which a parameter of the link of that screen opens.
 */
export const linkPaths: Readonly<Record<ScreenName, readonly string[] | "over">> = {
  windows: ["windows", ""],
  executions: ["windows/{WindowId}/executions", "windows/{WindowId}"],
  tasks: [`${execution}/tasks`, execution],
  invocations: [`${task}/invocations`, task],
  machines: [`${invocation}/machines`, invocation, `${task}/machines`, `${execution}/machines`],
  output: [
    `${invocation}/machines/{InstanceId}/output`,
    `${invocation}/output`,
    `${task}/output`,
    `${execution}/output`,
  ],
  history: ["machines/{InstanceId}/history", "machines/{InstanceId}"],
  failures: ["failures"],
  patches: ["machines/{InstanceId}/patches"],
  causes: [`${execution}/causes`],
  members: [
    `${execution}/causes/{group}/machines`,
    `${execution}/causes/{group}`,
    "failures/{group}/machines",
    "failures/{group}",
  ],
  timeline: [`${invocation}/timeline`, `${task}/timeline`, `${execution}/timeline`],
  diff: [`${execution}/diff`],
  export: [`${execution}/export`],
  trends: ["trends"],
  nights: ["windows/{WindowId}/nights"],
  year: ["machines/{InstanceId}/year"],
  gaps: "over",
  cli: "over",
  connections: "over",
  help: "over",
};

/** First segments of all paths: `windows`, `executions`. */
export const firstSegments: readonly string[] = [
  ...new Set(
    Object.values(linkPaths).flatMap((paths) =>
      paths === "over" ? [] : paths.map((path) => path.split("/", 1)[0] ?? "").filter(Boolean),
    ),
  ),
];

/** A member of references that paths contain. */
type LinkMember = Exclude<keyof ItemRef, "Name">;

/** What each member must look like, and how an error names it. */
const memberForms: Readonly<
  Record<LinkMember, { readonly noun: string; readonly isValid: (value: string) => boolean }>
> = {
  WindowId: { noun: "a window", isValid: (id) => idKind(id) === "window" },
  WindowExecutionId: { noun: "a window execution", isValid: (id) => idKind(id) === "uuid" },
  TaskExecutionId: { noun: "a task execution", isValid: (id) => idKind(id) === "uuid" },
  InvocationId: { noun: "an invocation", isValid: (id) => idKind(id) === "uuid" },
  InstanceId: { noun: "a machine", isValid: isInstanceId },
  group: { noun: "a cause", isValid: (key) => key !== "" },
};

/** Result of reading a path: a screen and its reference, or the first segment that is not a valid ID. */
export type PathMatch =
  | { readonly screen: ScreenName; readonly ref: ItemRef }
  | { readonly invalid: string; readonly noun: string };

/** Reads the decoded segments of a path; undefined if no screen has such a path. */
export const matchPath = (segments: readonly string[]): PathMatch | undefined => {
  for (const { screen, template } of templates) {
    if (template.length !== segments.length) continue;
    const members = template.map((part) => memberOf(part));
    if (!template.every((part, at) => members[at] !== undefined || part === segments[at])) continue;
    const ref: { -readonly [Member in keyof ItemRef]: ItemRef[Member] } = {};
    for (const [at, member] of members.entries()) {
      if (member === undefined) continue;
      const value = readMember(member, segments[at] ?? "");
      if (typeof value !== "string") return value;
      ref[member] = value;
    }
    return { screen, ref };
  }
  return undefined;
};

/** The value of a member, with IDs in lower case, or what is wrong with it. */
export const readMember = (
  member: LinkMember,
  text: string,
): string | { readonly invalid: string; readonly noun: string } => {
  const value = member === "group" ? text : lowerId(text);
  const { noun, isValid } = memberForms[member];
  return isValid(value) ? value : { invalid: text, noun };
};

/** The path of a screen, with encoded IDs; undefined for a screen that is opened over another. */
export const pathTo = (
  screen: ScreenName,
  ref: ItemRef,
  encode: (text: string) => string,
): string | undefined => {
  const paths = linkPaths[screen];
  if (paths === "over") return undefined;
  const template = paths.find((path) =>
    path.split("/").every((part) => {
      const member = memberOf(part);
      return member === undefined || ref[member] !== undefined;
    }),
  );
  return template
    ?.split("/")
    .map((part) => {
      const member = memberOf(part);
      return member === undefined ? part : encode(ref[member] ?? "");
    })
    .join("/");
};

const memberOf = (part: string): LinkMember | undefined =>
  // The members of the templates above.
  part.startsWith("{") ? (part.slice(1, -1) as LinkMember) : undefined;

const templates = Object.entries(linkPaths).flatMap(([screen, paths]) =>
  paths === "over" ? [] : paths.map((path) => ({ screen: screen as ScreenName, template: path.split("/") })),
);
