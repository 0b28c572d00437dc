/** The list of keys. */

import { Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { keyNames } from "~/ui/keyNames";
import classes from "./ShortcutsDialog.module.css";

const command = navigator.platform.startsWith("Mac") ? "⌘" : "Ctrl";

/** Stands for the mouse wheel, which is named in words. */
const WHEEL = "wheel";

const GROUPS: { group: string; keys: [name: string, keys: string[]][] }[] = [
  {
    group: "everywhere",
    keys: [
      ["palette", [command, "K"]],
      ["help", ["?"]],
      ["undo", [command, "Z"]],
      ["redo", [command, "Shift", "Z"]],
      ["goOverview", ["Alt", "1 … 4"]],
      ["findText", [command, "F"]],
      ["addFilter", [command, "Shift", "F"]],
    ],
  },
  {
    group: "grid",
    keys: [
      ["move", ["↑ ↓ ← →"]],
      ["edit", ["Enter", "F2"]],
      ["bulkEdit", ["Shift", "F2"]],
      ["type", ["A … Z"]],
      ["insert", ["Insert"]],
      ["indent", ["Tab", "Shift Tab"]],
      ["moveRow", ["Alt", "↑ ↓"]],
      ["fold", [command, "← →"]],
      ["open", [command, "Enter"]],
      ["why", ["Alt", "Enter"]],
      ["delete", ["Delete"]],
      ["wholeRows", ["Shift", "Space"]],
      ["copy", [command, "C", "X", "V"]],
      ["fill", [command, "D"]],
    ],
  },
  {
    group: "timeline",
    keys: [
      ["between", ["F6"]],
      ["shift", ["Alt", "← →"]],
      ["stretch", ["Alt", "Shift", "← →"]],
      ["marks", ["Tab"]],
      ["link", ["L"]],
      ["zoom", [command, WHEEL]],
      ["zoomSteps", ["Alt", "+ −"]],
      ["fit", ["Alt", "0"]],
      ["today", ["Alt", "T"]],
    ],
  },
  {
    group: "calendar",
    keys: [
      ["days", ["↑ ↓ ← →"]],
      ["makeOnDay", ["Enter"]],
      ["ofDay", ["Tab"]],
      ["carry", ["Alt", "↑ ↓ ← →"]],
      ["stretch", ["Alt", "Shift", "← →"]],
    ],
  },
  {
    group: "myWork",
    keys: [
      ["moveRows", ["↑ ↓"]],
      ["startTask", ["S"]],
      ["halfDone", ["H"]],
      ["taskDone", ["D"]],
      ["workLeft", ["R"]],
      ["snooze", ["Z"]],
    ],
  },
  { group: "panel", keys: [["close", ["Esc"]]] },
];

export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("shell");
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("shortcuts.title")}
      size={820}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      <div className={classes.groups}>
        {GROUPS.map(({ group, keys }) => (
          <section key={group} className={classes.group}>
            <h3>{t(`shortcuts.groups.${group}`)}</h3>
            <dl className={classes.list}>
              {keys.map(([name, parts]) => (
                <div key={name} className={classes.line}>
                  <dt>{t(`shortcuts.${name}`)}</dt>
                  <dd>
                    {parts.map((part) => (
                      <kbd key={part}>{part === WHEEL ? t("shortcuts.wheel") : keyNames(part)}</kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}
