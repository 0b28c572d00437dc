/** What stands in the menu of saved views. */

import { Menu } from "@mantine/core";
import type { Looked } from "~/here/look";
import { type SavedView, useSavedViews } from "~/here/savedViews";
import { useSession } from "~/store/react";
import { i18next } from "~/text/i18n";
import { IconCheck, IconUser, IconUsers } from "~/ui/icons";
import { mayWrite, removeView } from "./viewActions";

const t = (key: string): string => i18next.t(key, { ns: "filter" });

interface ViewsListProps {
  readonly looked: Looked;
  onSave(): void;
  onRename(): void;
}

export function ViewsList({ looked, onSave, onRename }: ViewsListProps) {
  const session = useSession();
  const { shared, mine } = useSavedViews(true);
  const { view } = looked;
  return (
    <>
      <Section label={t("views.mine")} empty={t("views.noneMine")} views={mine} looked={looked} />
      <Section
        label={t("views.shared")}
        empty={t("views.noneShared")}
        views={shared}
        looked={looked}
      />
      <Menu.Divider />
      <Menu.Item onClick={onSave}>{t("views.saveAs")}</Menu.Item>
      {view && mayWrite(view, session) && (
        <>
          <Menu.Item onClick={onRename}>{t("views.rename")}</Menu.Item>
          <Menu.Item onClick={() => void removeView(session, looked, view)}>
            {t("views.delete")}
          </Menu.Item>
        </>
      )}
      {view && <Menu.Item onClick={() => looked.open(null)}>{t("views.leave")}</Menu.Item>}
    </>
  );
}

function Section(props: {
  label: string;
  empty: string;
  views: readonly SavedView[];
  looked: Looked;
}) {
  const { label, empty, views, looked } = props;
  return (
    <>
      <Menu.Label>{label}</Menu.Label>
      {views.map((view) => (
        <Menu.Item
          key={view.ref}
          leftSection={
            view.shared ? <IconUsers size={14} stroke={1.6} /> : <IconUser size={14} stroke={1.6} />
          }
          rightSection={
            looked.view?.ref === view.ref ? (
              <IconCheck size={14} stroke={1.8} aria-label={t("views.open")} />
            ) : (
              <span className="hw-dim">{t(`views.kinds.${view.kind}`)}</span>
            )
          }
          onClick={() => looked.open(view)}
        >
          <span dir="auto">{view.name}</span>
        </Menu.Item>
      ))}
      {views.length === 0 && <div className="hwf-section">{empty}</div>}
    </>
  );
}
