import { describe, expect, it } from "vitest";
import { InvalidInputError, operationNames, validateInput, type OperationName } from "../../src/index.ts";
import { servicePattern } from "../../src/model/patterns.ts";
import { selectOperations } from "../../src/model/selection.ts";
import { shapeRows } from "../../src/model/write-table.ts";
import { violationsOf } from "../../src/payload/violation.ts";
import { schemaOf } from "../../src/payload/request-schema.ts";
import { resolveShapes, type ShapeTable, type StructureShape } from "../../src/shape/shape.ts";
import { modelOperations, modelShape, nameOf, trait, wordsOf } from "../model/model.ts";

const UUID = "b40a588d-32a7-4ea7-9a6b-b4ef4e3a91c2";

/** Values that match the patterns of the model, by shape. */
const samples: Readonly<Record<string, string>> = {
  MaintenanceWindowId: "mw-0c50858d01abcdef0",
  InstanceId: "i-0cb2b964d3e14fd9f",
  InventoryItemTypeName: "AWS:PatchSummary",
  MaxErrors: "10%",
  MaxConcurrency: "10",
  DocumentVersion: "$LATEST",
  AssociationId: UUID,
  AssociationExecutionId: UUID,
};

type Bounds = { readonly min?: number; readonly max?: number };

const sampleOf = (id: string, open: readonly string[] = []): unknown => {
  const shape = modelShape(id);
  const { min = 0, max = Infinity } = (trait(shape, "length") ?? {}) as Bounds;
  switch (shape.type) {
    case "structure":
      return sampleStructure(id, open.includes(id), [...open, id]);
    case "list":
      return Array.from({ length: Math.max(1, min) }, () =>
        sampleOf(shape.member?.target ?? "", [...open, id]),
      );
    case "map":
      return {
        [String(sampleOf(shape.key?.target ?? "", open))]: sampleOf(shape.value?.target ?? "", [...open, id]),
      };
    case "enum":
      return wordsOf(shape)[0];
    case "boolean":
      return true;
    case "integer":
    case "long":
      return ((trait(shape, "range") ?? {}) as Bounds).min ?? 1;
    case "timestamp":
      return new Date(0);
    case "blob":
      return new Uint8Array([1]);
    default:
      return samples[nameOf(id)] ?? (min === 36 ? UUID : "abcd".padEnd(min, "x").slice(0, Math.max(1, max)));
  }
};

const sampleStructure = (
  id: string,
  onlyRequired: boolean,
  open: readonly string[] = [],
): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(modelShape(id).members ?? {})
      .filter(([, member]) => !onlyRequired || trait(member, "required") !== undefined)
      .map(([name, member]) => [name, sampleOf(member.target, open)]),
  );

type Path = readonly (string | number)[];

/** A member of a request and its shape in AWS's model. */
interface Place {
  readonly path: Path;
  readonly id: string;
  /** Shape of the list or map that contains it. */
  readonly holder?: string | undefined;
}

/** All members of a request. Does not enter a structure inside itself. */
const placesOf = (place: Place, open: readonly string[] = []): readonly Place[] => {
  const shape = modelShape(place.id);
  if (open.includes(place.id)) return [];
  const inside = [...open, place.id];
  const step = (key: string | number, id: string, holder?: string): readonly Place[] =>
    placesOf({ path: [...place.path, key], id, holder }, inside);
  switch (shape.type) {
    case "structure":
      return [
        place,
        ...Object.entries(shape.members ?? {}).flatMap(([name, { target }]) => step(name, target)),
      ];
    case "list":
      return [place, ...step(0, shape.member?.target ?? "", place.id)];
    case "map":
      return [place, ...step(String(sampleOf(shape.key?.target ?? "")), shape.value?.target ?? "", place.id)];
    default:
      return [place];
  }
};

/** A value at or beyond a bound, with the end of AWS's message if the service would reject it. */
interface Probe {
  readonly title: string;
  readonly value: unknown;
  readonly refusal?: string;
}

const sized = (id: string, size: number): unknown => {
  const shape = modelShape(id);
  if (shape.type === "list") return Array.from({ length: size }, () => sampleOf(shape.member?.target ?? ""));
  if (shape.type === "blob") return new Uint8Array(size);
  if (shape.type !== "map") return "\u{1f600}".repeat(size);
  const value = sampleOf(shape.value?.target ?? "");
  return Object.fromEntries(Array.from({ length: size }, (_, index) => [`k${index}`, value]));
};

