/** Moves the focus to the visible screen: the grid of a list, or the heading of a text. */
export const focusScreen = (): void => {
  const target = document.querySelector<HTMLElement>("[role=grid]") ?? document.querySelector("h1");
  target?.focus({ preventScroll: true });
};
