/** Saving baselines and moving unfinished work, from wherever in a project they are wished for. */

import { useState } from "react";
import { useWish } from "~/here/intents";
import { BaselineDialog } from "./BaselineDialog";
import { MoveDialog } from "./MoveDialog";

type Open = { what: "move" } | { what: "baseline"; ids: readonly number[] | null };

export function Dialogs({ first }: { first: Open | null }) {
  const [open, setOpen] = useState(first);
  useWish("moveUnfinished", () => setOpen({ what: "move" }));
  useWish("saveBaseline", (ids) => setOpen({ what: "baseline", ids }));
  const close = () => setOpen(null);
  if (open?.what === "move") return <MoveDialog onClose={close} />;
  if (open?.what === "baseline") return <BaselineDialog ids={open.ids} onClose={close} />;
  return null;
}
