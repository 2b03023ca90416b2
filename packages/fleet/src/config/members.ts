/** Schemas of single members of the fleet configuration. Their messages have two sentences: what is wrong, and what to do. */
import { partitions } from "@windowpane/core";
import * as z from "zod/mini";

/** A value of a wrong type, for a message: `It is a list` or `5 is a number`. */
const typeText = (value: unknown): string => {
  if (typeof value === "object")
    return `It is ${value === null ? "null" : Array.isArray(value) ? "a list" : "an object"}`;
  return `${quoted(value)} is ${typeof value === "string" ? "text" : `a ${typeof value}`}`;
};

interface TextRule {
  /** What the text is, with an article: `an account ID`. */
  readonly what: string;
  readonly pattern: RegExp;
  /** One sentence on what to write. */
  readonly todo: string;
  /** Whether messages do not quote it. Default: false. */
  readonly isPrivate?: boolean;
}

/** A text of a pattern. Empty texts are refused by the patterns. */
const text = ({ what, pattern, todo, isPrivate = false }: TextRule) =>
  z
    .string({
      error: ({ input }) => (isPrivate ? `It is not ${what}. ${todo}` : wrongType(input, what, todo)),
    })
    .check(
      z.regex(pattern, {
        error: ({ input }) => `${isPrivate ? "It" : quoted(input)} is not ${what}. ${todo}`,
      }),
    );

const wrongType = (input: unknown, what: string, todo: string): string =>
  input === undefined ? `It is missing. ${todo}` : `${typeText(input)}, not ${what}. ${todo}`;

/** The value in a message, cut so that a wrong file does not fill the screen. */
const quoted = (value: unknown): string => {
  const whole = JSON.stringify(value);
  return whole.length > 80 ? `${whole.slice(0, 79)}…"` : whole;
};

export const accountId = text({
  what: "an account ID",
  pattern: /^\d{12}$/u,
  todo: 'Write the 12 digits in quotes, such as "111122223333".',
});

const regionPattern = new RegExp(
  `^(?:all|${partitions.map(({ regionPattern: pattern }) => pattern).join("|")})$`,
  "u",
);

/** A region, or `all`. */
export const region = text({
  what: "an AWS region",
  pattern: regionPattern,
  todo: 'Write a region such as "eu-west-1", or "all" for all enabled regions.',
});

/** The name of a role, which may have a path. */
export const roleName = text({
  what: "a role name",
  pattern: /^(?:[\w+=,.@-]+\/)*[\w+=,.@-]{1,64}$/u,
  todo: 'Write the name of the role, such as "WindowpaneRead", with its path if it has one.',
});

/** The name or the ARN of a role. */
export const role = text({
  what: "a role name or ARN",
  pattern: /^(?:(?:[\w+=,.@-]+\/)*[\w+=,.@-]{1,64}|arn:[\w-]+:iam::\d{12}:role\/[\w+=,.@/-]{1,576})$/u,
  todo: 'Write a name such as "WindowpaneRead", or an ARN such as "arn:aws:iam::111122223333:role/WindowpaneRead".',
});

export const roleArn = text({
  what: "a role ARN",
  pattern: /^arn:[\w-]+:iam::\d{12}:role\/[\w+=,.@/-]{1,576}$/u,
  todo: 'Write an ARN such as "arn:aws:iam::111122223333:role/WindowpaneOrganization".',
});

export const externalId = text({
  what: "an external ID",
  pattern: /^[\w+=,.@:/-]{2,1224}$/u,
  todo: "Write the external ID of the role's trust policy: 2 to 1,224 letters, digits and + = , . @ : / - _.",
  isPrivate: true,
});

export const organizationUnit = text({
  what: "the ID of an organizational unit or a root",
  pattern: /^(?:ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}|r-[0-9a-z]{4,32})$/u,
  todo: 'Write an ID such as "ou-ab12-34cd56ef" or "r-ab12".',
});

/** The ID of a window, or its name, in which `*` stands for any characters. */
export const windowPattern = text({
  what: "the ID or name of a window",
  pattern: /^[\w.*-]{1,128}$/u,
  todo: 'Write an ID such as "mw-0123456789abcdef0", or a name such as "linux-*".',
});

