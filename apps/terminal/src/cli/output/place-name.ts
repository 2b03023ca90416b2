import type { Connection } from "../../sources/connect.ts";

/** Which profile and region a connection reads, in words; empty when neither was asked for. */
export const placeName = ({ profile, region }: Pick<Connection, "profile" | "region">): string =>
  [profile, region].filter((word) => word !== undefined).join(", ");
