import { describe, expect, it } from "vitest";
import { InvalidInputError, operationNames, validateInput, type OperationName } from "../src/index.ts";
import { modelOperations, shapeOf, trait } from "./model.ts";

/** One probe: a member at a value, and AWS's sentence when the service would refuse it. */
interface Probe {
  readonly operation: OperationName;
  readonly member: string;
  readonly title: string;
  readonly value: unknown;
  readonly refusal?: string;
}

type Bounds = { readonly min?: number; readonly max?: number };

/** Values that meet every pattern of the model, by shape. */
const samples: Readonly<Record<string, string>> = {
  MaintenanceWindowId: "mw-0c50858d01EXAMPLE".replace("EXAMPLE", "abcdef0"),
  MaintenanceWindowExecutionId: "b40a588d-32a7-4ea7-9a6b-b4ef4e3a91c2",
  MaintenanceWindowExecutionTaskId: "0c9ac961-dafd-4a94-b6c7-1bef3a7700d1",
  MaintenanceWindowExecutionTaskInvocationId: "0e466033-290b-4d74-9ae0-f33e3b00c55a",
  AutomationExecutionId: "73c8eef8-f4ee-4a05-820c-e354fd76ad83",
  CommandId: "73c8eef8-f4ee-4a05-820c-e354fd76ad83",
  InstanceId: "i-0cb2b964d3e14fd9f",
};

const sampleOf = (id: string): unknown => {
  const shape = shapeOf(id);
  const name = id.slice(id.indexOf("#") + 1);
  if (shape.type === "structure") return sampleStructure(id, false);
  if (shape.type === "list") return [sampleOf(shape.member?.target ?? "")];
  if (shape.type === "enum")
    return Object.values(shape.members ?? {}).map((word) => trait(word, "enumValue"))[0];
  if (shape.type === "boolean") return true;
  if (shape.type === "integer") return ((trait(shape, "range") ?? {}) as Bounds).min ?? 1;
  return samples[name] ?? "abcd";
};

const sampleStructure = (id: string, onlyRequired: boolean): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(shapeOf(id).members ?? {})
      .filter(([, member]) => !onlyRequired || trait(member, "required") !== undefined)
      .map(([name, member]) => [name, sampleOf(member.target)]),
  );

const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

/** Every bound of a top-level member: on it, below it, above it. */
const probesOf = (operation: OperationName, member: string, id: string): readonly Probe[] => {
  const shape = shapeOf(id);
  const probe = (title: string, value: unknown, refusal?: string): Probe => ({
    operation,
    member,
    title: `${member} ${title}`,
    value,
    ...(refusal === undefined
      ? {}
      : { refusal: `at '${lowerFirst(member)}' failed to satisfy constraint: ${refusal}` }),
  });
  const pattern = trait(shape, "pattern");
  const length = trait(shape, "length") as Bounds | undefined;
  const range = trait(shape, "range") as Bounds | undefined;
  const probes: Probe[] = [probe("as AWS takes it", sampleOf(id))];
  const sized = (size: number): unknown =>
    shape.type === "list"
      ? Array.from({ length: size }, () => sampleOf(shape.member?.target ?? ""))
      : "a".repeat(size);
  if (length?.min !== undefined && length.min > 0) {
    const text = `Member must have length greater than or equal to ${length.min}`;
    probes.push(probe("one shorter than its shortest", sized(length.min - 1), text));
    if (pattern === undefined) probes.push(probe("at its shortest", sized(length.min)));
  }
  if (length?.max !== undefined) {
    const text = `Member must have length less than or equal to ${length.max}`;
    probes.push(probe("one longer than its longest", sized(length.max + 1), text));
    if (pattern === undefined) probes.push(probe("at its longest", sized(length.max)));
  }
  if (range?.min !== undefined) {
    const text = `Member must have value greater than or equal to ${range.min}`;
    probes.push(probe("at its least", range.min), probe("below its least", range.min - 1, text));
  }
  if (range?.max !== undefined) {
    const text = `Member must have value less than or equal to ${range.max}`;
    probes.push(probe("at its most", range.max), probe("above its most", range.max + 1, text));
  }
  if (typeof pattern === "string") {
    const text = `Member must satisfy regular expression pattern: ${pattern}`;
    for (const odd of [`${String(sampleOf(id))}\n`, ` ${String(sampleOf(id))}`, "?".repeat(36)]) {
      probes.push(probe(`as ${JSON.stringify(odd)}`, odd, text));
    }
  }
  if (shape.type === "enum") {
    probes.push(probe("as no word of the enum", "NOT_A_WORD", "Member must satisfy enum value set: ["));
  }
  return probes;
};

const probes = operationNames.flatMap((operation) => {
  const input = modelOperations[operation]?.input?.target ?? "";
  return Object.entries(shapeOf(input).members ?? {}).flatMap(([member, { target }]) =>
    probesOf(operation, member, target),
  );
});

const messageOf = (operation: OperationName, input: unknown): string | undefined => {
  try {
    validateInput(operation, input);
    return undefined;
  } catch (error) {
    if (error instanceof InvalidInputError) return error.message;
    throw error;
  }
};

const requestWith = ({ operation, member, value }: Probe): Record<string, unknown> => ({
  ...sampleStructure(modelOperations[operation]?.input?.target ?? "", true),
  [member]: value,
});

describe("every bound of AWS's model", () => {
  it.each(probes.filter(({ refusal }) => refusal === undefined))("$operation takes $title", (probe) => {
    expect(messageOf(probe.operation, requestWith(probe))).toBeUndefined();
  });

  it.each(probes.filter(({ refusal }) => refusal !== undefined))("$operation refuses $title", (probe) => {
    expect(messageOf(probe.operation, requestWith(probe))).toContain(probe.refusal);
  });

  it.each(operationNames)("%s takes a request with every member", (operation) => {
    const input = sampleStructure(modelOperations[operation]?.input?.target ?? "", false);
    expect(messageOf(operation, input)).toBeUndefined();
  });
});

describe.each(operationNames)("%s", (operation) => {
  const input = modelOperations[operation]?.input?.target ?? "";
  const whole = sampleStructure(input, true);

  it.each([...Object.keys(whole), undefined].filter((member) => member !== undefined))(
    "refuses a request without %s, absent or null",
    (member) => {
      const { [member]: _, ...rest } = whole;
      const text = `Value null at '${lowerFirst(member)}' failed to satisfy constraint: Member must not be null`;
      expect(messageOf(operation, rest)).toBe(`1 validation error detected: ${text}`);
      expect(messageOf(operation, { ...rest, [member]: null })).toBe(`1 validation error detected: ${text}`);
    },
  );

  it("refuses a member that AWS does not name", () => {
    expect(messageOf(operation, { ...whole, Bogus: 1 })).toContain(
      "Member 'Bogus' is not known to the request",
    );
  });
});
