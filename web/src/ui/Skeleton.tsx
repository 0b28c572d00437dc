/** Shown on a first load only: the shape of what comes, never over what is already known. */

import { useTranslation } from "react-i18next";
import classes from "./Skeleton.module.css";

export function Skeleton({ rows = 8 }: { rows?: number }) {
  const { t } = useTranslation("ui");
  return (
    <div className={classes.skeleton} role="status">
      <span className="hw-hidden">{t("loading")}</span>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the bars are all alike
        <span key={row} className={classes.bar} style={{ width: `${90 - ((row * 17) % 45)}%` }} />
      ))}
    </div>
  );
}
