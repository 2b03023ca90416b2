import { invalidRequest, ProblemError, type RequestFault } from "../problem/problem-error.ts";
import { shown } from "./common.ts";
import { ParameterError, type Moment, type Parameter } from "./parameter.ts";

/** Parameters by their names in the path or the query. */
export type Parameters = Readonly<Record<string, Parameter<unknown>>>;

/** What reading them gives. */
export type Values<Rows extends Parameters> = {
  readonly [Name in keyof Rows]: Rows[Name] extends Parameter<infer Value> ? Value : never;
};

interface Given {
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
}

/** How many parameters a query may have; far above what any route takes. */
const MOST_PARAMETERS = 100;

/** The values of a request's parameters. Throws a ProblemError with every fault: invalid, repeated and unknown parameters. */
export const readParameters = <Path extends Parameters, Query extends Parameters>(
  rows: { readonly path: Path; readonly query: Query },
  given: Given,
  moment: Moment,
): { readonly path: Values<Path>; readonly query: Values<Query> } => {
  const faults: RequestFault[] = [];
  const path = readAll(rows.path, (name) => [given.path[name] ?? ""], moment, faults);
  const query = readAll(rows.query, (name) => given.query.getAll(name), moment, faults);
  faults.push(...strangers(rows.query, given.query));
  if (faults.length > 0) throw invalidRequest(faults);
  // Each value was read by the row of its name.
  return { path: path as Values<Path>, query: query as Values<Query> };
};

/** The query of a URL. Throws a ProblemError when it has more parameters than any route takes. */
export const readQuery = (url: URL): URLSearchParams => {
  const query = url.searchParams;
  if (query.size <= MOST_PARAMETERS) return query;
  throw new ProblemError("invalid-request", {
    detail: `The query has ${query.size} parameters; ${MOST_PARAMETERS} is the most there may be.`,
    members: { errors: [] },
  });
};

const readAll = (
  rows: Parameters,
  textsOf: (name: string) => readonly string[],
  moment: Moment,
  faults: RequestFault[],
): Readonly<Record<string, unknown>> => {
  const values: Record<string, unknown> = {};
  for (const [name, row] of Object.entries(rows)) {
    try {
      const texts = textsOf(name);
      if (texts.length > 1 && row.repeatable !== true) {
        throw new ParameterError(`It stands ${texts.length} times; once is enough.`);
      }
      values[name] = row.read(texts, moment);
    } catch (error) {
      if (!(error instanceof ParameterError)) throw error;
      const { message: detail, column } = error;
      faults.push({ parameter: name, detail, ...(column === undefined ? {} : { column }) });
    }
  }
  return values;
};

const strangers = (rows: Parameters, query: URLSearchParams): readonly RequestFault[] => {
  const known = Object.keys(rows);
  return [...new Set(query.keys())]
    .filter((name) => !Object.hasOwn(rows, name))
    .map((name) => {
      const meant = known.find((candidate) => candidate.toLowerCase() === name.toLowerCase());
      const hint =
        meant !== undefined
          ? `it is spelt ${meant}`
          : known.length === 0
            ? "the route takes none"
            : `known are ${known.join(", ")}`;
      return { parameter: name.slice(0, 60), detail: `There is no parameter ${shown(name)}; ${hint}.` };
    });
};
