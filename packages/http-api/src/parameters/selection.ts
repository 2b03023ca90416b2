/** Parameters that select items by their origin and IDs. */
import { partitions } from "@windowpane/core";
import { shown } from "./common.ts";
import { ParameterError, type Parameter } from "./parameter.ts";

/** A repeatable parameter of short texts. */
const texts = (
  about: string,
  example: string,
  check: (text: string) => string | undefined,
  longest = LONGEST,
): Parameter<readonly string[]> => ({
  about,
  schema: { type: "string", maxLength: longest },
  repeatable: true,
  example,
  read: (given) => {
    if (given.length > MOST)
      throw new ParameterError(`The parameter has ${given.length} values. The maximum is ${MOST}.`);
    for (const text of given) {
      const problem =
        text === "" ? "The value is empty. Set it, or remove the parameter." : check(text.slice(0, longest));
      if (problem !== undefined) throw new ParameterError(problem);
      if (text.length > longest)
        throw new ParameterError(`The value has ${text.length} characters. The maximum is ${longest}.`);
    }
    return [...new Set(given)];
  },
});

/** Longest value, in characters: a window's name has up to 128. */
const LONGEST = 256;

/** Longest key of a cause, in characters: its slug, and 200 code points of what separates it from others. */
const LONGEST_KEY = 512;

/** Maximum number of values of one parameter. */
const MOST = 50;

/** Accounts. Default: all. */
export const account: Parameter<readonly string[]> = texts(
  "Only this account, by its ID or name. Repeat it for several. Default: all accounts; `/v1/accounts` lists them.",
  "111122223333",
  () => undefined,
);

/** Regions. Default: all. */
export const region: Parameter<readonly string[]> = texts(
  "Only this region. Repeat it for several. Default: all regions.",
  "eu-west-1",
  (text) =>
    partitions.some(({ regionPattern }) => new RegExp(`^(?:${regionPattern})$`, "u").test(text))
      ? undefined
      : `${shown(text)} is not a region. Use a region such as eu-central-1.`,
);

/** Windows. Default: all. */
export const window: Parameter<readonly string[]> = texts(
  "Only this window, by its ID or by a name that it has or had. Repeat it for several. Default: all windows.",
  "linux-patch-nightly",
  () => undefined,
);

/** Machines. Default: all. */
export const machine: Parameter<readonly string[]> = texts(
  "Only this machine, by its instance ID or by a name that it has or had. Repeat it for several. Default: all machines.",
  "i-02573cafcfEXAMPLE",
  () => undefined,
);

/** Causes. Default: all. */
export const cause: Parameter<readonly string[]> = texts(
  "Only this cause, by its key or its slug. Repeat it for several. Default: all causes.",
  "disk-full",
  () => undefined,
  LONGEST_KEY,
);
