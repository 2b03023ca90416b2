import { describe, expect, it } from "vitest";
import { isPaged, jsonSchema, operationNames, operations, type JsonSchema } from "../src/index.ts";
import { expectedSchema, modelOperations, nameOf, trait } from "./model.ts";

/** What is ours in a schema: descriptions, and how zod spells "anything else". */
const bare = (schema: JsonSchema): unknown =>
  JSON.parse(
    JSON.stringify(schema, (key, value: unknown) => {
      if (key === "description" || key === "$schema" || key === "propertyNames") return undefined;
      // A minimum of no items is no constraint.
      if (key === "minItems" && value === 0) return undefined;
      const open = typeof value === "object" && value !== null && Object.keys(value).length === 0;
      return key === "additionalProperties" && open ? undefined : value;
    }),
  );

const inOrder = (schema: JsonSchema): readonly string[] => Object.keys(schema.properties ?? {});

it("holds exactly the operations of AWS's model", () => {
  expect(operationNames.toSorted()).toEqual(Object.keys(modelOperations).toSorted());
});

describe.each(operationNames)("%s", (name) => {
  const shape = modelOperations[name];
  const inputId = shape?.input?.target ?? "";
  const outputId = shape?.output?.target ?? "";

  it("takes what AWS's model says: members, required ones, lengths, ranges, patterns, enums, list bounds, marks", () => {
    expect(bare(jsonSchema(name, "input"))).toEqual(expectedSchema(inputId, "input"));
  });

  it("answers with AWS's members, their types and their sensitive marks", () => {
    expect(bare(jsonSchema(name, "output"))).toEqual(expectedSchema(outputId, "output"));
  });

  it("keeps AWS's order of members, as the AWS CLI prints them", () => {
    expect(inOrder(jsonSchema(name, "input"))).toEqual(inOrder(expectedSchema(inputId, "input")));
    expect(inOrder(jsonSchema(name, "output"))).toEqual(inOrder(expectedSchema(outputId, "output")));
  });

  it("names AWS's errors", () => {
    expect(operations[name].errors).toEqual(shape?.errors?.map(({ target }) => nameOf(target)).toSorted());
  });

  it("is paged where AWS pages, by AWS's members", () => {
    const paging = trait(shape ?? {}, "paginated");
    const row = operations[name];
    expect(isPaged(name)).toBe(paging !== undefined);
    expect("items" in row ? row.items : undefined).toBe((paging as { items?: string } | undefined)?.items);
    if (paging !== undefined) {
      expect(paging).toMatchObject({
        inputToken: "NextToken",
        outputToken: "NextToken",
        pageSize: "MaxResults",
      });
    }
  });
});
