/** The frame of every page for those who are signed in: navigation, page, palette, drop target. */

import { Outlet } from "@tanstack/react-router";
import { Suspense, useEffect, useState } from "react";
import { useMe } from "~/here/me";
import { useOpenProject } from "~/here/openProject";
import { useShortcuts } from "~/here/shortcuts";
import { DropTarget } from "./DropTarget";
import classes from "./Frame.module.css";
import { Navigation } from "./Navigation";
import { PageOfflineLine } from "./offline/OfflineLine";
import { PaletteHost } from "./palette/PaletteHost";
import { ShortcutsDialog } from "./ShortcutsDialog";

export function Frame() {
  const [palette, setPalette] = useState(false);
  const [help, setHelp] = useState(false);
  const open = useOpenProject();
  useShortcuts({ palette: () => setPalette((on) => !on), help: () => setHelp(true) });
  return (
    <div className={classes.frame}>
      <Suspense fallback={<div className={classes.navigation} />}>
        <Navigation onPalette={() => setPalette(true)} onHelp={() => setHelp(true)} />
      </Suspense>
      <main id="main" className={classes.main} tabIndex={-1}>
        {!open && <PageOfflineLine />}
        <Suspense>
          <Outlet />
        </Suspense>
      </main>
      {palette && <PaletteHost onClose={() => setPalette(false)} onHelp={() => setHelp(true)} />}
      {help && <ShortcutsDialog onClose={() => setHelp(false)} />}
      <DropTarget />
      <Suspense>
        <Keeping />
      </Suspense>
    </div>
  );
}

/** Milliseconds after which it begins even though the page is never idle. */
const LATEST = 3_000;

/** Keeps what one does for times without a network, once the page is shown. */
function Keeping() {
  const { id } = useMe().user;
  useEffect(() => {
    let stop: (() => void) | undefined;
    let ended = false;
    const begin = async () => {
      const { startKeeping } = await import("./offline/keeping");
      if (!ended) stop = startKeeping(id);
    };
    const idle = window.requestIdleCallback ?? ((run: () => void) => setTimeout(run, LATEST));
    // Without a network it is asked for again when the next page is opened.
    idle(() => void begin().catch(() => undefined), { timeout: LATEST });
    return () => {
      ended = true;
      stop?.();
    };
  }, [id]);
  return null;
}
