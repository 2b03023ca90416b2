/** The rules between the members of a destination of messages. */
import type { DestinationConfig } from "./fleet-config.ts";

/** A broken rule: the member, and a message of two sentences. */
export interface DestinationProblem {
  readonly member: keyof DestinationConfig;
  readonly message: string;
}

/**
 * All broken rules of a destination.
 *
 * @param listed - IDs of all accounts of the configuration. Undefined: those of the organization, or of the credentials.
 */
export const destinationProblems = (
  destination: DestinationConfig,
  listed: readonly string[] | undefined,
): readonly DestinationProblem[] => {
  const { type, when = "failed", accounts = [], regions = [] } = destination;
  const problems: DestinationProblem[] = [];
  for (const account of accounts) {
    if (listed === undefined || listed.includes(account)) continue;
    problems.push({
      member: "accounts",
      message: `Account "${account}" is not in accounts of the configuration. Add it there, or remove it here.`,
    });
  }
  if (regions.includes("all")) {
    problems.push({
      member: "regions",
      message: '"all" is not a region here. Remove regions, which sends the runs of all regions.',
    });
  }
  if (type === "webhook" && destination.secret === undefined) {
    problems.push({
      member: "secret",
      message:
        "A webhook needs a secret that signs its messages. Create one with `openssl rand -base64 32` and write whsec_ before it.",
    });
  }
  if (type !== "webhook" && destination.secret !== undefined) {
    problems.push({
      member: "secret",
      message: `Messages to ${type} are not signed. Remove the secret: the URL is the secret there.`,
    });
  }
  for (const { member, needs } of conditions) {
    if (destination[member] === undefined || when === needs) continue;
    problems.push({
      member,
      message: `It applies only to "when": "${needs}", and this destination has "${when}". Change when, or remove it.`,
    });
  }
  return problems;
};

/** Members that apply only to one value of `when`. */
const conditions = [
  { member: "digestAt", needs: "digest" },
  { member: "timeZone", needs: "digest" },
  { member: "minimum", needs: "failed" },
  { member: "recovered", needs: "failed" },
] as const;
