/** Whether the page is wide enough for rows of buttons and whole sentences, as the style sheet has it. */
import { useSyncExternalStore } from "react";

/** True from 44rem on. */
export const useIsWide = (): boolean => useSyncExternalStore(onWidth, () => wide.matches);

const wide = matchMedia("(width >= 44rem)");

const onWidth = (listener: () => void): (() => void) => {
  wide.addEventListener("change", listener);
  return () => wide.removeEventListener("change", listener);
};
