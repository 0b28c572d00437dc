/** A clash that just came up, over whatever is shown. To close it is to decide later. */

import { Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { ClashForm, type ClashFormProps } from "./ClashForm";

export function ClashModal({ onClose, ...form }: ClashFormProps & { onClose: () => void }) {
  const { t } = useTranslation("offline");
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("conflict.title")}
      size={600}
      closeButtonProps={{ "aria-label": t("conflict.later") }}
    >
      <ClashForm
        autoFocus
        {...form}
        onChoose={(takes) => {
          form.onChoose(takes);
          onClose();
        }}
      />
    </Modal>
  );
}
