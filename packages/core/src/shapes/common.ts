/** Shapes that several nouns share. */
import * as z from "zod/mini";
import { answer, boolean, list, optional, string, strings, structure, text, word } from "./smithy.ts";

/** A UUID as AWS writes it in its patterns. */
export const uuid = (about: string): z.ZodMiniString<string> =>
  text({
    min: 36,
    max: 36,
    pattern: String.raw`^[0-9a-fA-F]{8}\-[0-9a-fA-F]{4}\-[0-9a-fA-F]{4}\-[0-9a-fA-F]{4}\-[0-9a-fA-F]{12}$`,
    about,
  });

export const NextToken = text({ about: "The token that an earlier answer of the same request ended with." });

export const InstanceId = text({
  pattern: String.raw`^(^i-(\w{8}|\w{17})$)|(^mi-\w{17}$)$`,
  about: "The id of a managed node: i-... for EC2, mi-... for the others.",
});

/** The token of an answer. Absent, null or empty means that nothing follows. */
export const AnswerToken = z.nullish(z.string());

/** `Key` and `Values` of a target, as a request spells them. */
export const Target = structure({
  Key: optional(
    text({
      min: 1,
      max: 163,
      pattern: String.raw`^[\p{L}\p{Z}\p{N}_.:/=\-@]*$|resource-groups:ResourceTypeFilters|resource-groups:Name$`,
    }),
  ),
  Values: optional(list(text(), { max: 50 })),
});

/** `Key` and `Values` of a target, as an answer spells them. */
export const AnsweredTarget = answer({
  Key: string,
  Values: strings,
});

export const AlarmConfiguration = answer({
  IgnorePollAlarmFailure: boolean,
  Alarms: optional(z.array(answer({ Name: string }))),
});

export const AlarmStateInformation = answer({
  Name: string,
  State: optional(word(["UNKNOWN", "ALARM"])),
});

export const CloudWatchOutputConfig = answer({
  CloudWatchLogGroupName: string,
  CloudWatchOutputEnabled: boolean,
});
