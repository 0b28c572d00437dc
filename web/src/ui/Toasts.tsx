/** Shows the toasts; screen readers hear them as they come. */

import { ActionIcon, Button } from "@mantine/core";
import { type FocusEvent, useLayoutEffect, useRef, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { IconX } from "./icons";
import classes from "./Toasts.module.css";
import { toasts } from "./toasts";

export function Toasts() {
  const { t } = useTranslation("ui");
  const list = useSyncExternalStore(toasts.subscribe, toasts.list);
  const stack = useRef<HTMLElement>(null);
  /** What had the keyboard before one of them; null while none has it. */
  const from = useRef<Element | null>(null);

  // One that goes takes its button along, and nothing tells that keyboard and pointer left it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever there are others
  useLayoutEffect(() => {
    const now = document.activeElement;
    if (stack.current?.contains(now)) return;
    if (now === document.body && from.current instanceof HTMLElement) {
      from.current.focus({ preventScroll: true });
    }
    from.current = null;
    if (!stack.current?.matches(":hover")) toasts.hold(false);
  }, [list]);

  const onFocus = ({ currentTarget, relatedTarget }: FocusEvent) => {
    toasts.hold(true);
    if (!currentTarget.contains(relatedTarget as Node | null)) from.current = relatedTarget;
  };

  return (
    <section
      ref={stack}
      className={classes.stack}
      aria-label={t("toasts.label")}
      aria-live="polite"
      onPointerEnter={() => toasts.hold(true)}
      onPointerLeave={() => toasts.hold(false)}
      onFocus={onFocus}
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
