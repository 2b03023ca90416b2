/** Messages in which all text from outside is hostile. */
import type { RunData } from "../../src/index.ts";
import { runDataOf } from "../../src/compose/run-data.ts";
import { smallReport } from "../run-report.ts";

/** The data of a run whose texts are all `text`. */
export const hostileRun = (text: string): RunData =>
  runDataOf(
    smallReport({
      Name: text,
      Status: text,
      reason: text,
      groups: [
        {
          key: "key",
          slug: "slug",
          title: text,
          nextStep: text,
          weight: "failure",
          error: text,
          evidence: text,
          certainty: "likely",
          otherwise: text,
          machines: 1,
          members: [
            { WindowExecutionId: "1", kind: "machine", name: text, InstanceName: text, result: "failed" },
          ],
        },
      ],
      gaps: [
        {
          operation: "DescribeInstancePatchStates",
          count: 1,
          ids: {},
          kind: "denied",
          code: "AccessDeniedException",
          why: text,
          message: "AWS's own words",
          nextStep: text,
        },
      ],
    }),
    { accountName: text, recovered: false, link: "https://wp.example.com/#/executions/1?x=a|b" },
  );

/** Texts that chats and readers could take for more than text. */
export const chatTexts: readonly string[] = [
  "<!channel> <!here> <@U012AB3CD> <#C012AB3CD> @channel @here @everyone",
  "<https://evil.example|Open in Windowpane>",
  "[Open](https://evil.example) ![x](https://evil.example/p.png) **bold** _it_",
  "`code` ```block``` *bold* ~gone~ _it_",
  "> quote & <b>html</b> &lt;!channel&gt;",
  "<at>everyone</at>",
  "a|b>c<d",
  '"}],"text":"injected"',
  "=HYPERLINK(1)",
];
