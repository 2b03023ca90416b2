import { Text } from "ink";
import { memo, type ReactNode } from "react";

/** One line of the screen, already painted. It is drawn anew only when it changes. */
export const Line = memo(({ text }: { readonly text: string }): ReactNode => (
  // An empty text has no height, and the lines below would move up.
  <Text wrap="truncate">{text === "" ? " " : text}</Text>
));
