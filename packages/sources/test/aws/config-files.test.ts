import { describe, expect, it } from "vitest";
import { expand, readConfigFiles } from "../../src/aws/config-files.ts";
import { headerWords, parseIni } from "../../src/aws/ini.ts";

const HOME = "/home/me";

const read = (files: { readonly config?: string; readonly credentials?: string }) => {
  const byPath: Readonly<Record<string, string | undefined>> = {
    [`${HOME}/.aws/config`]: files.config,
    [`${HOME}/.aws/credentials`]: files.credentials,
  };
  return readConfigFiles({
    env: { HOME },
    readFile: async (path) => {
      const text = byPath[path];
      if (text === undefined) throw Object.assign(new Error("missing"), { code: "ENOENT" });
      return text;
    },
  });
};

const sectionsOf = (text: string): object =>
  Object.fromEntries([...parseIni(text)].map(([name, section]) => [name, Object.fromEntries(section)]));

describe("a file", () => {
  it.each<{ readonly about: string; readonly text: string; readonly sections: object }>([
    {
      about: "has comments on whole lines only",
      text: "# one\n[a]\n; two\nx = 1 # 2\ny = https://acme.example/start#/\n",
      sections: { a: { x: "1 # 2", y: "https://acme.example/start#/" } },
    },
    {
      about: "has line ends of Windows, tabs and a byte order mark",
      text: "\uFEFF[a]\r\nx\t=\t1\r\n\r\ny=2\r\n",
      sections: { a: { x: "1", y: "2" } },
    },
    {
      about: "has names in any case and colons",
      text: "[A]\nREGION: eu-west-1",
      sections: { A: { region: "eu-west-1" } },
    },
    {
      about: "has nested blocks",
      text: "[services local]\nssm =\n  endpoint_url = http://localhost:1\n\nsts =\n\tendpoint_url=http://localhost:2\n",
      sections: {
        "services local": {
          "ssm.endpoint_url": "http://localhost:1",
          "sts.endpoint_url": "http://localhost:2",
        },
      },
    },
    {
      about: "has values that continue on indented lines",
      text: "[a]\nx = 1\n  y = 2\n",
      sections: { a: { x: "1\ny = 2" } },
    },
    { about: "has text after a section's name", text: "[a] # mine\nx=1", sections: { a: { x: "1" } } },
    {
      about: "has empty values and equals signs in values",
      text: "[a]\nx =\ny = b=c",
      sections: { a: { x: "", y: "b=c" } },
    },
  ])("$about", ({ text, sections }) => {
    expect(sectionsOf(text)).toEqual(sections);
  });

  it.each([
    ["[a]\nx=1\n[a]\ny=2", "line 3 is a second section [a]"],
    ["[a]\nx=1\nX=2", "line 3 is a second x in its section"],
    ["x=SECRET", "line 1 is a line before the first section"],
    ["[a]\nSECRET", 'line 2 is a line without a name and "="'],
    ["[a]\nssm =\n  SECRET", 'the block ssm has a line without "="'],
  ])("is refused as the AWS CLI does, without its values: %j", async (config, why) => {
    await expect(read({ config })).rejects.toMatchObject({
      name: "SourceError",
      kind: "configuration",
      message: `The AWS config file ${HOME}/.aws/config is not readable: ${why}.`,
    });
  });
});

describe("a section's name", () => {
  it.each<readonly [string, readonly string[] | undefined]>([
    ["profile prod", ["profile", "prod"]],
    ["profile 'with space'", ["profile", "with space"]],
    ['profile "with space"', ["profile", "with space"]],
    [String.raw`profile with\ space`, ["profile", "with space"]],
    [`profile 'it'"'"'s'`, ["profile", "it's"]],
    [String.raw`sso-session "a \"b\" \c"`, ["sso-session", String.raw`a "b" \c`]],
    ["profile Zürich", ["profile", "Zürich"]],
    ["profile two words", ["profile", "two", "words"]],
    ["profile 'open", undefined],
  ])("%j", (header, words) => {
    expect(headerWords(header)).toEqual(words);
  });
});

describe("the files together", () => {
  it("have profiles, SSO sessions and services with any names", async () => {
    const { profiles, ssoSessions, services } = await read({
      config:
        "[default]\nx=1\n[profile 'Acme Dev']\nx=2\n[profile __proto__]\nx=3\n[sso-session 'Acme Dev']\nx=4\n" +
        "[services lokal-ü]\nx=5\n[profile two words]\nx=6\n[prod]\nx=7\n",
      credentials: "[with space]\nx=8\n",
    });
    expect([...profiles.keys()]).toEqual(["default", "Acme Dev", "__proto__", "with space"]);
    expect([...ssoSessions.keys()]).toEqual(["Acme Dev"]);
    expect([...services.keys()]).toEqual(["lokal-ü"]);
  });

  it("prefer the credentials file, and keep each file's own members", async () => {
    const { profiles, configFile, credentialsFile } = await read({
      config: "[profile a]\nregion=eu-west-1\naws_access_key_id=CONFIG\n",
      credentials: "[a]\naws_access_key_id=CREDENTIALS\n",
    });
    expect(Object.fromEntries(profiles.get("a") ?? [])).toEqual({
      region: "eu-west-1",
      aws_access_key_id: "CREDENTIALS",
    });
    expect(configFile.get("a")?.get("aws_access_key_id")).toBe("CONFIG");
    expect(credentialsFile.get("a")?.get("aws_access_key_id")).toBe("CREDENTIALS");
  });

  it("are empty if they do not exist", async () => {
    expect((await read({})).profiles.size).toBe(0);
  });

  it("are refused if they cannot be opened", async () => {
    const readFile = () => Promise.reject(Object.assign(new Error("no"), { code: "EACCES" }));
    await expect(readConfigFiles({ env: { HOME, AWS_CONFIG_FILE: "$HOME/c" }, readFile })).rejects.toThrow(
      `The AWS config file ${HOME}/c is not readable: it cannot be opened.`,
    );
  });
});

describe("a path", () => {
  it.each([
    ["~/.aws/config", "/home/me/.aws/config"],
    ["$HOME/config", "/home/me/config"],
    ["${HOME}/config", "/home/me/config"],
    ["$OTHER/~/config", "$OTHER/~/config"],
  ])("%s is %s", (path, file) => {
    expect(expand(path, { HOME })).toBe(file);
  });
});
