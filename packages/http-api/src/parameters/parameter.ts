import {
  isWindowpaneError,
  jsonSchema,
  validateInput,
  type JsonSchema,
  type OperationName,
} from "@windowpane/core";
import type { RequestFault } from "../problem/problem-error.ts";

/** A path or query parameter as data: its documentation, its schema and its reader. */
export interface Parameter<Value> {
  /** Documentation, in one or two sentences. */
  readonly about: string;
  /** Schema of the value; of one value, if the parameter is repeatable. */
  readonly schema: JsonSchema;
  /** Whether the parameter can be repeated. Default: false. */
  readonly repeatable?: boolean | undefined;
  /** Example value for the documentation. */
  readonly example?: string | number | boolean | undefined;
  /**
   * Reads the given texts; none if the parameter is absent.
   *
   * @throws ParameterError if a text is invalid.
   */
  read(texts: readonly string[], context: ParameterContext): Value;
}

/** What a reader needs besides the texts. */
export interface ParameterContext {
  readonly now: Date;
  /** Default of the parameter `patches`. Default: true. */
  readonly patches?: boolean | undefined;
}

/** What is wrong with a parameter, without its name. */
type ParameterFault = Omit<RequestFault, "parameter">;

/** An invalid parameter. The response lists it with the other errors of the request. */
export class ParameterError extends Error {
  override readonly name = "ParameterError";
  /** All errors in the parameter. */
  readonly faults: readonly ParameterFault[];

  constructor(fault: string | readonly ParameterFault[], allowed?: readonly string[]) {
    const faults =
      typeof fault === "string" ? [{ detail: fault, ...(allowed === undefined ? {} : { allowed }) }] : fault;
    super(faults[0]?.detail);
    this.faults = faults;
  }
}

/** An optional string member of AWS's input, with the constraints and error messages of the core. */
export const awsText = (operation: OperationName, member: string): Parameter<string | undefined> =>
  awsMember(operation, member, ([text]) => {
    if (text === undefined) return undefined;
    if (text === "") throw new ParameterError("The value is empty. Set it, or remove the parameter.");
    checkMember(operation, member, text);
    return text;
  });

/** An optional number member of AWS's input. */
export const awsNumber = (operation: OperationName, member: string): Parameter<number | undefined> =>
  awsMember(operation, member, ([text]) => {
    if (text === undefined) return undefined;
    const value = /^-?\d{1,10}$/u.test(text) ? Number(text) : text;
    checkMember(operation, member, value);
    return Number(value);
  });

/** A string member of AWS's input in the path, where it is always present. */
export const awsPathText = (operation: OperationName, member: string): Parameter<string> =>
  awsMember(operation, member, ([text = ""]) => {
    checkMember(operation, member, text);
    return text;
  });

/** The getters postpone the schema until the documentation is read, because it would slow down the start of a Worker. */
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
    // The input has only this member, so errors about missing ones do not apply.
    const own = error.violations.filter((violation) => violation.member === name);
    if (own.length > 0) throw new ParameterError(own.map(({ message }) => message).join("; "));
  }
};
