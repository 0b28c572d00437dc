/** Saves what is shown as a view, or gives one another name. */

import { Button, Checkbox, Modal, SegmentedControl, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Keep } from "./ViewsMenu";

interface SaveViewDialogProps {
  readonly name: string;
  readonly renames: boolean;
  readonly mayShare: boolean;
  /** Whether there are columns and a zoom to be kept. */
  readonly columns: boolean;
  readonly zoom: boolean;
  /** False where it was refused. */
  onSave(name: string, everybody: boolean, keep: Keep): Promise<boolean>;
  onClose(): void;
}

const MOST = 100;

export function SaveViewDialog(props: SaveViewDialogProps) {
  const { renames, mayShare, onSave, onClose } = props;
  const { t } = useTranslation("filter");
  const [name, setName] = useState(props.name);
  const [who, setWho] = useState("me");
  const [columns, setColumns] = useState(props.columns);
  const [zoom, setZoom] = useState(false);
  const [busy, setBusy] = useState(false);

  function save(event: FormEvent): void {
    event.preventDefault();
    if (name.trim() === "" || busy) return;
    setBusy(true);
    void onSave(name.trim(), who === "all", { columns, zoom }).then((done) => {
      if (done) onClose();
      else setBusy(false);
    });
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={t(renames ? "views.renameTitle" : "views.saveTitle")}
      size={420}
      closeButtonProps={{ "aria-label": t("tree.close") }}
    >
      <form className="hwf-save" onSubmit={save}>
        <TextInput
          label={t("views.name")}
          value={name}
          maxLength={MOST}
          data-autofocus
          autoComplete="off"
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {!renames && mayShare && (
          <SegmentedControl
            aria-label={t("views.who")}
            value={who}
            data={[
              { value: "me", label: t("views.onlyMe") },
              { value: "all", label: t("views.everybody") },
            ]}
            onChange={setWho}
          />
        )}
        {!renames && props.columns && (
          <Checkbox
            label={t("views.withColumns")}
            checked={columns}
            onChange={(event) => setColumns(event.currentTarget.checked)}
          />
        )}
        {!renames && props.zoom && (
          <Checkbox
            label={t("views.withZoom")}
            checked={zoom}
            onChange={(event) => setZoom(event.currentTarget.checked)}
          />
        )}
        <div className="hwf-tree-end">
          <Button type="submit" variant="filled" disabled={name.trim() === ""} loading={busy}>
            {t("views.save")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
