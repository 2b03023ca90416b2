import { UsageError } from "../../../host/usage-error.ts";
import type { Context } from "../../context/context.ts";

/**
 * What to follow.
 *
 * @throws UsageError without a subject, or with two.
 */
export const subjectOf = ({ args, settings, options }: Context): "execution" | "everything" => {
  const [subject] = args;
  if (subject !== undefined && settings.since !== undefined) {
    throw new UsageError(
      "--since follows everything that runs and cannot be combined with EXECUTION.",
      "Omit one of them.",
    );
  }
  if (options["until"] !== undefined && settings.since === undefined)
    throw new UsageError("--until was given without --since.", "Add --since, or omit --until.");
  if (subject !== undefined) return "execution";
  if (settings.since !== undefined) return "everything";
  throw new UsageError(
    "There is nothing to watch.",
    "Give an execution or a window, or --since to follow everything that runs.",
  );
};
