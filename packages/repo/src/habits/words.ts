/** A word or phrase that the field does not use, and what to write. */
export interface Word {
  /** A regular expression without flags. A space matches a line break of a comment or paragraph, too. */
  readonly find: string;
  readonly use: string;
}

/** Words after which "stand" means "be". "Stands for" and "stand-alone" are allowed. */
const places =
  "in|at|on|there|here|beside|behind|before|below|above|under|with|by|between|over|first|last|where|so";

/**
 * Words to avoid in source, tests, docs and changesets. Contains only words that are always wrong here. "Say", "ask",
 * "answer", "walk" and "hold" have correct uses and are not listed.
 */
export const words: readonly Word[] = [
  // Verbs and adverbs.
  { find: "anew", use: "again" },
  { find: "once more", use: "again" },
  { find: "oftener", use: "more often" },
  { find: "for ever", use: "indefinitely" },
  { find: "thereby", use: "this" },
  { find: "mend(s|ed|ing)?", use: "fix, update" },
  { find: "(go|goes|going|went) on", use: "continue, or name what happens" },
  { find: "(go|goes|went|gone) well", use: "succeed, pass" },
  { find: "(come|comes|came) to", use: "is, totals, results in" },
  { find: "(come|comes|came) again", use: "retry" },
  { find: "(ask|asks|asked|asking) (for )?again", use: "retry, request again" },
  { find: "(speak|speaks|spoke|spoken) of", use: "refer to" },
  { find: "put(s|ting)? (\\w+ )?into", use: "write, add, copy" },
  { find: "turn(s|ed|ing)? (it |them )?round", use: "negate, reverse" },
  { find: "look(s|ed|ing)? whether", use: "check whether" },
  { find: `(stand|stands|standing|stood) (${places})`, use: "is, appears, contains" },
  { find: "break(s|ing)? (its|the|their|a|AWS's) rules?", use: "is invalid" },
  { find: "given up", use: "cancelled, aborted" },

  // Callers, clients and readers.
  { find: "nobody", use: "no caller, no client, not ..." },
  { find: "somebody", use: "a caller, a user, another client" },
  { find: "anybody", use: "any caller, any user" },
  { find: "everybody", use: "all callers, all machines" },
  { find: "whoever", use: "the caller, a client that ..." },
  { find: "(?<!persons to )whom", use: "name the caller or the machine" },
  { find: "who asks", use: "the caller, identity" },
  { find: "one (types|asks|looks|sees|wants|pastes)", use: "you ..., or name the user" },
  { find: "whichever", use: "any, the ... that" },

  // Negation and amounts.
  { find: "(is|are) none", use: "is not a ..., does not exist" },
  {
    find: "(?<!there\\s)(is|are|was|were) no (?!longer|more|less|different|other|such)(?=[a-z])",
    use: "is not a ...",
  },
  { find: "no time at all", use: "zero" },
  { find: "so many", use: "number of ..., n" },

  // Terms of docs/glossary.md.
  { find: "holes?", use: "gap" },
  { find: "(became|become|becomes) of", use: "result" },
  { find: "what shows it", use: "evidence" },
  { find: "made( |-)up", use: "demo, fictional" },
  { find: "console address(es)?", use: "console URL" },
  { find: "may be asked", use: "permissions" },
  { find: "length of time|lengths of time", use: "duration" },
  { find: "points? in time", use: "time" },
  { find: "(?<!about:)blanks?(?!\\s(lines?|pages?|screens?))", use: "space" },
  { find: "(?<!case-)(?<!case\\s)insensitive", use: "redacted" },
  { find: "(?<!\\.|const\\s|has\\s|promise\\s)settled(?![(,:])", use: "final" },
  { find: "finished-ness", use: "whether it is final" },
  { find: "dear|dearer|dearest", use: "expensive, slow" },
  { find: "of (its|their|his) own", use: "own, separate; often nothing" },
  { find: "as it is(?=[.,;:)\"'`]|$)", use: "unchanged" },
  { find: "in the words of", use: "as ... reports it" },
  { find: "affairs?", use: "is handled by" },
];
