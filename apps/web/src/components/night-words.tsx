/** What is chosen in a picture of nights. */
import type { Explorer, ScreenContent } from "@windowpane/explorer";
import { safeLine } from "@windowpane/text";
import type { ReactNode } from "react";
import { linkToStep } from "../page/address.ts";

/** The runs of nights. */
export type Nights = NonNullable<NonNullable<ScreenContent["pictures"]>["matrix"]>["nights"];

/** What is chosen, in words, and a link to the run. */
export const Words = ({
  words,
  link,
}: {
  readonly words: string;
  readonly link: string | undefined;
}): ReactNode => (
  <p className="words">
    <span role="status">{safeLine(words)}</span> {link === undefined ? null : <a href={link}>Open the run</a>}
  </p>
);

/** The link to the run of a night; undefined without one. */
export const linkOfNight = (explorer: Explorer, nights: Nights, at: number): string | undefined => {
  const night = nights.find((one) => one.at === at);
  if (night === undefined) return undefined;
  const { WindowExecutionId, StartTime } = night;
  return linkToStep(explorer, { screen: "machines", ref: { WindowExecutionId }, label: StartTime });
};
