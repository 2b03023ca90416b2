import { Ajv } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { jsonSchema, operationNames, operations, type JsonSchema } from "../../src/index.ts";

// ajv's strict defaults: unknown keywords and formats are errors, patterns compile with the `u` flag.
describe.each([
  ["draft-07", () => new Ajv()],
  ["2020-12", () => new Ajv2020()],
])("JSON Schema in %s", (_, createValidator) => {
  it.each(operationNames)("%s: the request's schema compiles and accepts the sample", (name) => {
    const validate = createValidator().compile(jsonSchema(name, "input"));
    expect(validate(operations[name].sample), JSON.stringify(validate.errors)).toBe(true);
    expect(validate({ ...operations[name].sample, Bogus: 1 })).toBe(false);
  });

  it.each(operationNames)("%s: the response's schema compiles", (name) => {
    expect(createValidator().compile(jsonSchema(name, "output"))({})).toBe(true);
  });
});

const patternsIn = (schema: JsonSchema): readonly string[] => [
  ...(schema.pattern === undefined ? [] : [schema.pattern]),
  ...[
    ...Object.values(schema.properties ?? {}),
    ...Object.values(schema.definitions ?? {}),
    ...(schema.items === undefined ? [] : [schema.items]),
  ].flatMap(patternsIn),
];

it("has patterns that compile with the u and v flags and match whole strings", () => {
  const patterns = operationNames.flatMap((name) => patternsIn(jsonSchema(name, "input")));
  expect(patterns.length).toBeGreaterThan(10);
  for (const pattern of patterns) {
    for (const flag of ["u", "v"]) expect(new RegExp(pattern, flag).test("\n"), pattern).toBe(false);
  }
});

describe("a structure that contains itself", () => {
  it("is a recursive definition", () => {
    const { definitions } = jsonSchema("GetInventory", "input");
    expect(Object.keys(definitions ?? {})).toEqual(["InventoryAggregator"]);
    const validate = new Ajv().compile(jsonSchema("GetInventory", "input"));
    const nested = (Expression: unknown): object => ({
      Aggregators: [{ Aggregators: [{ Aggregators: [{ Expression }] }] }],
    });
    expect(validate(nested("AWS:Tag"))).toBe(true);
    expect(validate(nested(""))).toBe(false);
  });
});

it("marks timestamps and sensitive members only with annotations", () => {
  const plain = jsonSchema("GetMaintenanceWindow", "output").properties;
  expect(plain?.["CreatedDate"]).toEqual({ type: "string" });
  const annotated = jsonSchema("GetMaintenanceWindow", "output", { annotations: true }).properties;
  expect(annotated?.["CreatedDate"]).toEqual({ type: "string", format: "date-time" });
  expect(annotated?.["Description"]).toEqual({ type: "string", "x-sensitive": true });
});
