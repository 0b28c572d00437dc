/** How an assignment's work is spread over its time, where a file says that it is not spread evenly. */

import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { calendarWork } from "~/model/calendars";
import { contourOf, restsIn, workByTenth } from "~/model/contours";
import { formatDuration } from "~/model/durations";
import type { AssignmentRow } from "~/protocol/tables.generated";
import { useSession } from "~/store/react";
import type { ProjectStore } from "~/store/types";
import { planRange } from "~/ui/dates";
import classes from "./ContourLine.module.css";

/** Rests that are told one by one. */
const TOLD = 3;
/** A bar and the gap to the next, and the height of the tallest, in pixels. */
const STEP = 5;
const HEIGHT = 14;

export function ContourLine(props: {
  row: AssignmentRow;
  /** Its regular work in minutes; null where it is no work that is counted. */
  work: number | null;
}) {
  const { t } = useTranslation("task");
  const { store } = useSession();
  const contour = contourOf(props.row);
  if (contour === null) return null;
  const tenths = props.work === null ? null : workByTenth(contour, props.work);
  return (
    <p className={classes.line} data-testid={`contour-${props.row.id}`}>
      <span>{contourWords(props.row, store, t)}</span>
      {tenths && <Tenths minutes={tenths} store={store} />}
    </p>
  );
}

/** A contour in words; "" for a flat one. */
export function contourWords(
  row: AssignmentRow,
  store: ProjectStore,
  t: TFunction<"task">,
): string {
  const contour = contourOf(row);
  if (contour === null) return "";
  if (contour !== "contoured") return t(`people.contours.${contour}`);
  const { project } = store;
  const resource = store.rows("resources").get(row.resource_id);
  const work = calendarWork(store, resource?.calendar_id ?? project.calendar_id);
  const rests = restsIn(row, work);
  if (rests.length === 0) return t("people.contours.contoured");
  const told = rests.slice(0, TOLD).map(([from, to]) =>
    t("people.contours.rest", {
      days: planRange(from, to),
      length: formatDuration(work.between(from, to), "d", project),
    }),
  );
  const more = rests.length - told.length;
  const and = more > 0 ? [t("people.contours.more", { count: more })] : [];
  return t("people.contours.resting", { rests: [...told, ...and].join(", ") });
}

/** The work in each tenth of the time, as bars. */
function Tenths({ minutes, store }: { minutes: readonly number[]; store: ProjectStore }) {
  const { t } = useTranslation("task");
  const most = Math.max(1, ...minutes);
  const works = minutes.map((one) => formatDuration(one, "h", store.project)).join(", ");
  const label = t("people.contours.tenths", { works });
  return (
    <svg
      className={classes.bars}
      width={minutes.length * STEP - 1}
      height={HEIGHT}
      role="img"
      aria-label={label}
    >
      <title>{label}</title>
      {minutes.map((one, place) => {
        const height = Math.max(1, Math.round((one / most) * HEIGHT));
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a tenth is its place
            key={place}
            x={place * STEP}
            y={HEIGHT - height}
            width={STEP - 1}
            height={height}
          />
        );
      })}
    </svg>
  );
}
