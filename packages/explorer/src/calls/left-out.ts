/** What Windowpane does with the rows of the AWS calls that the calls themselves do not: comments of the shell. */
import { shellQuote } from "@windowpane/text";

/** How rows are chosen and ordered on this machine. */
export interface LocalChoice {
  /** Filters that the service does not apply. */
  readonly filters?: readonly (string | undefined)[] | undefined;
  /** Whether only failures are shown. Default: false. */
  readonly onlyBad?: boolean | undefined;
  /** The only machine that is shown. */
  readonly machine?: string | undefined;
  /** Name of the column that the rows are sorted by. */
  readonly sortedBy?: string | undefined;
  /** Whether that order is reversed. Default: false. */
  readonly descending?: boolean | undefined;
  /** Whether only the newest execution of each window is kept. Default: false. */
  readonly newest?: boolean | undefined;
}

/** Comments that tell what the AWS CLI prints and Windowpane leaves out, and how Windowpane sorts it. */
export const leftOut = ({
  filters = [],
  onlyBad = false,
  machine,
  sortedBy,
  descending = false,
  newest = false,
}: LocalChoice): readonly string[] => {
  const filter = filters.filter(Boolean).join(" ");
  return [
    ...(filter === ""
      ? []
      : [`# windowpane leaves out what does not match the filter ${shellQuote(filter)}`]),
    ...(machine === undefined ? [] : [`# windowpane leaves out all machines except ${shellQuote(machine)}`]),
    ...(onlyBad ? ["# windowpane leaves out what has no failure"] : []),
    ...(newest ? ["# windowpane keeps the newest execution of each window"] : []),
    ...(sortedBy === undefined
      ? []
      : [`# windowpane sorts by ${shellQuote(sortedBy)}${descending ? ", descending" : ""}`]),
  ];
};
