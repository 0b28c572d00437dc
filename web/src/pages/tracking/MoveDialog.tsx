/** Moves undone work out of the past: shows what that would do, then does it as one change. */

import { Button, Modal } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { run, unfinishedStep } from "~/commands";
import { finishWith } from "~/model/figures";
import { DAY, momentNow } from "~/model/moments";
import { useSession, useStore } from "~/store/react";
import type { Preview, ProjectStore } from "~/store/types";
import { DateField } from "~/ui/DateField";
import { planDate } from "~/ui/dates";
import classes from "./Tracking.module.css";

const MOST = 200;

/** The status date; where it follows today, this morning. */
function resumeDate(store: ProjectStore): number {
  const { status_date, zone, day_start } = store.project;
  return status_date ?? Math.floor(momentNow(zone) / DAY) * DAY + day_start;
}

export function MoveDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("tracking");
  const session = useSession();
  const { store } = session;
  const project = useStore((s) => s.project);
  const version = useStore((s) => s.version);
  const [at, setAt] = useState(() => resumeDate(store));
  const [preview, setPreview] = useState<Preview | null>(null);
  const [sending, setSending] = useState(false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when the plan moved on
  useEffect(() => {
    // What has just been sent moves the plan on: there is nothing to look at any more.
    if (sending) return;
    let shown = true;
    setPreview(null);
    const { type, payload } = unfinishedStep(at);
    void session.preview([{ type, payload }]).then((found) => {
      if (shown && found) setPreview(found);
    });
    return () => {
      shown = false;
    };
  }, [session, at, version]);

  const nothing = preview?.problem ?? null;
  const apply = () => {
    setSending(true);
    void run(session, unfinishedStep(at)).then((outcome) => {
      setSending(false);
      if (outcome.ok) onClose();
    });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("move.title")}
      size="lg"
      closeButtonProps={{ "aria-label": t("close") }}
    >
      <div className={classes.dialog}>
        <p className={classes.finish}>{t("move.text")}</p>
        <DateField
          label={t("move.at")}
          as={project.status_date === null ? "start" : "finish"}
          rules={project}
          required
          value={at}
          onChange={(value) => value !== null && setAt(value)}
        />
        {nothing ? (
          <p className="hw-dim" role="status">
            {nothing.detail || nothing.title}
          </p>
        ) : preview ? (
          <Moves preview={preview} />
        ) : (
          <p className="hw-dim" role="status">
            {t("move.looking")}
          </p>
        )}
        <div className={classes.buttons}>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button
            variant="filled"
            loading={sending}
            disabled={!preview || nothing !== null}
            onClick={apply}
          >
            {t("move.apply")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}

/** What moves, how, and where the plan finishes then. */
function Moves({ preview }: { preview: Preview }) {
  const { t } = useTranslation("tracking");
  const { store } = useSession();
  const now = finishWith(store, new Map());
  const then = finishWith(store, preview.schedule);
  const notes = new Map(preview.notes.map((note) => [note.id, note]));
  const moved = [...preview.schedule.values()].filter((row) => {
    const before = store.schedule(row.id);
    return (
      !store.outlineLine(row.id)?.hasChildren &&
      before !== undefined &&
      (before.start !== row.start || before.finish !== row.finish)
    );
  });
  moved.sort((a, b) => Number(notes.has(b.id)) - Number(notes.has(a.id)) || a.start - b.start);
  const held = preview.notes.filter((note) => note.code === "left_behind");
  return (
    <>
      <p className={classes.finish} role="status" data-testid="move-summary">
        {t("move.count", { count: moved.length })}{" "}
        {now !== null && then !== null && now !== then
          ? t("move.finish", { before: planDate(now), after: planDate(then) })
          : t("move.sameFinish")}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard */}
      <section className={classes.moves} aria-label={t("move.list")} tabIndex={0}>
        <table className={classes.table} aria-label={t("move.list")}>
          <thead>
            <tr>
              <th scope="col">{t("table.task")}</th>
              <th scope="col">{t("move.finishNow")}</th>
              <th scope="col">{t("move.finishThen")}</th>
              <th scope="col">{t("move.how")}</th>
            </tr>
          </thead>
          <tbody>
            {moved.slice(0, MOST).map((row) => (
              <tr key={row.id}>
                <th scope="row" dir="auto">
                  {store.task(row.id)?.name || t("unnamed")}
                </th>
                <td className="hw-num">{planDate(store.schedule(row.id)?.finish ?? row.finish)}</td>
                <td className="hw-num">{planDate(row.finish)}</td>
                <td>{t(`move.ways.${notes.get(row.id)?.code ?? "follows"}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {moved.length > MOST && (
        <p className="hw-dim">{t("move.more", { count: moved.length - MOST })}</p>
      )}
      {held.length > 0 && (
        <div className={classes.warning}>
          {t("move.held", { count: held.length })}{" "}
          {held
            .slice(0, 8)
            .map((note) => store.task(note.id)?.name)
            .join(", ")}
        </div>
      )}
    </>
  );
}
