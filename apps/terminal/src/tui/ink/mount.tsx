/** The UI drawn by Ink. Loaded after the terminal is taken, as Ink takes long to load. */
import type { Explorer } from "@windowpane/explorer";
import { Box, render, Text, useApp, useInput, usePaste, useWindowSize } from "ink";
import { memo, useEffect, useSyncExternalStore, type ReactNode } from "react";
import { frameOf } from "../frame/frame.ts";
import type { FrameOptions } from "../frame/frame-line.ts";
import type { HandOver } from "../terminal/terminal.ts";
import { pressedKeys } from "./pressed-key.ts";

/** Options of {@link mount}. */
export interface MountOptions {
  readonly explorer: Explorer;
  readonly frame: () => FrameOptions;
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly isScreenReader: boolean;
  /** Receives Ink's function that hands the terminal over, for Ctrl-Z. */
  readonly onHandOver: (handOver: HandOver) => void;
}

/** A drawn UI. */
export interface Mounted {
  readonly unmount: () => void;
  /** Resolves when the UI is unmounted. */
  readonly ended: Promise<unknown>;
}

/** Draws the UI until it is unmounted. */
export const mount = ({ stdin, stdout, isScreenReader, ...options }: MountOptions): Mounted => {
  const app = render(<App {...options} />, {
    stdin,
    stdout,
    alternateScreen: true,
    incrementalRendering: true,
    isScreenReaderEnabled: isScreenReader,
    // Key repeat is faster than Ink's default of 30 frames per second.
    maxFps: 60,
    // Nothing writes to the console.
    patchConsole: false,
    // Ctrl-C closes an open prompt before it ends the program.
    exitOnCtrlC: false,
    // Ink writes nothing where CI is set, which may also be set on a real terminal.
    interactive: true,
  });
  return { unmount: () => app.unmount(), ended: app.waitUntilExit() };
};

/** The frame of the state, and the keys that change the state. */
const App = ({
  explorer,
  frame,
  onHandOver,
}: Pick<MountOptions, "explorer" | "frame" | "onHandOver">): ReactNode => {
  const state = useSyncExternalStore(explorer.subscribe, explorer.state);
  const { columns, rows } = useWindowSize();
  const { suspendTerminal } = useApp();
  useEffect(() => onHandOver(suspendTerminal), [suspendTerminal, onHandOver]);
  useEffect(() => explorer.dispatch({ type: "resized", size: { columns, rows } }), [explorer, columns, rows]);
  useInput((input, key) => {
    for (const { name, text } of pressedKeys(input, key)) {
      // The key before it may have opened a prompt.
      if (text !== "" && explorer.state().prompt !== undefined) explorer.type(text);
      else explorer.press(name);
    }
  });
  usePaste((text) => explorer.paste(text));
  return (
    <Box flexDirection="column">
      {frameOf(state, frame()).map((text, index) => (
        <Line key={index} text={text} />
      ))}
    </Box>
  );
};

/** One line of the frame. It is drawn again only when its text changes. */
const Line = memo(({ text }: { readonly text: string }): ReactNode => (
  // An empty text has no height.
  <Text wrap="truncate">{text === "" ? " " : text}</Text>
));
