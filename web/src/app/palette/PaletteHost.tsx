/** Fetches the palette when it is first wanted. */

import { lazy, Suspense } from "react";

const Palette = lazy(() => import("./Palette").then((module) => ({ default: module.Palette })));

export function PaletteHost(props: { onClose: () => void; onHelp: () => void }) {
  return (
    <Suspense>
      <Palette {...props} />
    </Suspense>
  );
}
