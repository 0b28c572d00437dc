/** Saves what is shown as a view, or gives one another name. */

import { Button, Checkbox, Modal, SegmentedControl, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Looked } from "~/here/look";
import { useSavedViews } from "~/here/savedViews";
import { useSession } from "~/store/react";
import { renameView, saveViewAs } from "./viewActions";
import type { ViewParts } from "./viewParts";

interface SaveViewDialogProps {
  readonly looked: Looked;
  readonly parts: ViewParts;
  /** Whether the open view gets another name, instead of a new one. */
  readonly renames: boolean;
  onClose(): void;
}

const MOST = 100;

export function SaveViewDialog(props: SaveViewDialogProps) {
  const { looked, parts, renames, onClose } = props;
  const { t } = useTranslation("filter");
  const session = useSession();
  const mayShare = session.store.may("plan.edit");
  const [name, setName] = useState(renames ? (looked.view?.name ?? "") : "");
  const [who, setWho] = useState("me");
  const [columns, setColumns] = useState(parts.columns !== undefined);
  const [zoom, setZoom] = useState(false);
  const [busy, setBusy] = useState(false);

  const { shared, mine } = useSavedViews(true);
  // Two of one name in a list cannot be told apart.
  const among = (renames ? looked.view?.shared : who === "all") ? shared : mine;
  const taken = among.some(
    (one) => one.name === name.trim() && !(renames && one.ref === looked.view?.ref),
  );

  function save(event: FormEvent): void {
    event.preventDefault();
    if (name.trim() === "" || taken || busy) return;
    setBusy(true);
    const keep = { columns, zoom };
    const saved =
      renames && looked.view
        ? renameView(session, looked.view, name.trim())
        : saveViewAs(session, looked, parts, name.trim(), who === "all", keep);
    void saved.then((done) => {
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
          error={taken && t("views.taken")}
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
        {!renames && parts.columns && (
          <Checkbox
            label={t("views.withColumns")}
            checked={columns}
            onChange={(event) => setColumns(event.currentTarget.checked)}
          />
        )}
        {!renames && parts.zoom && (
          <Checkbox
            label={t("views.withZoom")}
            checked={zoom}
            onChange={(event) => setZoom(event.currentTarget.checked)}
          />
        )}
        <div className="hwf-tree-end">
          <Button
            type="submit"
            variant="filled"
            disabled={name.trim() === "" || taken}
            loading={busy}
          >
            {t("views.save")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
