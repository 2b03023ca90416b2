/** What the first view does not need. See `parts.tsx`. */
export { openHistory } from "../page/history.ts";
export { PromptDialog } from "./prompt.tsx";
export { SearchBox } from "./search-box.tsx";
export { SignIn } from "./sign-in.tsx";
export { SingleKeys } from "./single-keys.tsx";
export { Spark } from "./spark.tsx";
export { Summary } from "./summary.tsx";
export { Text } from "./text.tsx";
export { TimeAxisSvg, TimelineSvg } from "./timeline-svg.tsx";
export { TrendPictures } from "./trend-pictures.tsx";
export { TopCauses } from "./top-causes.tsx";
