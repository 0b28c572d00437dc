/** Takes the Gantt out: as PDF or PNG with the page in sight while one chooses, or as data. */

import { Button, Modal, SegmentedControl, Select } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { exportProject } from "~/here/export";
import { draw, keepFile } from "~/here/printing";
import { useSession } from "~/store/react";
import { toasts } from "~/ui/toasts";
import type { Colours } from "~/views/colour/colours";
import type { PlanController } from "~/views/grid/controller";
import { recall, remember } from "~/views/grid/remember";
import { Choices } from "./Choices";
import {
  bodyOf,
  FORMATS,
  type Format,
  isDrawing,
  type PrintRange,
  recalled,
  rowsOf,
  withView,
} from "./options";
import { Preview } from "./Preview";
import classes from "./Print.module.css";
import { useDrawing } from "./useDrawing";

interface PrintDialogProps {
  readonly controller: PlanController;
  /** What the bars are coloured by now. */
  readonly colours: Colours | null;
  onClose(): void;
}

const KEPT = "gantt.print";
/** Pixels a point of the image that is kept: fine enough for a slide on a large screen. */
const FINE = 3;
/** Pixels a point: as fine as the dialog shows it on a dense screen. */
const SCALE = 1.8;

const anything = (value: unknown): value is unknown => value !== undefined;

export function PrintDialog({ controller, colours, onClose }: PrintDialogProps) {
  const { t } = useTranslation("gantt-print");
  const { store } = useSession();
  const small = useMediaQuery("(max-width: 760px)") ?? false;
  const [options, setOptions] = useState(() => ({
    ...recalled(recall<unknown>(KEPT, null, anything)),
    baseline: store.baseline?.number ?? -1,
    shown: controller.looking.filtering || controller.lines.some((one) => one.kind === "group"),
  }));
  const [range, setRange] = useState<PrintRange>({ start: null, finish: null });
  const [page, setPage] = useState(1);
  const [busy, setBusy] = useState(false);
  const rows = useMemo(() => rowsOf(controller.lines), [controller]);
  const body = useMemo(
    () => bodyOf(options, range, rows, colours?.groups),
    [options, range, rows, colours],
  );
  const drawing = isDrawing(options.format);
  const path = `/projects/${store.projectId}/gantt`;
  const shown = useDrawing(
    `${path}.png?scale=${SCALE}&page=${page}`,
    drawing ? JSON.stringify(body) : null,
  );

  function choose(next: typeof options): void {
    setOptions(next);
    setPage(1);
    const { baseline: _, shown: __, ...kept } = next;
    remember(KEPT, kept);
  }

  async function take(): Promise<void> {
    const { format } = options;
    if (!isDrawing(format)) {
      exportProject(store.projectId, format);
      onClose();
      return;
    }
    setBusy(true);
    try {
      const fine = format === "png" ? `?scale=${FINE}&page=${page}` : "";
      const { data } = await draw(`${path}.${format}${fine}`, body);
      keepFile(data, `${store.project.name} - ${t(`view.${options.view}`)}.${format}`);
      onClose();
    } catch (error) {
      toasts.show({ tone: "bad", text: t("failed"), detail: (error as Error).message });
      setBusy(false);
    }
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={t("title")}
      size={drawing ? 1120 : 460}
      fullScreen={small}
      closeButtonProps={{ "aria-label": t("close") }}
      classNames={{ body: classes.body ?? "" }}
    >
      <div className={classes.split} data-drawing={drawing || undefined}>
        <div className={classes.choices}>
          <Select
            label={t("format")}
            data={FORMATS.map((value) => ({ value, label: t(`formats.${value}`) }))}
            value={options.format}
            allowDeselect={false}
            onChange={(value) => choose({ ...options, format: value as Format })}
          />
          {drawing ? (
            <>
              <SegmentedControl
                aria-label={t("what")}
                fullWidth
                value={options.view}
                data={(["plan", "steering"] as const).map((value) => ({
                  value,
                  label: t(`view.${value}`),
                }))}
                onChange={(view) =>
                  choose({ ...options, ...withView(options, view as "plan" | "steering") })
                }
              />
              <p className={classes.about}>{t(`about.${options.view}`)}</p>
              <Choices
                options={options}
                range={range}
                wrong={{ field: shown.field, text: shown.refusal }}
                onChange={choose}
                onRange={setRange}
              />
            </>
          ) : (
            <p className={classes.about}>{t("data")}</p>
          )}
        </div>
        {drawing && <Preview shown={shown} page={page} onPage={setPage} />}
      </div>
      <div className={classes.end}>
        <Button variant="default" onClick={onClose}>
          {t("cancel")}
        </Button>
        <Button variant="filled" loading={busy} onClick={() => void take()}>
          {t(options.format === "png" ? "takePage" : "take")}
        </Button>
      </div>
    </Modal>
  );
}
