/** Says that the open view was changed, and what can be done about it. */

import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { wish } from "~/here/intents";
import type { Looked } from "~/here/look";
import { useSession } from "~/store/react";
import { mayWrite, saveView } from "./viewActions";
import type { ViewParts } from "./viewParts";

/** The open view shows something else than it says: keep that, keep it elsewhere, or go back. */
export function Unsaved({ looked, parts }: { looked: Looked; parts: ViewParts }) {
  const { t } = useTranslation("filter");
  const session = useSession();
  const { view } = looked;
  if (!view) return null;
  return (
    <span className="hwf-changed">
      <span role="status">{t("views.changed")}</span>
      {mayWrite(view, session) && (
        <Button
          variant="light"
          size="compact-sm"
          onClick={() => void saveView(session, looked, parts)}
        >
          {t("views.saveChanges")}
        </Button>
      )}
      <Button variant="subtle" size="compact-sm" onClick={() => wish("saveView", undefined)}>
        {t("views.saveOther")}
      </Button>
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        onClick={() => {
          parts.columns?.reset();
          looked.open({ ref: view.ref, kind: parts.kind });
        }}
      >
        {t("views.reset")}
      </Button>
    </span>
  );
}
