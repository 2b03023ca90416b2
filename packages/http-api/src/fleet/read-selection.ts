import { shown } from "../parameters/common.ts";
import { invalidRequest, type RequestFault } from "../problem/problem-error.ts";
import type { FleetLocation, FleetSource, LocationSelection } from "./fleet-source.ts";

/** Maximum number of values that an error names. `/v1/accounts` lists all. */
const NAMED = 20;

/** Values of the parameters `account` and `region`; absent for routes without them. */
interface SelectionValues {
  readonly account?: unknown;
  readonly region?: unknown;
}

/**
 * Reads the selected accounts and regions of a request: names of accounts become IDs. Undefined without a selection.
 *
 * @param ofArchive - whether the route reads the archive, which can have accounts that the server no longer reads.
 * @throws ProblemError that lists what exists, if the server reads no such account or region.
 */
export const readSelection = (
  { account, region }: SelectionValues,
  { fleet, ofArchive }: { readonly fleet: FleetSource | undefined; readonly ofArchive: boolean },
): LocationSelection | undefined => {
  const [given, regions] = [textsIn(account), textsIn(region)];
  if (given.length === 0 && regions.length === 0) return undefined;
  const members = fleet?.members ?? [];
  const faults: RequestFault[] = [];
  const accounts = given.flatMap((text): readonly string[] => {
    const ids = idsOf(text, members);
    if (ids.length > 0) return ids;
    if (ofArchive && /^\d{12}$/u.test(text)) return [text];
    faults.push(unknownAccount(text, members, ofArchive));
    return [];
  });
  const selected =
    accounts.length === 0 ? members : members.filter(({ Account }) => accounts.includes(Account));
  if (!ofArchive && faults.length === 0) {
    const known = [...new Set(selected.map(({ Region }) => Region))].toSorted();
    const unknown = regions.filter((one) => !known.includes(one));
    faults.push(...unknown.map((one) => unknownRegion(one, known)));
  }
  if (faults.length > 0) throw invalidRequest(faults);
  return {
    ...(accounts.length === 0 ? {} : { accounts: [...new Set(accounts)] }),
    ...(regions.length === 0 ? {} : { regions }),
  };
};

const textsIn = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : [];

/** Several accounts can have the same name. */
const idsOf = (text: string, members: readonly FleetLocation[]): readonly string[] =>
  members.filter(({ Account, name }) => text === Account || text === name).map(({ Account }) => Account);

const oneAccount = "This server reads one account and region, so the parameter has no effect. Remove it.";

const unknownAccount = (
  text: string,
  members: readonly FleetLocation[],
  ofArchive: boolean,
): RequestFault => {
  if (members.length === 0) {
    const detail = `${shown(text)} is not an account ID. Use the 12 digits of the account.`;
    return { parameter: "account", detail: ofArchive ? detail : oneAccount };
  }
  const names = new Map(members.map(({ Account, name }) => [Account, name]));
  const labels = [...names].map(([id, name]) => (name === undefined ? id : `${id} (${name})`));
  return {
    parameter: "account",
    detail: `${shown(text)} is not an account of this server. Use ${oneOf(labels)}.`,
    allowed: [...names.keys()].slice(0, NAMED),
  };
};

const unknownRegion = (text: string, known: readonly string[]): RequestFault =>
  known.length === 0
    ? { parameter: "region", detail: oneAccount }
    : {
        parameter: "region",
        detail: `${shown(text)} is not a region of the selected accounts. Use ${oneOf(known)}.`,
        allowed: known.slice(0, NAMED),
      };

const oneOf = (values: readonly string[]): string => {
  const list = values.slice(0, NAMED).join(", ");
  return values.length > NAMED
    ? `one of ${values.length} values that \`/v1/accounts\` lists, such as ${list}`
    : values.length === 1
      ? list
      : `one of ${list}`;
};
