import { errorMeaning } from "@windowpane/core";
import type { SourceEvent } from "@windowpane/sources";
import type { Host } from "../host/host.ts";
import type { Screen } from "./screen.ts";

/** Minimum time between two lines about long waits, in milliseconds. It doubles with every line: six lines in an hour. */
const BETWEEN = 60_000;

/** Shows a source's events: on a terminal as progress, in a log as a line about a long wait. */
export const sourceNotes = (
  { stderr, now }: Pick<Host, "stderr" | "now">,
  screen: Screen,
): ((event: SourceEvent) => void) => {
  let nextLine = -Infinity;
  let between = BETWEEN;
  const showWait = (event: Waiting): void => {
    const time = now().getTime();
    if (stderr.isTerminal || time < nextLine) return;
    nextLine = time + between;
    between *= 2;
    void screen.waiting(`${reasonOf(event)} Still waiting.`);
  };
  return (event) => {
    switch (event.type) {
      case "credentials": {
        const whose = event.profile === undefined ? "" : ` of profile ${event.profile}`;
        return void screen.note(`Still waiting for the credentials${whose}.`);
      }
      case "retry":
        return void screen.progress(`${event.operation}: ${event.error.message}; trying again`);
      case "slower":
        return void screen.progress(
          `AWS allows ${event.rate.toFixed(0)} requests per second; ${event.waiting} are waiting`,
        );
      case "waiting":
        return showWait(event);
    }
  };
};

type Waiting = Extract<SourceEvent, { readonly type: "waiting" }>;

const reasonOf = ({ operation, milliseconds, error }: Waiting): string => {
  if (error === undefined) return `No response to ${operation} for ${milliseconds / 1000} seconds.`;
  if (errorMeaning(error) === "throttled") return `AWS throttles ${operation}.`;
  return error.message.replace(/\.?$/, ".");
};
