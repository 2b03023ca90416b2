import { useState, type ReactNode } from "react";
import { hasSingleKeys, keepSingleKeys } from "./use-keys.ts";

/** Turns the keys of the help on or off. */
export const SingleKeys = (): ReactNode => {
  const [isOn, setOn] = useState(hasSingleKeys);
  return (
    <label className="setting">
      <input
        type="checkbox"
        checked={isOn}
        onChange={({ target: { checked } }) => {
          keepSingleKeys(checked);
          setOn(checked);
        }}
      />
      Single keys are shortcuts
    </label>
  );
};
