import { InvalidInputError } from "../errors/invalid-input-error.ts";
import { InvalidOutputError } from "../errors/invalid-output-error.ts";
import {
  isOperationName,
  operationNames,
  shapeOf,
  type Input,
  type OperationName,
  type Output,
} from "../operations/operations.ts";
import type { StructureShape } from "../shape/shape.ts";
import { checkOf, isOutput, wrongTypes } from "./check-response.ts";
import { violationsOf } from "./violation.ts";
import { requestSchema } from "./request-schema.ts";

/**
 * Checks a request against the constraints of AWS's model and returns it.
 *
 * @throws InvalidInputError with all violations, or if the operation does not exist.
 */
export const validateInput = <Name extends OperationName>(operation: Name, input: unknown): Input<Name> => {
  if (!isOperationName(operation)) throw unknownOperation(operation);
  const result = requestSchema(operation).safeParse(input);
  if (!result.success) {
    throw new InvalidInputError(
      operation,
      violationsOf(shapeOf(operation, "input"), input, result.error.issues),
    );
  }
  // The table pairs operations and shapes; the type of a schema does not express this.
  return result.data as Input<Name>;
};

/**
 * Checks that the members of a response have the types that AWS documents, and returns the response. A value that is not a
 * response to the operation, such as a `Response` or an object of other members, is not an empty page.
 *
 * @throws InvalidOutputError with the members that differ, without their values.
 */
export const validateOutput = <Name extends OperationName>(
  operation: Name,
  output: unknown,
): Output<Name> => {
  const shape = shapeOf(operation, "output");
  // The table pairs operations and shapes.
  if (!checkOf(shape)(output)) throw new InvalidOutputError(operation, wrongTypes(shape, output));
  if (!isOutput(shape, output)) throw new InvalidOutputError(operation, [missingMembers(shape)]);
  return output as Output<Name>;
};

const missingMembers = ({ members }: StructureShape): string =>
  `expected an object with members of the operation, such as ${Object.keys(members)[0]}`;

const unknownOperation = (name: unknown): InvalidInputError => {
  const shown = typeof name === "string" ? `"${name}"` : String(name) || typeof name;
  const meant =
    typeof name === "string"
      ? operationNames.find((known) => known.toLowerCase() === name.toLowerCase().trim())
      : undefined;
  const hint = meant === undefined ? "See operationNames." : `Did you mean ${meant}?`;
  const message = `${shown} is not an operation of Windowpane. ${hint}`;
  return new InvalidInputError(String(name), [{ path: [], member: "", rule: "operation", message }]);
};
