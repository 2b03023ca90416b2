import { InvalidInputError } from "./errors/invalid-input-error.ts";
import { InvalidOutputError } from "./errors/invalid-output-error.ts";
import { faultsOf } from "./fault.ts";
import { fitOf, type Fit } from "./fitness.ts";
import { operations, type Input, type OperationName, type Output } from "./operations/index.ts";

/**
 * The input, if the service would take it.
 *
 * @throws InvalidInputError with every fault at once.
 */
export const validateInput = <Name extends OperationName>(operation: Name, input: unknown): Input<Name> => {
  const result = operations[operation].input.safeParse(input);
  if (!result.success)
    throw new InvalidInputError(operation, faultsOf(operation, input, result.error.issues));
  // The table pairs name and schema; a union of schemas cannot say so.
  return result.data as Input<Name>;
};

/**
 * The answer itself, if it has the shape that AWS documents.
 *
 * @throws InvalidOutputError naming the members, never their values.
 */
export const validateOutput = <Name extends OperationName>(
  operation: Name,
  output: unknown,
): Output<Name> => {
  // The table pairs name and schema; a union of schemas cannot say so.
  if (outputFit(operation)(output)) return output as Output<Name>;
  const result = operations[operation].output.safeParse(output);
  if (result.success) return result.data as Output<Name>;
  const faults = result.error.issues.map((issue) => {
    const fault = issue.code === "invalid_type" ? `expected ${issue.expected}` : issue.message;
    return issue.path.length === 0 ? fault : `${issue.path.join(".")}: ${fault}`;
  });
  throw new InvalidOutputError(operation, faults, { cause: result.error });
};

const outputFit = (operation: OperationName): Fit => {
  const known = fits.get(operation);
  if (known !== undefined) return known;
  const fit = fitOf(operations[operation].output);
  fits.set(operation, fit);
  return fit;
};

const fits = new Map<OperationName, Fit>();
