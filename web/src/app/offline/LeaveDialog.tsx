/** Asks whether to sign out although some changes were not sent yet. */

import { Button, Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { setKept, useKept } from "~/here/kept";
import { signOut } from "~/here/me";
import classes from "./Kept.module.css";

export function LeaveDialog() {
  const { t } = useTranslation(["offline", "shell"]);
  const { all } = useKept();
  const stay = () => setKept({ leaving: false });
  return (
    <Modal
      opened
      onClose={stay}
      title={t("signOut.title", { count: all.length })}
      closeButtonProps={{ "aria-label": t("shell:close") }}
    >
      <p>{t("signOut.text")}</p>
      <div className={classes.actions}>
        <Button
          onClick={() => {
            stay();
            void signOut(true);
          }}
        >
          {t("signOut.leave")}
        </Button>
        <Button variant="filled" onClick={stay} data-autofocus>
          {t("signOut.stay")}
        </Button>
      </div>
    </Modal>
  );
}
