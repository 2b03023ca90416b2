import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { causeOf, type Cause } from "../../../src/index.ts";

/**
 * Outputs that were written and labelled before the rules had seen them. Each starts with a line such as
 * `### DOCUMENT CODE [STATUS_DETAILS [SECONDS]] | slug|other acceptable slug`; `message` stands for Automation's message.
 */
interface HeldOut {
  readonly document: string;
  readonly code: number;
  readonly status: string;
  readonly seconds: number | undefined;
  readonly slugs: readonly string[];
  readonly text: string;
}

const read = (number: number): readonly HeldOut[] =>
  readFileSync(new URL(`held-out-${number}.txt`, import.meta.url), "utf8")
    .split(/^### /mu)
    .slice(1)
    .map((block) => {
      const [head = "", ...lines] = block.split("\n");
      const [run = "", slugs = ""] = head.split(" | ");
      const [document = "", code = "0", status = "Failed", seconds] = run.trim().split(" ");
      return {
        document,
        code: Number(code),
        status,
        seconds: seconds === undefined ? undefined : Number(seconds),
        slugs: slugs.trim().split("|"),
        text: lines.join("\n"),
      };
    });

const causeOfHeldOut = ({ document, code, status, seconds, text }: HeldOut): Cause =>
  document === "message"
    ? causeOf({ Status: "Failed", message: text })
    : causeOf({
        Status: "Failed",
        StatusDetails: status,
        ResponseCode: code,
        DocumentName: document,
        elapsedSeconds: seconds,
        texts: [text],
      });

describe.each([1, 2, 3, 4, 5, 6])("held-out outputs, part %i", (number) => {
  const outputs = read(number);

  it("are enough for a meaningful share", () => {
    expect(outputs.length).toBeGreaterThanOrEqual(50);
  });

  it.each(outputs.map((output, index) => ({ index, of: output.slugs[0], output })))(
    "$index: $of",
    ({ output }) => {
      expect(output.slugs).toContain(causeOfHeldOut(output).slug);
    },
  );
});
