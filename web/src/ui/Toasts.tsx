/** Shows the toasts; screen readers hear them as they come. */

import { ActionIcon, Button } from "@mantine/core";
import { useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { IconX } from "./icons";
import classes from "./Toasts.module.css";
import { toasts } from "./toasts";

export function Toasts() {
  const { t } = useTranslation("ui");
  const list = useSyncExternalStore(toasts.subscribe, toasts.list);
  return (
    <section
      className={classes.stack}
      aria-label={t("toasts.label")}
      aria-live="polite"
      onPointerEnter={() => toasts.hold(true)}
      onPointerLeave={() => toasts.hold(false)}
      onFocus={() => toasts.hold(true)}
      onBlur={() => toasts.hold(false)}
    >
      {list.map((toast) => (
        <div key={toast.id} className={classes.toast} data-tone={toast.tone} role="status">
          <div className={classes.words}>
            <div>{toast.text}</div>
            {toast.detail && <div className="hw-dim">{toast.detail}</div>}
          </div>
          {toast.actions.map((action) => (
            <Button
              key={action.label}
              size="compact-xs"
              variant="subtle"
              onClick={() => {
                toasts.dismiss(toast.id);
                action.run();
              }}
            >
              {action.label}
            </Button>
          ))}
          <ActionIcon
            size={22}
            aria-label={t("toasts.close")}
            onClick={() => toasts.dismiss(toast.id)}
          >
            <IconX size={14} />
          </ActionIcon>
        </div>
      ))}
    </section>
  );
}
