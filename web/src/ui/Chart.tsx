/**
 * A chart of a Vega-Lite definition that the server wrote (`analysis/charts.py`), as large as its
 * place is wide, in the colours of the app, and the same figures as a table for who asks for it.
 * What draws it is fetched when the first chart is shown.
 */

import { Button, useComputedColorScheme } from "@mantine/core";
import { useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import classes from "./Chart.module.css";
import { ChartTable } from "./chart/ChartTable";
import type { Drawn } from "./chart/draw";
import type { ChartSpec, Datum } from "./chart/spec";
import { tellGone } from "./Late";
import { useLatest } from "./latest";
import { fetchPart, PartGone } from "./part";

export type { ChartSpec, Datum } from "./chart/spec";

export function Chart(props: {
  spec: ChartSpec;
  /** What it is, in a few words. */
  label: string;
  /** What it shows, for who cannot see it; the spec's own description where not given. */
  description?: string;
  /** Called with the datum of a mark that was clicked. */
  onPick?: (datum: Datum) => void;
}) {
  const { t } = useTranslation("ui");
  const { spec, onPick } = props;
  const scheme = useComputedColorScheme("light");
  const place = useRef<HTMLDivElement>(null);
  const pick = useLatest(onPick);
  const drawing = useRef<Promise<void>>(Promise.resolve());
  const [failed, setFailed] = useState(false);
  const [asTable, setAsTable] = useState(false);
  const ids = useId();
  const about = props.description ?? spec.description ?? "";

  useEffect(() => {
    const element = place.current;
    if (!element || asTable) return;
    let gone = false;
    let drawn: Drawn | undefined;
    setFailed(false);
    // One after the other: of two at once in one place the older may come last.
    const now = drawing.current.then(async () => {
      if (gone) return;
      const { draw } = await fetchPart(() => import("./chart/draw"));
      if (gone) return;
      const made = await draw(element, spec, scheme, (datum) => pick.current?.(datum));
      if (gone) made.remove();
      else drawn = made;
    });
    drawing.current = now.catch((error: unknown) => {
      if (gone) return;
      if (error instanceof PartGone) tellGone(error);
      setFailed(true);
    });
    const sizes = new ResizeObserver(() => drawn?.fit());
    sizes.observe(element);
    return () => {
      gone = true;
      sizes.disconnect();
      drawn?.remove();
    };
  }, [spec, scheme, asTable]);

  return (
    <figure className={classes.chart} data-picks={onPick ? true : undefined}>
      {!asTable && (
        <div
          className={classes.drawing}
          role="img"
          aria-label={props.label}
          aria-describedby={about ? `${ids}-about` : undefined}
        >
          <div
            ref={place}
            aria-hidden
            className={classes.place}
            style={{ minHeight: spec.height }}
          />
        </div>
      )}
      {failed && !asTable && (
        <p role="alert" className="hw-dim">
          {t("chart.failed")}
        </p>
      )}
      {asTable && <ChartTable spec={spec} label={props.label} {...(onPick ? { onPick } : {})} />}
      <figcaption className={classes.foot}>
        {about && (
          <span id={`${ids}-about`} className="hw-dim">
            {about}
          </span>
        )}
        {spec.usermeta?.columns && (
          <Button
            variant="subtle"
            aria-pressed={asTable}
            aria-label={t(asTable ? "chart.drawLabel" : "chart.tableLabel", { name: props.label })}
            onClick={() => setAsTable(!asTable)}
          >
            {t(asTable ? "chart.draw" : "chart.table")}
          </Button>
        )}
      </figcaption>
    </figure>
  );
}
