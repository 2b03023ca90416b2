import { describe, expect, it } from "vitest";
import { overlay } from "../../src/overlay/index.ts";
import { generate } from "../../src/model/generate.ts";
import { javascriptPattern } from "../../src/model/patterns.ts";
import { readFileSync } from "node:fs";
import {
  isPaged,
  jsonSchema,
  operationNames,
  operations,
  shapeOf,
  validateInput,
  type JsonSchema,
  type Shape,
} from "../../src/index.ts";
import { expectedSchema, modelOperations, modelShape, nameOf, sensitivePaths, trait } from "./model.ts";

/** A schema without descriptions and patterns, which other tests check. */
const bare = (schema: JsonSchema): unknown =>
  JSON.parse(
    JSON.stringify(schema, (key, value: unknown) => {
      if (key === "description" || key === "propertyNames" || key === "definitions") return undefined;
      return key === "pattern" ? "(any)" : value;
    }),
  );

const inOrder = (schema: JsonSchema): readonly string[] => Object.keys(schema.properties ?? {});

it.each(Object.entries(generate()))("%s is up to date", (path, text) => {
  expect(readFileSync(new URL(`../../${path}`, import.meta.url), "utf8")).toBe(text);
});

it("contains an operation of AWS's model for every row of the overlay", () => {
  expect(operationNames).toEqual(Object.keys(overlay).toSorted());
  for (const name of operationNames) expect(modelOperations).toHaveProperty(name);
});

/** Paths of sensitive members of the generated shapes. */
const ownSensitivePaths = (
  shape: Shape,
  path: readonly string[] = [],
  open: readonly Shape[] = [],
): readonly string[] => {
  if (shape.sensitive === true) return [path.join(".")];
  if (open.includes(shape)) return [];
  const inside = [...open, shape];
  if (shape.type === "list") return ownSensitivePaths(shape.item, [...path, "*"], inside);
  if (shape.type === "map") return ownSensitivePaths(shape.value, [...path, "*"], inside);
  if (shape.type !== "structure") return [];
  return Object.entries(shape.members).flatMap(([name, member]) =>
    ownSensitivePaths(member, [...path, name], inside),
  );
};

describe.each(operationNames)("%s", (name) => {
  const shape = modelOperations[name];
  const inputId = shape?.input?.target ?? "";
  const outputId = shape?.output?.target ?? "";

  it("has the constraints of AWS's model: members, required members, lengths, ranges, enums, list sizes", () => {
    expect(bare(jsonSchema(name, "input"))).toEqual(expectedSchema(inputId, "input"));
  });

  it("has the response members of AWS's model with their types", () => {
    expect(bare(jsonSchema(name, "output"))).toEqual(expectedSchema(outputId, "output"));
  });

  it("keeps AWS's order of members, as in the AWS CLI", () => {
    expect(inOrder(jsonSchema(name, "input"))).toEqual(inOrder(expectedSchema(inputId, "input")));
    expect(inOrder(jsonSchema(name, "output"))).toEqual(inOrder(expectedSchema(outputId, "output")));
  });

  it("marks sensitive members as in AWS's model", () => {
    expect(ownSensitivePaths(shapeOf(name, "input"))).toEqual(sensitivePaths(inputId));
    expect(ownSensitivePaths(shapeOf(name, "output"))).toEqual(sensitivePaths(outputId));
  });

  it("has AWS's errors", () => {
    expect(operations[name].errors).toEqual(shape?.errors?.map(({ target }) => nameOf(target)).toSorted());
  });

  it("has a valid sample", () => {
    expect(validateInput(name, operations[name].sample)).toEqual(operations[name].sample);
  });

  it("has the paging of AWS's model", () => {
    const paging = trait(shape ?? {}, "paginated");
    const row = operations[name];
    expect(isPaged(name)).toBe(paging !== undefined);
    expect("items" in row ? row.items : undefined).toBe((paging as { items?: string } | undefined)?.items);
  });

  it("has complete texts in its overlay row", () => {
    const { description, nouns, ifDenied } = operations[name];
    expect(description).toMatch(/^[A-Z].+\.$/u);
    expect(ifDenied).toMatch(/^[^A-Z].+[^.]$/u);
    for (const noun of nouns) expect(noun).toMatch(/^[a-z][a-z ]+$/u);
  });

  it("describes every member of a request", () => {
    for (const [member, schema] of Object.entries(jsonSchema(name, "input").properties ?? {})) {
      expect(schema.description, member).toMatch(/^[A-Z].*\.$/u);
    }
  });
});

describe("patterns", () => {
  const patterns = Object.keys(modelOperations)
    .flatMap((name) => [...patternsBelow(modelOperations[name]?.input?.target ?? "")])
    .concat([...patternsBelow("com.amazonaws.ssm#GetAutomationExecutionResult")]);

  it.each([...new Set(patterns)])(
    "%s compiles with the u and v flags and has the same meaning",
    (pattern) => {
      const inUnicode = new RegExp(javascriptPattern(pattern), "u");
      const inSets = new RegExp(javascriptPattern(pattern), "v");
      const whole = compiledAsIs(`^(?:${pattern})$`);
      const samples = [
        "",
        "-",
        "a-b",
        "i-0123456789abcdef0",
        "mi-0123456789abcdef0",
        "tag:Name",
        "AWS:x",
        "é/(",
        "a|b",
      ];
      const uuid = "b40a588d-32a7-4ea7-9a6b-b4ef4e3a91c2";
      for (const sample of [
        ...samples,
        uuid,
        `${uuid}\n`,
        "10%",
        "$LATEST",
        "mw-0123456789abcdef0",
        "{x}",
        "[",
        "é b",
      ]) {
        expect([inUnicode.test(sample), inSets.test(sample)], sample).toEqual([
          whole.test(sample),
          whole.test(sample),
        ]);
      }
    },
  );
});

/** A pattern of the model, compiled with a flag that accepts it. */
const compiledAsIs = (pattern: string): RegExp => {
  try {
    return new RegExp(pattern, "u");
  } catch {
    return new RegExp(pattern);
  }
};

function* patternsBelow(id: string, open: readonly string[] = []): Generator<string> {
  if (open.includes(id) || id === "") return;
  const shape = modelShape(id);
  const pattern = trait(shape, "pattern");
  if (typeof pattern === "string") yield pattern;
  const parts = [...Object.values(shape.members ?? {}), shape.member, shape.key, shape.value];
  if (shape.type === "enum") return;
  for (const part of parts) if (part !== undefined) yield* patternsBelow(part.target, [...open, id]);
}
