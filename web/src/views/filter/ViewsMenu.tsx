/** The button of the saved views; what is behind it is fetched when it is first opened. */

import { Button, Menu } from "@mantine/core";
import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { useWish } from "~/here/intents";
import type { Looked } from "~/here/look";
import { IconBookmark } from "~/ui/icons";
import { lateDialog } from "~/ui/Late";
import type { ViewParts } from "./viewParts";

const ViewsList = lateDialog(() => import("./ViewsList"), "ViewsList");
const SaveViewDialog = lateDialog(() => import("./SaveViewDialog"), "SaveViewDialog");

export function ViewsMenu({ looked, parts }: { looked: Looked; parts: ViewParts }) {
  const { t } = useTranslation("filter");
  const [open, setOpen] = useState(false);
  const [dialog, setDialog] = useState<"save" | "rename" | null>(null);
  const { view } = looked;
  useWish("saveView", () => setDialog("save"));
  return (
    <>
      <Menu opened={open} onChange={setOpen} position="bottom-start" width={280}>
        <Menu.Target>
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            className="hwf-tool"
            data-on={view !== null || undefined}
            leftSection={<IconBookmark size={15} stroke={1.6} />}
          >
            {view?.name ?? t("views.button")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown className="hwf-views">
          <Suspense>
            <ViewsList
              looked={looked}
              onSave={() => setDialog("save")}
              onRename={() => setDialog("rename")}
            />
          </Suspense>
        </Menu.Dropdown>
      </Menu>
      {dialog && (
        <Suspense>
          <SaveViewDialog
            looked={looked}
            parts={parts}
            renames={dialog === "rename"}
            onClose={() => setDialog(null)}
          />
        </Suspense>
      )}
    </>
  );
}
