/** A clash that just came up, over whatever is shown. To close it is to decide later. */

import { Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useSession } from "~/store/react";
import type { Conflict } from "~/store/types";
import { ClashForm } from "./ClashForm";

export function ClashDialog(props: { conflict: Conflict; onDone: () => void }) {
  const { conflict, onDone } = props;
  const session = useSession();
  const { t } = useTranslation(["shell", "offline"]);
  return (
    <Modal
      opened
      onClose={onDone}
      title={t("offline:conflict.title")}
      size={600}
      closeButtonProps={{ "aria-label": t("offline:conflict.later") }}
    >
      <p>{t("offline:conflict.text")}</p>
      <ClashForm
        autoFocus
        problem={conflict.problem}
        apart={conflict.apart}
        nameOf={(id) => session.store.task(id)?.name}
        onChoose={(takes) => {
          void conflict.choose(takes);
          onDone();
        }}
      />
    </Modal>
  );
}
