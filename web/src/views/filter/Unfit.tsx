/** Says which tasks are shown though they do not fit what is looked for, why, and how to see all. */

import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { TaskFields } from "~/model/filters-fields";
import type { Look } from "~/model/look";
import { IconAlertTriangle } from "~/ui/icons";
import { unmetWords } from "./unmet";

interface UnfitProps {
  readonly ids: readonly number[];
  readonly look: Look;
  readonly fields: TaskFields;
  onClear(): void;
}

export function Unfit({ ids, look, fields, onClear }: UnfitProps) {
  const { t } = useTranslation("filter");
  const [first] = ids;
  const task = first === undefined ? undefined : fields.store.task(first);
  if (!task) return null;
  const why = unmetWords(look, fields, task);
  return (
    <div className="hwf-unfit">
      <IconAlertTriangle size={14} stroke={1.6} aria-hidden />
      <span role="status" dir="auto">
        {ids.length === 1
          ? t("unfit.one", { name: task.name || t("unfit.unnamed"), why })
          : t("unfit.many", { count: ids.length, name: task.name || t("unfit.unnamed"), why })}
      </span>
      <Button variant="subtle" size="compact-sm" onClick={onClear}>
        {t("unfit.clear")}
      </Button>
    </div>
  );
}
