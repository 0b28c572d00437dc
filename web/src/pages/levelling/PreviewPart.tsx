/** What levelling proposes: what moves, by how much, what goes by it; to apply or to drop. */

import { Button } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { reveal, usePanel } from "~/here/panel";
import { holdProposal } from "~/here/preview";
import { useSession, useStore } from "~/store/react";
import { isoRange, number } from "~/ui/dates";
import { drop, tasksOf, useApplyPreview } from "./apply";
import classes from "./LevellingPage.module.css";
import { Overs } from "./Overs";
import { type LevellingRun, type Move, type Preview, standingOf } from "./query";
import { moved, shift } from "./words";

const MOST = 500;

export function PreviewPart({ run, preview }: { run: LevellingRun; preview: Preview }) {
  const { t } = useTranslation("levelling");
  const session = useSession();
  const navigate = useNavigate();
  const apply = useApplyPreview();
  const panel = usePanel();
  const standing = useStore((store) => standingOf(store, preview));
  const edits = useStore((store) => store.may("plan.edit"));
  const { projectId } = session.store;
  const moves = preview.moves
    .filter((move) => !move.summary)
    .sort((a, b) => Number(b.levelled) - Number(a.levelled) || a.start.localeCompare(b.start));
  const show = () => {
    holdProposal({ projectId, runId: run.id });
    const first = moves.find((move) => move.project_id === projectId);
    void navigate({ to: "/p/$projectId/gantt", params: { projectId: String(projectId) } }).then(
      () => first && reveal(first.task_id),
    );
  };
  return (
    <section className={classes.card} aria-label={t("preview.title")} data-testid="preview">
      <div className={classes.head}>
        <h3>{t(standing === "applied" ? "preview.applied" : "preview.title")}</h3>
        <div className={classes.actions}>
          {standing === "open" && moves.length > 0 && (
            <>
              <Button variant="default" size="compact-sm" onClick={show}>
                {t("preview.show")}
              </Button>
              {edits && (
                <Button variant="filled" size="compact-sm" onClick={() => void apply(preview)}>
                  {t("preview.apply")}
                </Button>
              )}
            </>
          )}
          <Button variant="subtle" color="gray" size="compact-sm" onClick={() => void drop(run)}>
            {t(standing === "open" && moves.length > 0 ? "preview.drop" : "dismiss")}
          </Button>
        </div>
      </div>
      <Facts run={run} preview={preview} />
      {standing === "outdated" && <p className={classes.note}>{t("preview.outdated")}</p>}
      {moves.length > 0 && <Moves moves={moves} preview={preview} onOpen={panel.open} />}
      {preview.left.length > 0 && (
        <>
          <h4 className={classes.sub}>{t("preview.left", { count: preview.left.length })}</h4>
          <Overs items={preview.left} onOpen={panel.open} />
        </>
      )}
    </section>
  );
}

function Facts({ run, preview }: { run: LevellingRun; preview: Preview }) {
  const { t } = useTranslation("levelling");
  const perDay = useStore((store) => store.project.minutes_per_day);
  const several = preview.projects.length > 1;
  const gap = preview.status === "optimal" ? 0 : (run.progress?.gap_minutes ?? 0);
  const proof =
    preview.status === "optimal"
      ? t("preview.optimal")
      : run.state === "stopped"
        ? t("preview.stopped")
        : t("preview.feasible", { count: Number(run.options.seconds ?? 0) });
  return (
    <dl className={classes.facts}>
      {preview.projects.map((one) => (
        <div key={one.id}>
          <dt dir="auto">
            {several ? t("preview.finishOf", { name: one.name }) : t("preview.finish")}
          </dt>
          <dd className="hw-num" data-testid="preview-finish">
            {moved(one.finish_before, one.finish)}
          </dd>
          <dd className={classes.more}>
            {shift(one.later_minutes, perDay, t) || t("preview.same")}
          </dd>
        </div>
      ))}
      <div>
        <dt>{t("preview.moves")}</dt>
        <dd className="hw-num">{t("preview.tasks", { count: tasksOf(preview) })}</dd>
      </div>
      <div>
        <dt>{t("preview.removed")}</dt>
        <dd className="hw-num" data-testid="preview-removed">
          {t("preview.of", {
            removed: preview.removed.length,
            all: preview.removed.length + preview.left.length,
          })}
        </dd>
      </div>
      <div>
        <dt>{t("preview.quality")}</dt>
        <dd data-testid="preview-status">{proof}</dd>
        {gap > 0 && (
          <dd className={classes.more}>{t("preview.gap", { days: number(gap / perDay) })}</dd>
        )}
      </div>
    </dl>
  );
}

function Moves(props: { moves: Move[]; preview: Preview; onOpen: (task: number) => void }) {
  const { t } = useTranslation("levelling");
  const { moves, preview } = props;
  const { store } = useSession();
  const perDay = useStore((s) => s.project.minutes_per_day);
  const several = preview.projects.length > 1;
  const names = new Map(preview.projects.map((one) => [one.id, one.name]));
  return (
    <div className={classes.scroll}>
      <table className={classes.table} aria-label={t("moves.title")}>
        <thead>
          <tr>
            <th scope="col">{t("moves.task")}</th>
            {several && <th scope="col">{t("moves.project")}</th>}
            <th scope="col" className={classes.wide}>
              {t("moves.from")}
            </th>
            <th scope="col">{t("moves.to")}</th>
            <th scope="col" className={classes.right}>
              {t("moves.by")}
            </th>
            <th scope="col" className={classes.wide}>
              {t("moves.for")}
            </th>
          </tr>
        </thead>
        <tbody className="hw-num">
          {moves.slice(0, MOST).map((move) => (
            <tr key={move.task_id}>
              <th scope="row">
                {move.project_id === store.projectId ? (
                  <button
                    type="button"
                    className={classes.open}
                    onClick={() => props.onOpen(move.task_id)}
                    dir="auto"
                  >
                    {move.name || t("untitled")}
                  </button>
                ) : (
                  <span dir="auto">{move.name || t("untitled")}</span>
                )}
              </th>
              {several && <td dir="auto">{names.get(move.project_id)}</td>}
              <td className={classes.wide}>{isoRange(move.start_before, move.finish_before)}</td>
              <td>{isoRange(move.start, move.finish)}</td>
              <td className={classes.right}>
                {shift(move.later_minutes || move.finish_later_minutes, perDay, t)}
                {move.parts > 1 && ` ${t("moves.parts", { count: move.parts })}`}
              </td>
              <td className={classes.wide}>
                <For move={move} preview={preview} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {moves.length > MOST && (
        <p className="hw-dim">{t("moves.more", { count: moves.length - MOST })}</p>
      )}
    </div>
  );
}

/** Which over-allocation goes, or that it follows what moves before it. */
function For({ move, preview }: { move: Move; preview: Preview }) {
  const { t } = useTranslation("levelling");
  if (move.removes.length === 0) {
    return <span className="hw-dim">{t(move.levelled ? "moves.room" : "moves.follows")}</span>;
  }
  const found = move.removes.flatMap((place) => preview.removed[place] ?? []);
  const [first, ...rest] = found;
  if (!first) return null;
  const words = t("moves.over", { name: first.name, when: isoRange(first.start, first.finish) });
  return (
    <span title={rest.map((one) => `${one.name}, ${isoRange(one.start, one.finish)}`).join("\n")}>
      {words}
      {rest.length > 0 && ` ${t("moves.andMore", { count: rest.length })}`}
    </span>
  );
}
