/** The files of a task: shown, saved, renamed, taken off; chosen or dropped to be attached. */

import { ActionIcon, Button, FileButton, Menu, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { removeFile, renameFile } from "~/commands/files";
import { fileAddress, MEBIBYTE, MOST_BYTES } from "~/here/files";
import type { AttachmentsRow } from "~/protocol/tables.generated";
import { useSession, useStore } from "~/store/react";
import { locale } from "~/text/locale";
import { instant } from "~/ui/dates";
import { IconDots, IconDownload, IconUpload } from "~/ui/icons";
import { Part } from "../Part";
import panel from "../TaskPanel.module.css";
import classes from "./Details.module.css";
import type { Uploads } from "./useUploads";

export function FilesPart(props: {
  id: number;
  edits: boolean;
  /** Whether one may attach. */
  may: boolean;
  uploads: Uploads;
}) {
  const { t } = useTranslation("details");
  const { id, uploads } = props;
  const files = useStore(
    (store) => {
      const rows = store.rows("attachments");
      const keys = store.index("attachments", "task_id").get(id) ?? [];
      return keys.flatMap((key) => rows.get(key) ?? []).sort((a, b) => a.id - b.id);
    },
    (a, b) => a.length === b.length && a.every((row, place) => row === b[place]),
  );
  return (
    <Part title={t("title.files")}>
      {files.length > 0 && (
        <ul className={panel.rows} aria-label={t("title.files")}>
          {files.map((file) => (
            <FileLine key={file.id} file={file} edits={props.edits} />
          ))}
        </ul>
      )}
      {uploads.running.map(({ key, name, share }) => (
        <div key={key} role="status" className={panel.note}>
          {t("uploading", { name })}
          <div className={classes.progress} style={{ width: `${Math.round(share * 100)}%` }} />
        </div>
      ))}
      {props.may && (
        <div className={classes.choose}>
          <FileButton multiple onChange={(chosen) => uploads.start(chosen)}>
            {(button) => (
              <Button
                {...button}
                size="compact-sm"
                variant="default"
                leftSection={<IconUpload size={14} stroke={1.8} />}
              >
                {t("choose")}
              </Button>
            )}
          </FileButton>
          <span className={panel.note}>{t("dropHere", { most: MOST_BYTES / MEBIBYTE })}</span>
        </div>
      )}
    </Part>
  );
}

const SHOWN = /^image\/(png|jpeg|gif|webp)$/;

function FileLine({ file, edits }: { file: AttachmentsRow; edits: boolean }) {
  const { t } = useTranslation("details");
  const session = useSession();
  const shown = SHOWN.test(file.media_type);
  const [name, setName] = useState<string | null>(null);
  const rename = () => {
    const text = name?.trim();
    setName(null);
    if (text && text !== file.name) void renameFile(session, file.id, text);
  };
  return (
    <li>
      {shown && <img className={classes.thumb} src={fileAddress(file.id)} alt="" loading="lazy" />}
      {name !== null ? (
        <TextInput
          className={panel.name ?? ""}
          dir="auto"
          aria-label={t("newName")}
          autoFocus
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          onBlur={rename}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return;
            if (event.key === "Enter") rename();
            if (event.key !== "Escape") return;
            event.stopPropagation();
            setName(null);
          }}
        />
      ) : (
        <a
          className={panel.name}
          href={fileAddress(file.id, !shown)}
          target={shown ? "_blank" : undefined}
          rel="noreferrer"
          title={t("addedBy", { name: file.added_name, when: instant(file.added_at) })}
        >
          {file.name}
        </a>
      )}
      <span className={`hw-num ${classes.size}`}>{sizeOf(file.size)}</span>
      <ActionIcon
        component="a"
        size={24}
        href={fileAddress(file.id, true)}
        aria-label={t("download", { name: file.name })}
      >
        <IconDownload size={15} stroke={1.6} />
      </ActionIcon>
      {edits && (
        <Menu returnFocus={false}>
          <Menu.Target>
            <ActionIcon size={24} aria-label={t("fileMore", { name: file.name })}>
              <IconDots size={15} stroke={1.6} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => setName(file.name)}>{t("rename")}</Menu.Item>
            <Menu.Item color="red" onClick={() => void removeFile(session, file.id)}>
              {t("removeFile")}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </li>
  );
}

const UNITS = ["byte", "kilobyte", "megabyte"] as const;

/** "12 kB", as the reader's language writes it. */
function sizeOf(bytes: number): string {
  const step = bytes < 1000 ? 0 : bytes < 1_000_000 ? 1 : 2;
  return new Intl.NumberFormat(locale(), {
    style: "unit",
    unit: UNITS[step] ?? "byte",
    unitDisplay: "short",
    maximumFractionDigits: step === 2 ? 1 : 0,
  }).format(bytes / 1000 ** step);
}