const probesOf = (id: string): readonly Probe[] => {
  const shape = modelShape(id);
  const length = trait(shape, "length") as Bounds | undefined;
  const range = trait(shape, "range") as Bounds | undefined;
  const pattern = trait(shape, "pattern");
  const isFree = pattern === undefined;
  const probes: Probe[] = [{ title: "as AWS takes it", value: sampleOf(id) }];
  if (length?.min !== undefined && length.min > 0) {
    const refusal = `Member must have length greater than or equal to ${length.min}`;
    probes.push({ title: "below its length", value: sized(id, length.min - 1), refusal });
    if (isFree) probes.push({ title: "at its least length", value: sized(id, length.min) });
  }
  if (length?.max !== undefined) {
    const refusal = `Member must have length less than or equal to ${length.max}`;
    probes.push({ title: "above its length", value: sized(id, length.max + 1), refusal });
    if (isFree) probes.push({ title: "at its greatest length", value: sized(id, length.max) });
  }
  if (range?.min !== undefined) {
    const refusal = `Member must have value greater than or equal to ${range.min}`;
    probes.push(
      { title: "at its least", value: range.min },
      { title: "below its least", value: range.min - 1, refusal },
    );
  }
  if (range?.max !== undefined) {
    const refusal = `Member must have value less than or equal to ${range.max}`;
    probes.push(
      { title: "at its most", value: range.max },
      { title: "above its most", value: range.max + 1, refusal },
    );
  }
  if (typeof pattern === "string") {
    const refusal = `Member must satisfy regular expression pattern: ${servicePattern(nameOf(id), pattern)}`;
    for (const odd of oddTexts[nameOf(id)] ?? ["?".repeat(36)]) {
      probes.push({ title: `as ${JSON.stringify(odd)}`, value: odd, refusal });
    }
  }
  if (shape.type === "enum") {
    probes.push({
      title: "as no word of the enum",
      value: "NOT_A_WORD",
      refusal: "Member must satisfy enum value set: [",
    });
  }
  return probes;
};

/** Strings that do not match a pattern, for patterns that allow question marks or need a closer miss. */
const oddTexts: Readonly<Record<string, readonly string[]>> = {
  InstanceId: ["i-0123456789abcdef0\n", " i-01234567", "i-012345678", "mi-01234567", "x-i-01234567"],
  MaintenanceWindowId: ["mw-0c50858d01abcdef0\n", " mw-0c50858d01abcdef", "mw-0c50858d01ABCDEF0"],
  AlarmName: ["   "],
};

const withValue = (input: unknown, path: Path, value: unknown): unknown => {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  const part: unknown = Reflect.get(input as object, key);
  const copy: unknown = Array.isArray(input) ? [...(input as unknown[])] : { ...(input as object) };
  Reflect.set(copy as object, key, withValue(part, rest, value));
  return copy;
};

const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

const memberOf = (path: Path): string =>
  path.map((key) => (typeof key === "number" ? `${key + 1}.member` : lowerFirst(key))).join(".");

// All operations of the model, also those without a row in the overlay.
const wider = selectOperations(Object.keys(modelOperations));
const resolve = resolveShapes(shapeRows(wider) as ShapeTable);

const violationsIn = (operation: string, input: unknown): readonly { readonly message: string }[] => {
  const shape = resolve(`${operation}Input`) as StructureShape;
  const result = schemaOf(shape).safeParse(input);
  return result.success ? [] : violationsOf(shape, input, result.error.issues);
};

describe.each(Object.keys(modelOperations))("%s", (operation) => {
  const id = modelOperations[operation]?.input?.target ?? "";
  const whole = sampleStructure(id, false);
  const places = placesOf({ path: [], id }).filter(({ path }) => path.length > 0);

  it("accepts a request with all members", () => {
    expect(violationsIn(operation, whole)).toEqual([]);
  });

  it.each(places.map((place) => ({ ...place, name: place.path.join(".") })))(
    "checks all bounds of $name in AWS's model",
    ({ path, id: shapeId, holder }) => {
      for (const { title, value, refusal } of probesOf(shapeId)) {
        const messages = violationsIn(operation, withValue(whole, path, value)).map(({ message }) => message);
        if (refusal === undefined) {
          expect(messages, title).toEqual([]);
          continue;
        }
        const isScalar = !["structure", "list", "map"].includes(modelShape(shapeId).type);
        const isItem = holder !== undefined && isScalar;
        const member = memberOf(isItem ? path.slice(0, -1) : path);
        const told = messages.filter((message) =>
          message.includes(`at '${member}' failed to satisfy constraint`),
        );
        expect(
          told.some((message) => message.includes(refusal)),
          `${title}: ${messages.join("; ")}`,
        ).toBe(true);
      }
    },
  );
});

it("tests at least 500 bounds", () => {
  const probes = Object.values(modelOperations).flatMap(({ input }) =>
    placesOf({ path: [], id: input?.target ?? "" }).flatMap(({ id }) => probesOf(id)),
  );
  expect(probes.filter(({ refusal }) => refusal !== undefined).length).toBeGreaterThan(500);
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

describe.each(operationNames)("%s", (operation) => {
  const input = modelOperations[operation]?.input?.target ?? "";
  const whole = sampleStructure(input, true);

  it.each([...Object.keys(whole), undefined].filter((member) => member !== undefined))(
    "rejects a request if %s is absent or null",
    (member) => {
      const { [member]: _, ...rest } = whole;
      const text = `Value null at '${lowerFirst(member)}' failed to satisfy constraint: Member must not be null`;
      expect(messageOf(operation, rest)).toBe(`1 validation error detected: ${text}`);
      expect(messageOf(operation, { ...rest, [member]: null })).toBe(`1 validation error detected: ${text}`);
    },
  );

  it("rejects unknown members", () => {
    expect(messageOf(operation, { ...whole, Bogus: 1 })).toContain(
      "Member 'Bogus' does not exist in the request",
    );
  });
});
