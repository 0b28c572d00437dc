/** A task's description: read as it is rendered, written where it stands. */

import { Button } from "@mantine/core";
import type { TFunction } from "i18next";
import { type MouseEvent, Suspense, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { withBox } from "~/model/richtext/markdown";
import { useStore } from "~/store/react";
import { ago } from "~/ui/dates";
import { IconPlus } from "~/ui/icons";
import { lateDialog } from "~/ui/Late";
import { Part } from "../Part";
import classes from "./Description.module.css";
import type { Other } from "./drafts";
import { Rendered } from "./Rendered";
import { useSaving } from "./useSaving";

const Editor = lateDialog(
  () => import("./Editor"),
  "Editor",
  // Without it the text is to be read all the same.
  (props) => props.onDone(),
);

export function DescriptionPart({ id, edits }: { id: number; edits: boolean }) {
  const { t } = useTranslation("description");
  const saving = useSaving(id);
  const attaches = useStore((store) => store.parentId === null && store.may("plan.progress"));
  const [editing, setEditing] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const { shown, clash, refused } = saving;
  const begin = () => setEditing(true);
  const done = () => {
    saving.save();
    setEditing(false);
    requestAnimationFrame(() => opener.current?.focus());
  };
  // The words are to be read, marked and followed too: only a plain click on them begins.
  const onClick = (event: MouseEvent) => {
    const within = event.target instanceof Element && event.target.closest("a, input, button");
    if (within || !window.getSelection()?.isCollapsed) return;
    begin();
  };

  if (!shown && !clash && !editing) {
    return edits ? (
      <Button
        ref={opener}
        size="compact-sm"
        variant="subtle"
        className={classes.add}
        leftSection={<IconPlus size={14} stroke={1.8} />}
        onClick={begin}
      >
        {t("add")}
      </Button>
    ) : null;
  }
  return (
    <div data-description>
      <Part
        title={t("title")}
        aside={
          edits && (
            <Button
              ref={opener}
              size="compact-xs"
              variant="subtle"
              onClick={editing ? done : begin}
            >
              {t(editing ? "done" : "edit")}
            </Button>
          )
        }
      >
        {(clash || refused !== undefined) && (
          <div className={classes.clash} role="alert">
            <p>{clash ? clashWords(clash.other, t) : t("refused", { why: refused })}</p>
            {clash && (
              <div className={classes.sides}>
                <section aria-label={t("mine")}>
                  <h4>{t("mine")}</h4>
                  <Rendered text={clash.mine} />
                </section>
                <section aria-label={t("theirs")}>
                  <h4>{t("theirs")}</h4>
                  <Rendered text={clash.theirs} />
                </section>
              </div>
            )}
            <div className={classes.choices}>
              <Button size="compact-sm" onClick={saving.takeTheirs}>
                {t(clash ? "takeTheirs" : "discard")}
              </Button>
              <Button size="compact-sm" variant="filled" onClick={saving.keepMine}>
                {t(clash ? "keepMine" : "again")}
              </Button>
            </div>
          </div>
        )}
        {editing ? (
          <Suspense fallback={<Rendered text={shown} />}>
            <Editor
              key={saving.round}
              taskId={id}
              label={t("title")}
              text={shown}
              attaches={attaches}
              onEdit={saving.edited}
              onLeave={saving.save}
              onDone={done}
            />
          </Suspense>
        ) : (
          // biome-ignore lint/a11y/noStaticElementInteractions: a shortcut; the button beside it does the same
          // biome-ignore lint/a11y/useKeyWithClickEvents: a shortcut; the button beside it does the same
          <div
            className={edits ? classes.written : undefined}
            onClick={edits ? onClick : undefined}
          >
            <Rendered
              text={shown}
              onTick={
                edits && !clash && refused === undefined
                  ? (offset, checked) => {
                      saving.edited(() => withBox(shown, offset, checked));
                      saving.save();
                    }
                  : undefined
              }
            />
          </div>
        )}
      </Part>
    </div>
  );
}

/** Who wrote something else meanwhile, and when. */
function clashWords(other: Other | null | undefined, t: TFunction<"description">): string {
  const who = other?.by ? t("clashBy", { by: other.by, when: ago(other.at) }) : t("clash");
  return `${who} ${t("which")}`;
}
