/** Why a date is that date: the chain of what drives it, from the task to its root. */

import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { useTranslation } from "react-i18next";
import { fromIso } from "~/model/moments";
import { inScenario } from "~/model/scenario";
import { api } from "~/protocol/http";
import type { PlanController } from "../controller";

export interface WhyAsked {
  readonly id: number;
  readonly column: string;
  /** Where the date stands on the page. */
  readonly box: DOMRect;
}

interface Step {
  readonly task_id: number | null;
  readonly name: string;
  readonly kind: string;
  readonly text: string;
  readonly notes?: readonly string[];
  readonly at: string;
  readonly finish?: string;
  readonly link_id: number | null;
}

interface WhyPopoverProps {
  readonly controller: PlanController;
  readonly asked: WhyAsked;
  onClose(): void;
}

const WIDTH = 360;

export function WhyPopover({ controller, asked, onClose }: WhyPopoverProps) {
  const { t } = useTranslation("grid");
  const [steps, setSteps] = useState<readonly Step[] | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const panel = useRef<HTMLDivElement>(null);
  const [height, setHeight] = useState(0);
  const { reading } = controller;
  const date = reading.text(asked.column, asked.id);

  const within = inScenario(controller.store);
  useEffect(() => {
    const abort = new AbortController();
    api
      .get<{ chain: Step[]; finish_chain: Step[] }>(`/tasks/${asked.id}/why${within}`, abort.signal)
      .then((why) => setSteps(asked.column === "finish" ? why.finish_chain : why.chain))
      .catch((error: unknown) => {
        if (!abort.signal.aborted) setFailed(error instanceof Error ? error.message : "");
      });
    return () => abort.abort();
  }, [asked.id, asked.column, within]);

  useEffect(() => {
    panel.current?.focus({ preventScroll: true });
    const outside = (event: PointerEvent): void => {
      if (!panel.current?.contains(event.target as Node)) onClose();
    };
    window.addEventListener("pointerdown", outside);
    return () => window.removeEventListener("pointerdown", outside);
  }, [onClose]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: measured again when the content is there
  useLayoutEffect(() => {
    setHeight(panel.current?.offsetHeight ?? 0);
  }, [steps, failed]);

  const left = Math.max(8, Math.min(asked.box.left, window.innerWidth - WIDTH - 8));
  const below = asked.box.bottom + 4 + height < window.innerHeight;
  const top = below ? asked.box.bottom + 4 : Math.max(8, asked.box.top - height - 4);

  return createPortal(
    <div
      ref={panel}
      className="hwg-popover"
      role="dialog"
      aria-label={t("why.title", { date })}
      tabIndex={-1}
      style={{ left, top, width: WIDTH }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        event.stopPropagation();
        onClose();
        controller.focus();
      }}
    >
      <h3 className="hwg-popover-title">{t("why.title", { date })}</h3>
      {steps === null && failed === null && <p className="hw-dim">{t("why.loading")}</p>}
      {failed !== null && (
        <p className="hwg-popover-failed">
          {t("why.failed")} {failed}
        </p>
      )}
      {steps !== null && steps.length === 0 && <p className="hw-dim">{t("why.empty")}</p>}
      {steps !== null && steps.length > 0 && (
        <ol className="hwg-why-chain">
          {steps.map((step) => {
            const moment = fromIso(step.at.slice(0, 16));
            const known = step.task_id !== null && step.task_id !== asked.id;
            return (
              <li
                key={`${step.task_id}-${step.kind}-${step.link_id}-${step.at}-${step.text}`}
                data-kind={step.kind}
              >
                {known ? (
                  <button
                    type="button"
                    className="hwg-why-task"
                    aria-label={t("why.go", { name: step.name })}
                    onClick={() => {
                      onClose();
                      controller.reveal(step.task_id as number);
                      controller.focus();
                    }}
                  >
                    {step.name}
                  </button>
                ) : (
                  <strong className="hwg-why-task">{step.name}</strong>
                )}
                <span className="hwg-why-date">{moment === null ? "" : reading.date(moment)}</span>
                <span className="hwg-why-text">
                  {[step.text, ...(step.notes ?? [])].join(". ")}
                </span>
              </li>
            );
          })}
        </ol>
      )}
    </div>,
    document.body,
  );
}
