/** A value to take along: read-only, selected by a click, copied by the button. */

import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { IconCheck, IconCopy } from "./icons";

export function CopyField(props: { label: string; value: string; autoFocus?: boolean }) {
  const { t } = useTranslation("ui");
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(props.value);
    setCopied(true);
    setTimeout(() => setCopied(false), 2000);
  };
  return (
    <div style={{ display: "flex", gap: 8, alignItems: "flex-end" }}>
      <TextInput
        label={props.label}
        value={props.value}
        readOnly
        style={{ flex: 1 }}
        autoFocus={props.autoFocus ?? false}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button
        onClick={() => void copy()}
        leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} stroke={1.6} />}
      >
        {copied ? t("copy.done") : t("copy.do")}
      </Button>
    </div>
  );
}
