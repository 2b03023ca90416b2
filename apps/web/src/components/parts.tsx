/** The components that the first view does not need. The browser loads all of them after it, or when the first is drawn. */
import { lazy, type ComponentProps, type ComponentType } from "react";
import { loadLaterStyle } from "../page/later-style.ts";
import type * as Parts from "./later.ts";

type Name = Exclude<keyof typeof Parts, "openHistory">;
type Part<One extends Name> = (typeof Parts)[One];

const part = <One extends Name>(name: One) =>
  lazy(async (): Promise<{ readonly default: Part<One> | typeof Missing }> => {
    try {
      const [parts] = await Promise.all([import("./later.ts"), loadLaterStyle()]);
      return { default: parts[name] };
    } catch {
      return { default: Missing };
    }
  }) as ComponentType<ComponentProps<Part<One>>>; // Missing takes the props of all parts.

const Missing = () => <p role="alert">A part of the page cannot be loaded. Reload the page.</p>;

export const PromptDialog = part("PromptDialog");
export const SearchBox = part("SearchBox");
export const SignIn = part("SignIn");
export const SingleKeys = part("SingleKeys");
export const Spark = part("Spark");
export const Summary = part("Summary");
export const Text = part("Text");
export const TimeAxisSvg = part("TimeAxisSvg");
export const TimelineSvg = part("TimelineSvg");
export const TopCauses = part("TopCauses");
export const TrendPictures = part("TrendPictures");
