import { Box, useApp, useInput, usePaste, useWindowSize } from "ink";
import { useEffect, useSyncExternalStore, type ReactNode } from "react";
import { frameOf, type FrameOptions } from "../frame/frame.ts";
import type { Explorer } from "@windowpane/explorer";
import { Line } from "./line.tsx";
import { pressedKeys } from "./pressed-key.ts";

interface AppProps {
  readonly ui: Explorer;
  readonly frame: () => FrameOptions;
  /** Given Ink's own way of handing the terminal over, for Ctrl-Z. */
  readonly onMounted: (app: ReturnType<typeof useApp>) => void;
}

/** The whole screen: the state's frame, and the keys that change the state. */
export const App = ({ ui, frame, onMounted }: AppProps): ReactNode => {
  const state = useSyncExternalStore(ui.subscribe, ui.state);
  const { columns, rows } = useWindowSize();
  const app = useApp();
  useEffect(() => onMounted(app), [app, onMounted]);
  useEffect(() => ui.dispatch({ type: "resized", size: { columns, rows } }), [ui, columns, rows]);
  useInput((input, key) => {
    for (const { name, text } of pressedKeys(input, key)) {
      // The key before may have opened a line to type in.
      if (text !== "" && ui.state().prompt !== undefined) ui.type(text);
      else ui.press(name);
    }
  });
  usePaste((text) => ui.paste(text));
  const lines = frameOf(state, frame());
  return (
    <Box flexDirection="column">
      {lines.map((text, place) => (
        // A line is its place on the screen and nothing else.
        <Line key={place} text={text} />
      ))}
    </Box>
  );
};
