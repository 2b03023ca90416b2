import { invalidRequest, ProblemError, type RequestFault } from "../problem/problem-error.ts";
import { shown } from "./common.ts";
import { ParameterError, type Parameter, type ParameterContext } from "./parameter.ts";

/** Parameters by name. */
export type ParameterTable = Readonly<Record<string, Parameter<unknown>>>;

/** Values of the parameters of a table. */
export type ParameterValues<Table extends ParameterTable> = {
  readonly [Name in keyof Table]: Table[Name] extends Parameter<infer Value> ? Value : never;
};

interface RawParameters {
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
}

/** Maximum number of query parameters; no route needs as many. */
const MAX_PARAMETERS = 100;

/**
 * Reads the parameters of a request.
 *
 * @throws ProblemError that lists every invalid, repeated and unknown parameter.
 */
export const readParameters = <Path extends ParameterTable, Query extends ParameterTable>(
  tables: { readonly path: Path; readonly query: Query },
  raw: RawParameters,
  context: ParameterContext,
): { readonly path: ParameterValues<Path>; readonly query: ParameterValues<Query> } => {
  const faults: RequestFault[] = [];
  const path = readTable(tables.path, (name) => [raw.path[name] ?? ""], context, faults);
  const query = readTable(tables.query, (name) => raw.query.getAll(name), context, faults);
  faults.push(...unknownParameters(tables.query, raw.query));
  if (faults.length > 0) throw invalidRequest(faults);
  // Each value was read by the parameter of its name.
  return { path: path as ParameterValues<Path>, query: query as ParameterValues<Query> };
};

/**
 * Returns the query of a URL.
 *
 * @throws ProblemError if it has more than 100 parameters.
 */
export const readQuery = (url: URL): URLSearchParams => {
  const query = url.searchParams;
  if (query.size <= MAX_PARAMETERS) return query;
  throw new ProblemError("invalid-request", {
    detail: `The query has ${query.size} parameters. The maximum is ${MAX_PARAMETERS}.`,
    members: { errors: [] },
  });
};

const readTable = (
  table: ParameterTable,
  textsOf: (name: string) => readonly string[],
  context: ParameterContext,
  faults: RequestFault[],
): Readonly<Record<string, unknown>> => {
  const values: Record<string, unknown> = {};
  for (const [name, parameter] of Object.entries(table)) {
    try {
      const texts = textsOf(name);
      if (texts.length > 1 && parameter.repeatable !== true) {
        throw new ParameterError(`The parameter appears ${texts.length} times. Use it once.`);
      }
      values[name] = parameter.read(texts, context);
    } catch (error) {
      if (!(error instanceof ParameterError)) throw error;
      faults.push(...error.faults.map((fault) => ({ parameter: name, ...fault })));
    }
  }
  return values;
};

const unknownParameters = (table: ParameterTable, query: URLSearchParams): readonly RequestFault[] => {
  const known = Object.keys(table);
  return [...new Set(query.keys())]
    .filter((name) => !Object.hasOwn(table, name))
    .map((name) => {
      const meant = known.find((candidate) => candidate.toLowerCase() === name.toLowerCase());
      const advice =
        meant !== undefined
          ? `Did you mean ${meant}?`
          : known.length === 0
            ? "The route has no parameters."
            : `Use one of ${known.join(", ")}.`;
      const detail = `Unknown parameter ${shown(name)}. ${advice}`;
      return { parameter: name.slice(0, 60), detail, allowed: known };
    });
};
