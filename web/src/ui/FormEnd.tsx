/** How a form in a dialog ends: why it was refused, and its buttons. */

import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./FormEnd.module.css";

export function FormEnd(props: {
  /** Why, in words; "" where nothing was. */
  refused: string;
  cancel: string;
  onCancel: () => void;
  /** The button that sends it. */
  children: ReactNode;
}) {
  return (
    <>
      {props.refused && (
        <p className={classes.refused} role="alert">
          {props.refused}
        </p>
      )}
      <div className={classes.actions}>
        <Button variant="default" onClick={props.onCancel}>
          {props.cancel}
        </Button>
        {props.children}
      </div>
    </>
  );
}
