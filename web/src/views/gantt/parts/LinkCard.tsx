/** A chosen link: what it joins, its kind and lag, and the way to remove it. */

import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { setRelation, unlink } from "~/commands";
import { formatLag, formatRelation } from "~/model/predecessors";
import type { PlanController } from "~/views/grid/controller";
import type { LinkType } from "../layout";
import type { Timeline } from "../timeline";
import type { DrawnLink } from "./Links";

interface LinkCardProps {
  readonly controller: PlanController;
  readonly timeline: Timeline;
  readonly links: readonly DrawnLink[];
}

const TYPES: readonly LinkType[] = ["FS", "SS", "FF", "SF"];

export function LinkCard({ controller, timeline, links }: LinkCardProps) {
  const { t } = useTranslation("gantt");
  const { store, session } = controller;
  const link = timeline.link === null ? undefined : store.rows("links").get(timeline.link);
  const drawn = links.find((one) => one.id === timeline.link);
  const card = useRef<HTMLDivElement>(null);
  const [lag, setLag] = useState(link ? formatLag(link, store.project) : "");

  useEffect(() => card.current?.querySelector("select")?.focus({ preventScroll: true }), []);

  if (!link || !drawn) return null;
  const middle = drawn.points[Math.floor(drawn.points.length / 2)] ?? [0, 0];
  const pane = timeline.pane?.getBoundingClientRect();
  const x = (pane?.left ?? 0) + middle[0] - timeline.scrollLeft;
  const y =
    (pane?.top ?? 0) + controller.viewport.headerHeight + middle[1] - controller.viewport.scrollTop;
  const from = store.task(link.predecessor_id)?.name ?? "";
  const to = store.task(link.successor_id)?.name ?? "";
  const close = (): void => timeline.chooseLink(null);
  const set = (type: string, text: string): void => {
    void setRelation(
      session,
      link.id,
      `${type}${text.trim() && !/^[+-]/.test(text.trim()) ? "+" : ""}${text.trim()}`,
    );
  };

  return (
    <div
      ref={card}
      className="hwt-card"
      role="dialog"
      aria-label={t("link.title", { from, to })}
      style={{
        left: Math.max(8, Math.min(x + 10, window.innerWidth - 300)),
        top: Math.max(8, Math.min(y + 10, window.innerHeight - 150)),
      }}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Escape") {
          close();
          controller.focus();
        }
      }}
    >
      <div className="hwt-card-title">
        <span dir="auto">{from}</span> → <span dir="auto">{to}</span>
        <span className="hw-dim"> {formatRelation(link, store.project)}</span>
      </div>
      <div className="hwt-card-row">
        <select
          aria-label={t("link.type")}
          value={link.type}
          disabled={!controller.mayEdit}
          onChange={(event) => set(event.target.value, lag)}
        >
          {TYPES.map((type) => (
            <option key={type} value={type}>
              {t(`link.types.${type}`)}
            </option>
          ))}
        </select>
        <input
          aria-label={t("link.lag")}
          placeholder="+2d"
          value={lag}
          disabled={!controller.mayEdit}
          onChange={(event) => setLag(event.target.value)}
          onBlur={() => {
            if (lag !== formatLag(link, store.project)) set(link.type, lag);
          }}
          onKeyDown={(event) => {
            if (event.key === "Enter") set(link.type, lag);
          }}
        />
        {controller.mayEdit && (
          <button
            type="button"
            onClick={() => {
              close();
              void unlink(session, link.id);
            }}
          >
            {t("link.remove")}
          </button>
        )}
      </div>
    </div>
  );
}
