/** Where a file is chosen or dropped. */

import { Button } from "@mantine/core";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { READ_SUFFIXES } from "~/protocol/formats.generated";
import { IconFileImport } from "~/ui/icons";
import classes from "./ImportPage.module.css";

export function FilePicker({ onFile }: { onFile: (file: File) => void }) {
  const { t } = useTranslation("import");
  const field = useRef<HTMLInputElement>(null);
  return (
    <div className={classes.picker}>
      <IconFileImport size={32} stroke={1.3} />
      <p>
        <strong>{t("pick.title")}</strong>
      </p>
      <p className="hw-dim">{t("pick.text")}</p>
      <Button variant="filled" onClick={() => field.current?.click()}>
        {t("pick.do")}
      </Button>
      <input
        ref={field}
        type="file"
        hidden
        accept={READ_SUFFIXES.join(",")}
        aria-label={t("pick.do")}
        data-testid="import-file"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = "";
          if (file) onFile(file);
        }}
      />
    </div>
  );
}
