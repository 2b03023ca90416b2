import {
  isWindowpaneError,
  jsonSchema,
  validateInput,
  type JsonSchema,
  type OperationName,
} from "@windowpane/core";

/** A parameter of a path or a query, as data: what it means, its schema, and how its text is read. */
export interface Parameter<Value> {
  /** For the documents, in a sentence or two. */
  readonly about: string;
  /** The schema of the value; of one value, where it may be repeated. */
  readonly schema: JsonSchema;
  /** Whether it may stand several times. Default: false. */
  readonly repeatable?: boolean | undefined;
  /** A value for the documents. */
  readonly example?: string | number | boolean | undefined;
  /** Reads the given texts, of which there are none when it is absent. Throws a ParameterError for invalid ones. */
  read(texts: readonly string[], moment: Moment): Value;
}

/** What reading may need beside the texts. */
export interface Moment {
  readonly now: Date;
}

/** What is wrong with a parameter. It becomes a fault of the request, beside all the others. */
export class ParameterError extends Error {
  override readonly name = "ParameterError";
  /** Where in the text, from 1. */
  readonly column: number | undefined;

  constructor(message: string, column?: number) {
    super(message);
    this.column = column;
  }
}

/** A text of AWS's request as a parameter that may be left out: its rules and its words are those of the core's row. */
export const awsText = (operation: OperationName, member: string): Parameter<string | undefined> =>
  awsMember(operation, member, ([text]) => {
    if (text === undefined) return undefined;
    if (text === "") throw new ParameterError("It is empty; leave it out or give it a value.");
    checkMember(operation, member, text);
    return text;
  });

/** A number of AWS's request as a parameter that may be left out. */
export const awsNumber = (operation: OperationName, member: string): Parameter<number | undefined> =>
  awsMember(operation, member, ([text]) => {
    if (text === undefined) return undefined;
    const value = /^-?\d{1,10}$/u.test(text) ? Number(text) : text;
    checkMember(operation, member, value);
    return Number(value);
  });

/** A text of AWS's request that stands in the path, and so is always there. */
export const awsPathText = (operation: OperationName, member: string): Parameter<string> =>
  awsMember(operation, member, ([text = ""]) => {
    checkMember(operation, member, text);
    return text;
  });

/** Its schema is made when somebody reads the documents: at the start of a Worker every millisecond counts. */
const awsMember = <Value>(
  operation: OperationName,
  member: string,
  read: Parameter<Value>["read"],
): Parameter<Value> => ({
  get about() {
    return memberSchema(operation, member).description ?? "";
  },
  get schema() {
    return memberSchema(operation, member);
  },
  read,
});

const memberSchema = (operation: OperationName, member: string): JsonSchema =>
  jsonSchema(operation, "input").properties?.[member] ?? {};

const checkMember = (operation: OperationName, member: string, value: unknown): void => {
  try {
    validateInput(operation, { [member]: value });
  } catch (error) {
    if (!(isWindowpaneError(error) && error.kind === "invalid-input")) throw error;
    const name = member.charAt(0).toLowerCase() + member.slice(1);
    // The others are missing only because this one is checked by itself.
    const own = error.faults.filter((fault) => fault.member === name);
    if (own.length > 0) throw new ParameterError(own.map(({ message }) => message).join("; "));
  }
};
