/** Why a date is that date, in short, where the pointer or the keyboard rests on it a moment. */

import { type RefObject, useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { useTranslation } from "react-i18next";
import { queryClient, taskWhyQuery } from "~/here/queries";
import { formatDuration } from "~/model/durations";
import { formatLag } from "~/model/predecessors";
import { inScenario } from "~/model/scenario";
import { asksServer, type DrivenStep, drivenBy } from "~/model/why";
import type { PlanController } from "../controller";
import { cellOf } from "../pointer";
import { taskOf } from "../rows";

/** Milliseconds that one rests before it is told. */
const REST = 650;
const WIDTH = 340;
const MOST = 4;

interface Rest {
  readonly id: number;
  readonly side: "start" | "finish";
  /** What it is told of, on the page. */
  readonly element: Element;
  readonly x: number;
}

interface Line {
  readonly key: string;
  readonly name: string;
  readonly text: string;
}

export function WhyTip(props: { controller: PlanController; area: RefObject<HTMLElement | null> }) {
  const { controller, area } = props;
  const { t } = useTranslation("grid");
  const [rest, setRest] = useState<Rest | null>(null);
  const id = useId();

  useEffect(() => {
    const element = area.current;
    if (!element) return;
    let timer = 0;
    let at: Element | null = null;
    const leave = (): void => {
      clearTimeout(timer);
      at = null;
      setRest(null);
    };
    const enter = (found: Rest | null): void => {
      if (found?.element === at) return;
      leave();
      if (!found) return;
      at = found.element;
      timer = window.setTimeout(() => {
        const busy = controller.typing.editing || element.querySelector("[data-dragging]");
        if (!busy && found.element.isConnected) setRest(found);
      }, REST);
    };
    const onOver = (event: PointerEvent): void => {
      if (event.pointerType === "touch" || event.buttons) leave();
      else enter(restAt(event.target, event.clientX));
    };
    const onFocus = (event: FocusEvent): void => {
      const target = event.target as Element;
      if (target.matches(".hwt-bar:focus-visible")) enter(restAt(target, null));
    };
    // The cursor of the grid is no focus of its own: it rests on a date where keys put it.
    const onKey = (event: KeyboardEvent): void => {
      leave();
      if (!event.key.startsWith("Arrow")) return;
      requestAnimationFrame(() => {
        const active = (event.target as Element).getAttribute?.("aria-activedescendant");
        const cell = active ? document.getElementById(active) : document.activeElement;
        enter(restAt(cell, null));
      });
    };
    element.addEventListener("pointerover", onOver);
    element.addEventListener("pointerleave", leave);
    element.addEventListener("pointerdown", leave);
    element.addEventListener("focusin", onFocus);
    element.addEventListener("focusout", leave);
    element.addEventListener("keydown", onKey);
    element.addEventListener("wheel", leave, { passive: true });
    return () => {
      leave();
      element.removeEventListener("pointerover", onOver);
      element.removeEventListener("pointerleave", leave);
      element.removeEventListener("pointerdown", leave);
      element.removeEventListener("focusin", onFocus);
      element.removeEventListener("focusout", leave);
      element.removeEventListener("keydown", onKey);
      element.removeEventListener("wheel", leave);
    };
  }, [area, controller]);

  useEffect(() => {
    if (!rest) return;
    rest.element.setAttribute("aria-describedby", id);
    return () => rest.element.removeAttribute("aria-describedby");
  }, [rest, id]);

  if (!rest || !controller.store.schedule(rest.id)) return null;
  const { reading } = controller;
  const result = controller.store.schedule(rest.id);
  const date = result ? reading.date(result[rest.side], rest.side === "finish") : "";
  return <Tip id={id} controller={controller} rest={rest} title={t("why.title", { date })} />;
}

function Tip(props: { id: string; controller: PlanController; rest: Rest; title: string }) {
  const { controller, rest } = props;
  const { t } = useTranslation("grid");
  const { store, reading } = controller;
  const steps = drivenBy(store, rest.id, MOST);
  const asked = asksServer(steps);
  const [told, setTold] = useState<readonly Line[] | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState({ left: 0, top: 0 });

  useEffect(() => {
    if (!asked) return;
    let gone = false;
    queryClient
      .fetchQuery(taskWhyQuery(rest.id, store.version, inScenario(store), store.baseline?.number))
      .then((why) => {
        const lines = why.chain.slice(0, MOST).map((step, number) => ({
          key: `${step.task_id}-${number}`,
          name: step.name,
          text: step.text,
        }));
        if (!gone) setTold(lines);
      })
      .catch(() => undefined);
    return () => {
      gone = true;
    };
  }, [asked, rest.id, store]);

  const local = steps.map((step) => ({
    key: String(step.task.id),
    name: step.task.name,
    text: textOf(step),
  }));
  const lines = told ?? local;

  // biome-ignore lint/correctness/useExhaustiveDependencies: measured again when the lines differ
  useLayoutEffect(() => {
    const around = rest.element.getBoundingClientRect();
    const height = box.current?.offsetHeight ?? 0;
    const left = Math.max(8, Math.min(rest.x, window.innerWidth - WIDTH - 8));
    const below = around.bottom + 8 + height < window.innerHeight;
    setPlace({ left, top: below ? around.bottom + 8 : Math.max(8, around.top - height - 8) });
  }, [rest, lines.length, told]);

  function textOf(step: DrivenStep): string {
    const { task, result } = step;
    if (step.link) {
      const { project } = store;
      const lag = formatLag(step.link, project);
      const named = { name: step.other ?? t("tip.hidden"), lag: lag ? `, ${lag}` : "" };
      const text = t(`tip.${step.link.type}`, named);
      return step.kind === "summary" ? t("tip.summary", { text: lower(text) }) : text;
    }
    if (step.kind === "constraint") {
      const date = task.constraint_date === null ? "" : reading.date(task.constraint_date);
      return `${t(`constraint.${task.constraint}`)} ${date}`.trim();
    }
    const start = reading.date(result.start);
    return t(`tip.${step.kind}`, {
      date: start,
      defaultValue: t("tip.project_start", { date: start }),
    });
  }

  const first = steps[0];
  const takes =
    rest.side === "finish" &&
    first &&
    first.kind !== "child" &&
    !["FF", "SF"].includes(first.link?.type ?? "")
      ? t("tip.takes", {
          length: formatDuration(first.result.duration, first.task.duration_unit, store.project),
          date: reading.date(first.result.start),
        })
      : null;

  return createPortal(
    <div
      ref={box}
      id={props.id}
      role="tooltip"
      className="hwg-why-tip"
      style={{ ...place, width: WIDTH }}
    >
      <strong>{props.title}</strong>
      {takes && <p>{takes}</p>}
      <ol>
        {lines.map((line, number) => (
          <li key={line.key}>
            {(number > 0 || takes) && <b dir="auto">{line.name}: </b>}
            <span>{line.text}</span>
          </li>
        ))}
      </ol>
    </div>,
    document.body,
  );
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** What a place on the page tells of: a bar, or a start or finish in the grid. */
function restAt(target: EventTarget | null, clientX: number | null): Rest | null {
  if (!(target instanceof Element)) return null;
  const bar = target.closest<HTMLElement>(".hwt-bar[data-task-id]");
  if (bar) {
    const box = bar.getBoundingClientRect();
    return { id: Number(bar.dataset.taskId), side: "start", element: bar, x: clientX ?? box.left };
  }
  const cell = target.closest<HTMLElement>('[data-col="start"], [data-col="finish"]');
  const found = cell && cellOf(cell);
  const id = found && taskOf(found.row);
  if (!cell || id === null) return null;
  const side = cell.dataset.col === "finish" ? "finish" : "start";
  return { id, side, element: cell, x: cell.getBoundingClientRect().left };
}
