import { describe, expect, it } from "vitest";
import { withFewerHeadings, withTypesApart } from "../src/reference-text.ts";

describe("the text of the reference", () => {
  it.for([
    ["#### Parameters\n\n| Parameter |\n", "| Parameter |\n"],
    ["#### Methods\n\n##### call()\n\nSends.\n", "#### call()\n\nSends.\n"],
    ["#### Returns\n\n`string`\n", "**Returns:** `string`\n"],
    ["#### Returns\n\n  \\| `A`\n  \\| `B`\n", "**Returns:** `A`\n  \\| `B`\n"],
    ["#### Example\n\n```ts\nrun();\n```\n", "**Example:**\n\n```ts\nrun();\n```\n"],
    ["###### Overrides\n\n`BaseError.constructor`\n\n#### Properties\n\n| Property |\n", "| Property |\n"],
    ["### Properties\n\nAn export.\n", "### Properties\n\nAn export.\n"],
  ])("has no headings that only name a part: %j", ([text = "", shorter]) => {
    expect(withFewerHeadings(text)).toBe(shorter);
  });

  const core = [
    "## Functions\n\n### parts\n\n[`Parts`](#parts-1) [`one`](#one)\n\n### one\n\n",
    '## Interfaces\n\n### Parts\n\n<a id="property-x"></a> [`parts`](#parts) [`Parts`](#parts-1) [`far`](https://aws.example/#one)\n',
  ] as const;
  const user =
    "[a](../core/reference.md#parts) [b](../core/reference.md#parts-1) [c](../core/reference.md#property-x)";

  it("has the types of long files apart, and links that follow them", () => {
    expect(
      withTypesApart(
        [
          { file: "packages/core/reference.md", markdown: core.join("") },
          { file: "packages/user/reference.md", markdown: user },
        ],
        new Set(["packages/core/reference.md"]),
      ),
    ).toEqual([
      {
        file: "packages/core/reference.md",
        markdown: core[0].replace("#parts-1", "types-reference.md#parts"),
      },
      {
        file: "packages/core/types-reference.md",
        markdown: core[1].replace("(#parts)", "(reference.md#parts)").replace("#parts-1", "#parts"),
      },
      {
        file: "packages/user/reference.md",
        markdown:
          "[a](../core/reference.md#parts) [b](../core/types-reference.md#parts) [c](../core/types-reference.md#property-x)",
      },
    ]);
  });

  it("stays in one file if it is short", () => {
    const files = [{ file: "packages/core/reference.md", markdown: core.join("") }];
    expect(withTypesApart(files, new Set())).toEqual(files);
  });
});
