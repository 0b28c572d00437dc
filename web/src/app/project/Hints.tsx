/**
 * Three hints in the demo, each where it applies and each gone for good by one click. No tour: they
 * stand beside things, take no focus and cover nothing that they speak of.
 */

import { UnstyledButton } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";
import { useLocation } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useHeld, usePreview } from "~/here/preview";
import { useStore } from "~/store/react";
import { IconX } from "~/ui/icons";
import classes from "./Hints.module.css";

/** Where each hint belongs: `data-hint` of the element beside it. */
const HINTS = ["why", "drag", "undo"] as const;
type Hint = (typeof HINTS)[number];

interface Place {
  readonly side: "below" | "above" | "before";
  readonly left: number;
  readonly top: number;
}

const WIDTH = 250;
/** Of two lines of text. */
const HEIGHT = 50;
const GAP = 8;
const CHECK = 700;

export function Hints() {
  const demo = useStore((store) => store.rows("workspaces").get(store.workspaceId)?.demo ?? false);
  const user = useStore((store) => store.viewer.user_id);
  const edits = useStore((store) => store.may("plan.edit"));
  const inGantt = useLocation({ select: (location) => location.pathname.endsWith("/gantt") });
  // What is proposed has the word: its buttons stand where the hints would.
  const held = useHeld(useStore((store) => store.projectId));
  // Whoever drags has understood, and looks at what follows.
  const dragged = usePreview() !== null;
  if (!demo || !edits || !inGantt || held || dragged) return null;
  return <Shown user={user} />;
}

function Shown({ user }: { user: number }) {
  const [gone, setGone] = useLocalStorage<Hint[]>({
    key: `hw-hints-${user}`,
    defaultValue: [],
    getInitialValueInEffect: false,
  });
  const left = HINTS.filter((hint) => !gone.includes(hint));
  return left.map((hint) => (
    <Bubble key={hint} hint={hint} onDismiss={() => setGone([...gone, hint])} />
  ));
}

function Bubble({ hint, onDismiss }: { hint: Hint; onDismiss: () => void }) {
  const { t } = useTranslation("shell");
  const [place, setPlace] = useState<Place | null>(null);
  useEffect(() => {
    const find = () => {
      const beside = document.querySelector(`[data-hint="${hint}"]`)?.getBoundingClientRect();
      setPlace((before) => {
        const now = beside?.width ? placed(hint, beside) : null;
        return before?.left === now?.left && before?.top === now?.top ? before : now;
      });
    };
    find();
    const timer = setInterval(find, CHECK);
    window.addEventListener("resize", find);
    return () => {
      clearInterval(timer);
      window.removeEventListener("resize", find);
    };
  }, [hint]);
  if (!place) return null;
  return (
    <aside
      className={classes.hint}
      data-side={place.side}
      style={{ left: place.left, top: place.top, maxWidth: WIDTH }}
    >
      <span>{t(`hints.${hint}`)}</span>
      <UnstyledButton className={classes.close} onClick={onDismiss} aria-label={t("hints.dismiss")}>
        <IconX size={14} stroke={2} />
      </UnstyledButton>
    </aside>
  );
}

/** Where a hint covers no tool: undo has the time line's below it, the finish line has the tabs. */
function placed(hint: Hint, beside: DOMRect): Place | null {
  const { innerWidth, innerHeight } = window;
  if (hint === "undo") {
    const left = Math.round(beside.left - WIDTH - GAP);
    const top = Math.round(beside.top + (beside.height - HEIGHT) / 2);
    return left > innerWidth / 2 ? { side: "before", left, top } : null;
  }
  if (beside.top > innerHeight) return null;
  const tabs = hint === "why" ? document.querySelector("[data-hint-clear]") : null;
  const clear = tabs ? tabs.getBoundingClientRect().right + GAP : GAP;
  const left = Math.round(Math.max(clear, Math.min(beside.left, innerWidth - WIDTH - GAP)));
  // Beyond the end of what it speaks of it would point at something else.
  if (left > beside.right - GAP * 2 && hint === "why") return null;
  return beside.bottom + GAP + HEIGHT > innerHeight
    ? { side: "above", left, top: Math.round(beside.top - GAP) }
    : { side: "below", left, top: Math.round(beside.bottom + GAP) };
}
