/** A clash that just came up in the open project. */

import { useSession } from "~/store/react";
import type { Conflict } from "~/store/types";
import { ClashModal } from "./ClashModal";

export function ClashDialog(props: { conflict: Conflict; onDone: () => void }) {
  const { conflict, onDone } = props;
  const { store } = useSession();
  return (
    <ClashModal
      problem={conflict.problem}
      apart={conflict.apart}
      nameOf={(id) => store.task(id)?.name}
      store={store}
      onChoose={(takes) => void conflict.choose(takes)}
      onClose={onDone}
    />
  );
}
