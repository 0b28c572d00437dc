/** What carrying a task would bring about: at the pointer, or for keys at the bar. */

import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useSession } from "~/store/react";
import { useModel } from "~/views/grid/model";
import { Reading } from "~/views/grid/reading";
import { VerdictTip } from "~/views/moving/VerdictTip";
import { verdictOf } from "~/views/moving/verdict";
import type { Carry } from "../carry";

export function Tip({ carry, byKeys }: { carry: Carry; byKeys: boolean }) {
  const { t } = useTranslation(["gantt", "calendar"]);
  const { store } = useSession();
  useModel(carry, (model) => model.revision);
  const reading = useMemo(() => new Reading(store), [store]);
  const { drag, foreseen, refusal } = carry;
  if (!drag) return null;
  const beside = () => {
    const bar = document.querySelector(
      `.hwc-bar[data-entry="${drag.id}"], .hwc-line[data-entry="${drag.id}"]`,
    );
    const box = bar?.getBoundingClientRect();
    return { x: box?.left ?? 16, y: box?.bottom ?? 16 };
  };
  return (
    <VerdictTip
      verdict={verdictOf(drag, foreseen, reading, t as never)}
      refusal={refusal}
      beside={beside}
      byKeys={byKeys}
    >
      {byKeys && <div className="hwc-tip-keys">{t("calendar:carry.keys")}</div>}
    </VerdictTip>
  );
}
