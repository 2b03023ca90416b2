/** The door to Ink: loaded when the terminal is taken already, so that something stands there meanwhile. */
import { render } from "ink";
import type { FrameOptions } from "../frame/frame.ts";
import type { HandOver } from "../terminal/suspend.ts";
import type { Explorer } from "@windowpane/explorer";
import { App } from "./app.tsx";

/** What is drawn, and where. */
export interface UiParts {
  readonly ui: Explorer;
  readonly frame: () => FrameOptions;
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly isScreenReader: boolean;
  /** Given Ink's way of handing the terminal over, for Ctrl-Z. */
  readonly onHandOver: (handOver: HandOver) => void;
}

/** A drawn UI. */
export interface Mounted {
  readonly unmount: () => void;
  /** Resolves when it was taken off the screen. */
  readonly ended: Promise<unknown>;
}

/** Draws the UI until it is unmounted. */
export const mount = ({ ui, frame, stdin, stdout, isScreenReader, onHandOver }: UiParts): Mounted => {
  const app = render(
    <App ui={ui} frame={frame} onMounted={({ suspendTerminal }) => onHandOver(suspendTerminal)} />,
    {
      stdin,
      stdout,
      alternateScreen: true,
      incrementalRendering: true,
      isScreenReaderEnabled: isScreenReader,
      // Keys that are held down come faster than Ink's usual thirty frames.
      maxFps: 60,
      // Nothing writes to the console here.
      patchConsole: false,
      // Ctrl-C is a key like others: it leaves a line of typing before it leaves the program.
      exitOnCtrlC: false,
      // Ink would write nothing where CI is set; whoever sits at a terminal sits there in CI too.
      interactive: true,
    },
  );
  return { unmount: () => app.unmount(), ended: app.waitUntilExit() };
};
