/** The frame of every page for those who are signed in: navigation, page, palette, drop target. */

import { Outlet } from "@tanstack/react-router";
import { Suspense, useState } from "react";
import { DropTarget } from "./DropTarget";
import classes from "./Frame.module.css";
import { Navigation } from "./Navigation";
import { PaletteHost } from "./palette/PaletteHost";
import { ShortcutsDialog } from "./ShortcutsDialog";
import { useShortcuts } from "./shortcuts";

export function Frame() {
  const [palette, setPalette] = useState(false);
  const [help, setHelp] = useState(false);
  useShortcuts({ palette: () => setPalette((on) => !on), help: () => setHelp(true) });
  return (
    <div className={classes.frame}>
      <Suspense fallback={<div className={classes.navigation} />}>
        <Navigation onSearch={() => setPalette(true)} onHelp={() => setHelp(true)} />
      </Suspense>
      <main id="main" className={classes.main} tabIndex={-1}>
        <Suspense>
          <Outlet />
        </Suspense>
      </main>
      {palette && <PaletteHost onClose={() => setPalette(false)} onHelp={() => setHelp(true)} />}
      {help && <ShortcutsDialog onClose={() => setHelp(false)} />}
      <DropTarget />
    </div>
  );
}
