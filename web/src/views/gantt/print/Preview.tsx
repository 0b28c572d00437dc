/** The page in sight: an image from the server, drawn anew after each choice. */

import { ActionIcon, Loader } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { IconChevronLeft, IconChevronRight } from "~/ui/icons";
import classes from "./Print.module.css";
import type { Shown } from "./useDrawing";

interface PreviewProps {
  readonly shown: Shown;
  readonly page: number;
  onPage(page: number): void;
}

export function Preview({ shown, page, onPage }: PreviewProps) {
  const { t } = useTranslation("gantt-print");
  const { url, pages, busy, refusal } = shown;
  return (
    <section className={classes.preview} aria-label={t("preview")} aria-busy={busy}>
      <div className={classes.sheet}>
        {url && !refusal && (
          <img src={url} alt={t("pageOf", { page, pages })} data-busy={busy || undefined} />
        )}
        {refusal && (
          <p role="alert" className={classes.refusal}>
            {refusal}
          </p>
        )}
        {busy && (
          <span className={classes.busy}>
            <Loader size="sm" aria-label={t("drawing")} />
          </span>
        )}
      </div>
      {pages > 1 && (
        <div className={classes.pager}>
          <ActionIcon
            aria-label={t("before")}
            disabled={page <= 1}
            onClick={() => onPage(page - 1)}
          >
            <IconChevronLeft size={18} stroke={1.6} />
          </ActionIcon>
          <span className="hw-num" aria-live="polite">
            {t("pageOf", { page, pages })}
          </span>
          <ActionIcon
            aria-label={t("after")}
            disabled={page >= pages}
            onClick={() => onPage(page + 1)}
          >
            <IconChevronRight size={18} stroke={1.6} />
          </ActionIcon>
        </div>
      )}
    </section>
  );
}
