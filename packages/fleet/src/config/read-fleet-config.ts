import { nearest } from "@windowpane/core";
import { destinationProblems } from "./destination-rules.ts";
import { fleetSchema, memberNames, type FleetConfig } from "./fleet-config.ts";
import { accountOfRole } from "./location.ts";

/** A wrong member of the configuration. */
export interface FleetConfigProblem {
  /** Path of the member, such as `accounts[2].id`. Empty for the whole configuration. */
  readonly path: string;
  /** What is wrong, with the value unless it is a secret, and what to do. */
  readonly message: string;
}

/** The fleet configuration is not valid. */
export class FleetConfigError extends Error {
  override readonly name = "FleetConfigError";
  /** All problems, at least one. */
  readonly problems: readonly FleetConfigProblem[];

  constructor(problems: readonly FleetConfigProblem[]) {
    super(problems.map(({ path, message }) => (path === "" ? message : `${path}: ${message}`)).join("\n"));
    this.problems = problems;
  }
}

/**
 * Reads the fleet configuration: JSON text, or a value that was parsed from another format, such as YAML.
 *
 * @throws FleetConfigError with all problems.
 * @example
 * const config = readFleetConfig('{"regions": ["eu-west-1"], "accounts": [{"id": "111122223333"}]}');
 */
export const readFleetConfig = (textOrValue: unknown): FleetConfig => {
  const value = typeof textOrValue === "string" ? parse(textOrValue) : textOrValue;
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new FleetConfigError([
      { path: "", message: "The fleet configuration is not an object. Write its members in { }." },
    ]);
  }
  const result = fleetSchema.safeParse(value);
  if (!result.success) throw new FleetConfigError(result.error.issues.flatMap((issue) => problemsOf(issue)));
  const problems = betweenMembers(result.data);
  if (problems.length > 0) throw new FleetConfigError(problems);
  return result.data;
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    // The engine's message quotes the text, which can contain secrets; only the position is kept, which some messages lack.
    const [, at] = /position (\d+)/u.exec(String(error)) ?? [];
    const end = /end of JSON/u.test(String(error)) ? ": there is an error at its end" : "";
    const where = at === undefined ? end : `: there is an error at ${placeIn(text, Number(at))}`;
    throw new FleetConfigError([
      {
        path: "",
        message: `The fleet configuration is not JSON${where}. Correct its quotes, commas and brackets.`,
      },
    ]);
  }
};

/** `line 2, column 14`, as editors count. */
const placeIn = (text: string, position: number): string => {
  const lines = text.slice(0, position).split("\n");
  return `line ${lines.length}, column ${(lines.at(-1) ?? "").length + 1}`;
};

interface Issue {
  readonly code?: string | undefined;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly keys?: readonly string[];
}

const problemsOf = ({ code, path, message, keys = [] }: Issue): readonly FleetConfigProblem[] => {
  if (code === "unrecognized_keys") {
    const known = memberNames.get(path.filter((part) => typeof part === "string").join(".")) ?? [];
    return keys.map((key) => ({ path: pathText([...path, key]), message: unknownMember(key, known) }));
  }
  const isObject = code === "invalid_type" && !/[.] /u.test(message);
  return [
    {
      path: pathText(path),
      message: isObject ? "It is not an object. Write its members in { }." : message,
    },
  ];
};

const unknownMember = (key: string, known: readonly string[]): string => {
  const [near] = nearest(key, known);
  const todo =
    near === undefined ? `Remove it, or use one of ${known.join(", ")}.` : `Did you mean "${near}"?`;
  return `There is no such member here. ${todo}`;
};

const pathText = (path: readonly PropertyKey[]): string =>
  path
    .map((part, index) =>
      typeof part === "number" ? `[${part}]` : `${index === 0 ? "" : "."}${String(part)}`,
    )
    .join("");

/** Members of an account that apply only to a role that is assumed. */
const membersOfRole = ["role", "externalId", "mfaSerial"] as const;

/** The rules that concern more than one member. */
const betweenMembers = (config: FleetConfig): readonly FleetConfigProblem[] => {
  const { accounts = [], organization, regions, messages } = config;
  const problems: FleetConfigProblem[] = [];
  const once = (path: string, what: string, values: readonly (string | undefined)[]): void => {
    values.forEach((value, index) => {
      if (value === undefined || values.indexOf(value) === index) return;
      problems.push({
        path: path.replace("#", String(index)),
        message: `${what} "${value}" occurs twice. Remove one of them.`,
      });
    });
  };
  once(
    "accounts[#].id",
    "Account",
    accounts.map(({ id }) => id),
  );
  once(
    "accounts[#].name",
    "The name",
    accounts.map(({ name }) => name),
  );
  once(
    "messages.destinations[#].name",
    "The name",
    (messages?.destinations ?? []).map(({ name }) => name),
  );
  const listed = organization === undefined && accounts.length > 0 ? accounts.map(({ id }) => id) : undefined;
  messages?.destinations.forEach((destination, index) => {
    for (const { member, message } of destinationProblems(destination, listed))
      problems.push({ path: `messages.destinations[${index}].${member}`, message });
  });
  accounts.forEach((account, index) => {
    const { id, role, regions: own, direct } = account;
    const owner = accountOfRole(role);
    if (owner !== undefined && owner !== id) {
      problems.push({
        path: `accounts[${index}].role`,
        message: `The role is of account ${owner}, and the account is ${id}. Write a role of account ${id}.`,
      });
    }
    for (const member of direct === true ? membersOfRole : []) {
      if (account[member] === undefined) continue;
      problems.push({
        path: `accounts[${index}].${member}`,
        message: `A direct account is read without a role. Remove ${member} or direct.`,
      });
    }
    if (own === undefined && regions === undefined) {
      problems.push({
        path: `accounts[${index}].regions`,
        message: `No region is set for account ${id}. Write regions here, or for all accounts at the top.`,
      });
    }
  });
  if (organization !== undefined && regions === undefined) {
    problems.push({
      path: "regions",
      message: 'No region is set for the accounts of the organization. Write regions, such as ["eu-west-1"].',
    });
  }
  return problems;
};
