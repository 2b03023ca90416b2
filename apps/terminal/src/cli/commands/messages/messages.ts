import type { Command } from "../../context/command.ts";

export const messages: Command = {
  description:
    "Messages are part of the fleet configuration: where they go, and which runs they are about. `windowpane collect` stores " +
    "a message with each finished run and sends what is due. URLs and secrets are never shown.",
  arguments: [],
  options: [],
  examples: [
    { line: "messages test ops --fleet fleet.json", about: "Send a test message to a destination" },
    { line: "messages list --state dead", about: "List dead letters: messages that could not be sent" },
    { line: "messages retry ops", about: "Send them again after the destination was corrected" },
    {
      line: "messages preview EXECUTION --destination ops",
      about: "Print the message about an execution without sending it",
    },
  ],
  commands: [
    {
      name: "list",
      summary: "List messages with their state, newest first",
      load: async () => (await import("./list.ts")).list,
    },
    {
      name: "send",
      summary: "Send what is due now",
      load: async () => (await import("./send.ts")).sendCommand,
    },
    {
      name: "test",
      summary: "Send a test message and show the response",
      load: async () => (await import("./test.ts")).test,
    },
    {
      name: "retry",
      summary: "Send messages again that could not be sent",
      load: async () => (await import("./send.ts")).retry,
    },
    {
      name: "preview",
      summary: "Print the message about an execution without sending it",
      load: async () => (await import("./preview.ts")).preview,
    },
  ],
};
