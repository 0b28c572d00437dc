/** What moves a row of a short list up or takes it out. */

import { ActionIcon } from "@mantine/core";
import { IconArrowUp, IconTrash } from "./icons";

export function RowTools(props: {
  first: boolean;
  only: boolean;
  up: string;
  remove: string;
  onUp: () => void;
  onRemove: () => void;
}) {
  return (
    <>
      <ActionIcon
        variant="subtle"
        color="gray"
        disabled={props.first}
        aria-label={props.up}
        onClick={props.onUp}
      >
        <IconArrowUp size={16} />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        disabled={props.only}
        aria-label={props.remove}
        onClick={props.onRemove}
      >
        <IconTrash size={16} />
      </ActionIcon>
    </>
  );
}

/** A list with the row at a place moved up by one. */
export function movedUp<Row>(rows: readonly Row[], place: number): Row[] {
  const next = [...rows];
  next.splice(place - 1, 0, ...next.splice(place, 1));
  return next;
}
