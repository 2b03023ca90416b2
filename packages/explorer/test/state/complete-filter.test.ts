import type { Fields } from "@windowpane/core";
import { describe, expect, it } from "vitest";
import { completeFilter } from "../../src/state/complete-filter.ts";

const fields: Fields = {
  status: { kind: "status", members: ["Status"], values: ["SUCCESS", "FAILED", "TIMED_OUT"], about: "" },
  cause: { kind: "text", members: ["cause"], about: "" },
  duration: { kind: "duration", members: ["StartTime"], aliases: ["took"], about: "" },
  start: { kind: "time", members: ["StartTime"], about: "" },
  enabled: { kind: "flag", members: ["Enabled"], about: "" },
  exit: { kind: "number", members: ["ResponseCode"], about: "" },
};

const rows = [
  { Status: "TIMED_OUT", cause: "Disk full", ResponseCode: 1 },
  { Status: "TIMED_OUT", cause: "Disk full", ResponseCode: 137 },
  { Status: "NEW", cause: 'No "root"', ResponseCode: 1 },
].map((item, index) => ({ id: String(index), item, bad: false, ref: {} }));

const complete = (marked: string): ReturnType<typeof completeFilter> => {
  const cursor = [...marked.slice(0, marked.indexOf("|"))].length;
  return completeFilter({ text: marked.replace("|", ""), cursor, fields, rows, now: new Date(0) });
};

describe("the completion of a filter", () => {
  it.each([
    ["|", ["status:", "cause:", "duration>", "start>", "enabled:", "exit:"], 0],
    ["st|", ["status:", "start>"], 0],
    ["web -ST|", ["status:", "start>"], 5],
    ["to|", ["took>"], 0],
    ["nothing|", [], 0],
    // Values that occur first, then the others.
    ["status:|", ["timed_out", "success", "failed"], 7],
    ["status:failed,ti|", ["timed_out"], 14],
    ["status:TimedOut|", ["timed_out"], 7],
    ["cause:|", ['"Disk full"', '"No \\"root\\""'], 6],
    ["cause:full|", ['"Disk full"'], 6],
    ['cause:"disk f|', ['"Disk full"'], 6],
    ['cause:"a, b|', [], 6],
    ["exit:|", ["1", "137"], 5],
    ["exit>|", [], 5],
    ["enabled:f|", ["false"], 8],
    ["duration>1|", ["10m", "1h", "1d"], 9],
    ["start>=y|", ["yesterday"], 7],
    ["colour:r|", [], 7],
    ["😀 st| web", ["status:", "start>"], 2],
  ])("at %s", (marked, candidates, from) => {
    expect(complete(marked)).toMatchObject({ candidates, from });
  });
});
