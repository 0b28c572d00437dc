/** A line to add something to a list: Enter adds it, and the next one can be typed. */

import { TextInput } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { IconPlus } from "~/ui/icons";

export function AddLine(props: {
  label: string;
  /** Begin here: it was asked for. */
  focused: boolean;
  onAdd: (text: string) => void;
  /** Takes pasted text; false leaves it to the field. */
  onPaste?: (text: string) => boolean;
}) {
  const [text, setText] = useState("");
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (props.focused) field.current?.focus();
  }, [props.focused]);
  const add = () => {
    if (text.trim() === "") return;
    props.onAdd(text.trim());
    setText("");
  };
  return (
    <TextInput
      ref={field}
      dir="auto"
      aria-label={props.label}
      placeholder={props.label}
      leftSection={<IconPlus size={15} stroke={1.8} />}
      maxLength={2000}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={add}
      onPaste={(event) => {
        const pasted = event.clipboardData.getData("text/plain");
        if (text.trim() !== "" || !props.onPaste?.(pasted)) return;
        event.preventDefault();
        setText("");
      }}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === "Enter") {
          event.preventDefault();
          add();
        } else if (event.key === "Escape" && text !== "") {
          event.stopPropagation();
          setText("");
        }
      }}
    />
  );
}
