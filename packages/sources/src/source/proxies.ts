/** The proxies that environment variables configure, with the AWS CLI's rules. */
import { isLoopback } from "./loopback.ts";
import { SourceError } from "./source-error.ts";
import type { Platform } from "./source.ts";

/** A proxy and what configures it. */
export interface Proxy {
  /** Its URL, with its user name and password. */
  readonly url: string;
  /** Its URL without them. */
  readonly origin: string;
  /** The name of the variable. */
  readonly variable: string;
}

/**
 * The proxy for a URL: of HTTPS_PROXY or HTTP_PROXY, in any case; lower case wins. `host:port` is a URL with `http://`. Hosts in NO_PROXY, with or without
 * a leading dot, include their subdomains; `*` alone is every host. Unlike in the AWS CLI, this machine is always reached directly, and
 * `*.host` and IPv6 addresses without brackets work in NO_PROXY.
 *
 * @returns undefined for a direct connection.
 * @throws SourceError if the variable is not the URL of an HTTP proxy. A direct connection could reach hosts that it must not.
 */
export const proxyFor = (url: string, env: Platform["env"]): Proxy | undefined => {
  const { protocol, hostname, host } = new URL(url);
  const set = variable(env, `${protocol.slice(0, -1)}_proxy`);
  if (set === undefined || isLoopback(hostname) || isExcluded({ hostname, host }, env)) return undefined;
  return readProxy(set);
};

interface Variable {
  readonly name: string;
  readonly value: string;
}

/** A variable in lower case, in which an empty one is a decision, or else in another case. */
const variable = (env: Platform["env"], name: string): Variable | undefined => {
  const lower = env[name];
  const found =
    lower === undefined
      ? Object.entries(env).find(([key, value]) => key.toLowerCase() === name && value)
      : ([name, lower] as const);
  return found?.[1] ? { name: found[0], value: found[1] } : undefined;
};

const isExcluded = (
  { hostname, host }: { readonly hostname: string; readonly host: string },
  env: Platform["env"],
): boolean => {
  const list = variable(env, "no_proxy")?.value.trim() ?? "";
  if (list === "*") return true;
  const names = list
    .toLowerCase()
    .split(",")
    .map((name) => name.trim().replace(/^\*?\.+/, ""))
    .filter((name) => name !== "");
  const plain = hostname.replace(/^\[(.+)\]$/, "$1");
  return names.some(
    (name) =>
      name === plain || [hostname, host].some((target) => target === name || target.endsWith(`.${name}`)),
  );
};

const readProxy = ({ name, value }: Variable): Proxy => {
  const text = value.trim();
  const url = /^https?:/i.test(text) ? text : text.startsWith("//") ? `http:${text}` : `http://${text}`;
  const scheme = /^([a-z][a-z\d+.-]*):\/\//i.exec(text)?.[1];
  if ((scheme !== undefined && !/^https?$/i.test(scheme)) || !URL.canParse(url)) {
    throw new SourceError(
      "configuration",
      // The value may contain a password.
      scheme === undefined || /^https?$/i.test(scheme)
        ? `${name} is not a valid URL.`
        : `${name} is the URL of a ${scheme} proxy, which is not supported.`,
      `Set ${name} to the URL of an HTTP proxy such as http://proxy.example:3128, or unset it.`,
    );
  }
  const { href, origin } = new URL(url);
  return { url: href, origin, variable: name };
};