/** The name of a destination, which is part of the IDs of its messages. */
export const destinationName = text({
  what: "a destination name",
  pattern: /^[A-Za-z\d][\w-]{0,63}$/u,
  todo: "Write up to 64 letters, digits, - and _.",
});

/** The name of an account. `--account` takes names and IDs, so a name is not 12 digits. */
export const accountName = text({
  what: "an account name",
  pattern: /^(?!\d{12}$).*\S/su,
  todo: "Write a short name, which is not 12 digits.",
});

/** The ARN or serial number of an MFA device. */
export const mfaSerial = text({
  what: "an MFA device",
  pattern: /\S/u,
  todo: 'Write its ARN, such as "arn:aws:iam::111122223333:mfa/me", or its serial number.',
});

const zoneTodo = 'Write an IANA name such as "Europe/Berlin".';

const isTimeZone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name }).format();
    return true;
  } catch {
    return false;
  }
};

export const clockTime = text({
  what: "a time of day",
  pattern: /^(?:[01]\d|2[0-3]):[0-5]\d$/u,
  todo: 'Write hours and minutes, such as "07:00".',
});

/** An `http` or `https` URL. */
export const url = z
  .string({
    error: ({ input }) => wrongType(input, "a URL", 'Write a URL such as "https://windowpane.example.com".'),
  })
  .check(
    z.refine((value) => /^https?:\/\//u.test(value) && URL.canParse(value), {
      error: ({ input }) =>
        `${quoted(input)} is not an http or https URL. Write a URL such as "https://windowpane.example.com".`,
    }),
  );

/** A whole number within a range. */
export const count = (least: number, most: number, unit: string) => {
  const todo = `Write a whole number of ${unit} from ${least} to ${most}.`;
  return z.int({ error: ({ input }) => `${quoted(input)} is not a whole number. ${todo}` }).check(
    z.refine((value) => value >= least && value <= most, {
      error: ({ input }) => `${quoted(input)} is out of range. ${todo}`,
    }),
  );
};

export const flag = z.boolean({
  error: ({ input }) => `${typeText(input)}, not true or false. Write true or false without quotes.`,
});

export const choice = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.enum(values, {
    error: ({ input }) =>
      `${input === undefined ? "It is missing" : `${quoted(input)} is not a choice`}. Write one of ${values.map((value) => `"${value}"`).join(", ")}.`,
  });

/** A list with at least one entry. */
export const listOf = <Schema extends z.ZodMiniType>(item: Schema, what: string) =>
  z
    .array(item, {
      // An entry can be a secret.
      error: ({ input }) =>
        input === undefined
          ? `It is missing. Write a list of ${what} in [ ].`
          : `It is not a list. Write a list of ${what} in [ ].`,
    })
    .check(
      z.minLength(1, {
        error: `It is an empty list. Write at least one of the ${what}, or remove the member.`,
      }),
    );

const secretTodo = 'Write the text, {"file": "/run/secrets/NAME"} or {"variable": "NAME"}.';

/** A secret. Messages do not quote it. */
export const secret = z.union(
  [
    z.string().check(z.minLength(1, { error: `It is empty. ${secretTodo}` })),
    // Later messages quote the path and the name, so neither can be the secret itself.
    z.strictObject({
      file: z.string().check(
        z.regex(/^(?!whsec_)(?!.*:\/\/)./su, {
          error: "It is not the path of a file. Write the path of the file that has the secret.",
        }),
      ),
    }),
    z.strictObject({
      variable: z.string().check(
        z.regex(/^[A-Za-z_]\w*$/u, {
          error: "It is not the name of a variable. Write the name of the variable that has the secret.",
        }),
      ),
    }),
  ],
  { error: `It is not a secret. ${secretTodo}` },
);

/** A secret, or several while a new one replaces an old one. */
export const secrets = z.union([secret, listOf(secret, "secrets")], {
  error: `It is not a secret or a list of secrets. ${secretTodo}`,
});

/** An IANA time zone. */
export const timeZone = z
  .string({ error: ({ input }) => wrongType(input, "a time zone", zoneTodo) })
  .check(z.refine(isTimeZone, { error: ({ input }) => `${quoted(input)} is not a time zone. ${zoneTodo}` }));
