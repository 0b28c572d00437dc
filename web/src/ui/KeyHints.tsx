/** The keys of a list and what each does, for whoever has a keyboard. */

import classes from "./KeyHints.module.css";
import { keyNames } from "./keyNames";

/** `keys`: what stands on the key, and in words what it does. */
export function KeyHints({ label, keys }: { label: string; keys: readonly [string, string][] }) {
  return (
    <p className={classes.keys} aria-label={label} role="note">
      {keys.map(([key, what]) => (
        <span key={key}>
          <kbd>{keyNames(key)}</kbd> {what}
        </span>
      ))}
    </p>
  );
}
