/** Asks whether branches may leave their project though something of them stays behind there. */

import { Button, Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { LeftBehind } from "~/here/intents";
import { FormEnd } from "~/ui/FormEnd";

export function LeftBehindDialog({ asked, onClose }: { asked: LeftBehind; onClose: () => void }) {
  const { t } = useTranslation(["grid", "shell"]);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("carry.ask", { count: asked.count })}
      closeButtonProps={{ "aria-label": t("shell:close") }}
    >
      <p>{asked.left}</p>
      <FormEnd refused="" cancel={t("carry.stay")} onCancel={onClose}>
        <Button
          variant="filled"
          data-autofocus
          onClick={() => {
            onClose();
            asked.move();
          }}
        >
          {t("carry.go")}
        </Button>
      </FormEnd>
    </Modal>
  );
}
