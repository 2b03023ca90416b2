/** The partitions of AWS: groups of regions with their own accounts, host names and consoles. */

/** One partition. */
export interface Partition {
  /** The second part of its ARNs, such as `aws-cn`. */
  readonly id: string;
  /** Its region names, as the source of a regular expression without anchors. */
  readonly regionPattern: string;
  /** The end of its services' host names: `ssm.REGION.SUFFIX`. */
  readonly dnsSuffix: string;
  /** Host name of its console, before which a region and a session may be. Absent where it is not public. */
  readonly consoleHost?: string;
}

const AWS: Partition = {
  id: "aws",
  // Two letters for each country or continent, so that a new one needs no change here.
  regionPattern: String.raw`[a-z]{2}-[a-z]{2,12}-\d{1,2}`,
  dnsSuffix: "amazonaws.com",
  consoleHost: "console.aws.amazon.com",
};

/**
 * All partitions. IDs, regions and DNS suffixes are those of the AWS SDKs' `partitions.json` (November 2026). Console hosts are from
 * AWS's documentation; that of the European Sovereign Cloud is from public programs that use it and was not tried.
 */
export const partitions: readonly Partition[] = [
  {
    id: "aws-cn",
    regionPattern: String.raw`cn-[a-z]{2,12}-\d{1,2}`,
    dnsSuffix: "amazonaws.com.cn",
    consoleHost: "console.amazonaws.cn",
  },
  {
    id: "aws-us-gov",
    regionPattern: String.raw`us-gov-[a-z]{2,12}-\d{1,2}`,
    dnsSuffix: "amazonaws.com",
    consoleHost: "console.amazonaws-us-gov.com",
  },
  {
    id: "aws-eusc",
    regionPattern: String.raw`eusc-[a-z]{2}-[a-z]{2,12}-\d{1,2}`,
    dnsSuffix: "amazonaws.eu",
    consoleHost: "console.amazonaws-eusc.eu",
  },
  { id: "aws-iso", regionPattern: String.raw`us-iso-[a-z]{2,12}-\d{1,2}`, dnsSuffix: "c2s.ic.gov" },
  { id: "aws-iso-b", regionPattern: String.raw`us-isob-[a-z]{2,12}-\d{1,2}`, dnsSuffix: "sc2s.sgov.gov" },
  { id: "aws-iso-e", regionPattern: String.raw`eu-isoe-[a-z]{2,12}-\d{1,2}`, dnsSuffix: "cloud.adc-e.uk" },
  { id: "aws-iso-f", regionPattern: String.raw`us-isof-[a-z]{2,12}-\d{1,2}`, dnsSuffix: "csp.hci.ic.gov" },
  // The last, as its pattern also matches the regions of China.
  AWS,
];

/** The partition of a region; `aws` for names that belong to no partition, as in the AWS SDKs. */
export const partitionOf = (region: string): Partition =>
  partitions.find(({ regionPattern }) => new RegExp(`^(?:${regionPattern})$`, "i").test(region)) ?? AWS;
