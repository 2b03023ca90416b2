/**
 * Which addresses messages may be sent to. The URL of a destination may come from someone else than the operator of the network, so by
 * default it must lead to the internet by https.
 */
import ipaddr from "ipaddr.js";
import type { DestinationRules } from "../model/destination.ts";

/** What an address may be. */
export type AddressRule = Pick<DestinationRules, "privateAddress">;

/** Reads and checks the URL of a destination. A reason why it is not allowed is one sentence that does not contain the URL. */
export const readDestinationUrl = (
  text: string,
  { privateAddress = false }: AddressRule = {},
): { readonly url: URL } | { readonly refused: string } => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined) return { refused: "The URL is not valid." };
  if (url.username !== "" || url.password !== "")
    return { refused: "The URL contains a user name or password, which are not sent." };
  const host = hostOf(url);
  if (url.protocol !== "https:" && !(url.protocol === "http:" && privateAddress && isLoopbackHost(host)))
    return { refused: "The URL does not begin with https://." };
  if (metadataNames.has(host)) return { refused: `${host} is the address of a metadata service.` };
  if (ipaddr.isValid(host)) {
    const refused = refuseAddress(host, { privateAddress });
    return refused === undefined ? { url } : { refused };
  }
  if (!privateAddress && isLocalName(host)) return { refused: `${host} is a name of the local network.` };
  return { url };
};

/** Host of a URL without brackets and without full stops at its end. */
export const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$|\.+$/gu, "");

/** Whether a host is an IP address. */
export const isIpAddress = (host: string): boolean => ipaddr.isValid(host);

const isLoopbackHost = (host: string): boolean =>
  host === "localhost" || (ipaddr.isValid(host) && embedded(ipaddr.parse(host)).range() === "loopback");

const isLocalName = (host: string): boolean =>
  !host.includes(".") || /\.(?:localhost|local|internal|lan|home|corp|intranet)$/u.test(host);

/** Why no message may be sent to an IP address, as one sentence. Undefined: it may. */
export const refuseAddress = (
  text: string,
  { privateAddress = false }: AddressRule = {},
): string | undefined => {
  if (!ipaddr.isValid(text)) return `${text} is not an IP address.`;
  const address = embedded(ipaddr.parse(text));
  const range = address.range();
  const isMetadata = metadataAddresses.some(
    (one) => one.kind() === address.kind() && one.toNormalizedString() === address.toNormalizedString(),
  );
  if (isMetadata) return `${text} is the address of a metadata service.`;
  if (range === "unicast" && (address.kind() === "ipv4" || address.match(globalUnicast))) return undefined;
  if (privateAddress && privateRanges.has(range)) return undefined;
  return `${text} is not a public address (${rangeWords[range] ?? "reserved"}).`;
};

/** The IPv4 address that an IPv6 address leads to: mapped, or translated by the NAT64 of an IPv6 network. */
const embedded = (address: ipaddr.IPv4 | ipaddr.IPv6): ipaddr.IPv4 | ipaddr.IPv6 => {
  if (address.kind() === "ipv4") return address;
  // The kind is ipv6.
  const wide = address as ipaddr.IPv6;
  if (wide.isIPv4MappedAddress()) return wide.toIPv4Address();
  return wide.match(nat64) ? new ipaddr.IPv4(wide.toByteArray().slice(12)) : wide;
};

const nat64: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse("64:ff9b::"), 96];

/** IPv6 addresses outside of this range are not routed, whatever their range is named. */
const globalUnicast: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse("2000::"), 3];

/** Ranges of private networks. Link-local addresses are not among them, because metadata services have those. */
const privateRanges: ReadonlySet<string> = new Set(["private", "loopback", "uniqueLocal", "carrierGradeNat"]);

const rangeWords: Readonly<Record<string, string>> = {
  private: "private network",
  loopback: "loopback",
  uniqueLocal: "private network",
  carrierGradeNat: "carrier-grade NAT",
  linkLocal: "link-local",
  multicast: "multicast",
  unspecified: "unspecified",
  broadcast: "broadcast",
};

/** Metadata services at addresses that are private or public otherwise: AWS, Google, Alibaba Cloud and Azure. */
const metadataAddresses = [
  "169.254.169.254",
  "fd00:ec2::254",
  "fd20:ce::254",
  "100.100.100.200",
  "168.63.129.16",
].map((address) => ipaddr.parse(address));

const metadataNames: ReadonlySet<string> = new Set(["metadata.google.internal", "metadata.goog"]);
