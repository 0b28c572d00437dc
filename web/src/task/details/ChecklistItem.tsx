/** One item: its box, its words, and a handle to move it by mouse, touch or arrow keys. */

import { ActionIcon, Checkbox, Textarea } from "@mantine/core";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { renameItem, tickItems } from "~/commands/checklists";
import type { Item } from "~/model/checklists";
import { useSession } from "~/store/react";
import { instant } from "~/ui/dates";
import { IconGripVertical, IconX } from "~/ui/icons";
import classes from "./Details.module.css";
import type { Handle } from "./useReorder";

export function ChecklistItem(props: {
  item: Item;
  edits: boolean;
  may: boolean;
  handle: Handle;
  /** Where what is dragged would go. */
  marked: "before" | "after" | "dragged" | undefined;
  onRemove: () => void;
}) {
  const { t } = useTranslation("details");
  const session = useSession();
  const { item, edits, handle } = props;
  const [draft, setDraft] = useState<string | null>(null);
  const box = useRef<HTMLTextAreaElement>(null);

  const save = () => {
    const text = (draft ?? "").trim();
    setDraft(null);
    if (draft === null || text === item.text) return;
    if (text === "") props.onRemove();
    else void renameItem(session, item.id, text);
  };

  return (
    <li className={classes.item} data-done={item.done || undefined} data-marked={props.marked}>
      {edits && (
        <button
          type="button"
          className={classes.handle}
          aria-label={t("move", { text: item.text })}
          {...handle}
        >
          <IconGripVertical size={14} stroke={1.6} />
        </button>
      )}
      <Checkbox
        aria-label={item.text}
        checked={item.done}
        disabled={!props.may}
        size="xs"
        title={
          item.done ? t("doneBy", { name: item.done_name, when: instant(item.done_at) }) : undefined
        }
        onChange={(event) => void tickItems(session, item.id, event.currentTarget.checked)}
      />
      <Textarea
        ref={box}
        className={classes.words}
        variant="unstyled"
        autosize
        minRows={1}
        dir="auto"
        aria-label={t("text", { text: item.text })}
        readOnly={!edits}
        maxLength={2000}
        value={draft ?? item.text}
        onChange={(event) => setDraft(event.currentTarget.value.replace(/\n/g, " "))}
        onBlur={save}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === "Enter") {
            event.preventDefault();
            save();
          } else if (event.key === "Escape" && draft !== null) {
            event.stopPropagation();
            setDraft(null);
          } else if (edits && event.altKey && /^Arrow(Up|Down)$/.test(event.key)) {
            handle.onKeyDown(event);
          } else if (event.key === "Backspace" && draft === "") {
            event.preventDefault();
            props.onRemove();
          }
        }}
      />
      {edits && (
        <ActionIcon
          size={24}
          className={classes.remove}
          aria-label={t("remove", { text: item.text })}
          onClick={props.onRemove}
        >
          <IconX size={14} />
        </ActionIcon>
      )}
    </li>
  );
}
