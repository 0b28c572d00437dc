/** Fetches the palette when it is first wanted; closed, it leaves the focus where it was. */

import { Suspense, useEffect, useState } from "react";
import { lateDialog } from "~/ui/Late";

const Palette = lateDialog(
  () => import("./Palette"),
  "Palette",
  (props) => props.onClose(),
);

export function PaletteHost(props: { onClose: () => void; onHelp: () => void }) {
  const [before] = useState(() => document.activeElement);

  useEffect(
    () => () => {
      if (document.activeElement !== document.body) return;
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    },
    [before],
  );

  return (
    <Suspense>
      <Palette {...props} />
    </Suspense>
  );
}
