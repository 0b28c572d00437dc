/** What can be done with an item, or with all that are chosen: where it goes, for which release it is. */

import { Menu } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { assignRelease, moveToSprint } from "~/commands/sprints";
import { listsOf } from "~/model/scrum";
import { openSprints, type Sprint } from "~/model/sprints";
import { useSession } from "~/store/react";
import { keyNames } from "~/ui/keyNames";

export function ItemMenu(props: {
  id: number;
  held: (id: number) => readonly number[];
  sprint: Sprint | null;
  opened: boolean;
  onChange: (opened: boolean) => void;
  onOpen: () => void;
  onShift: (by: -1 | 1) => void;
  children: ReactNode;
}) {
  const { t } = useTranslation("scrum");
  return (
    <Menu opened={props.opened} onChange={props.onChange} position="bottom-end" width={240}>
      <Menu.Target>{props.children}</Menu.Target>
      <Menu.Dropdown>
        {props.opened && <Items {...props} />}
        <Menu.Divider />
        <Menu.Item onClick={props.onOpen}>{t("openTask")}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function Items({
  id,
  held,
  sprint,
  onShift,
}: {
  id: number;
  held: (id: number) => readonly number[];
  sprint: Sprint | null;
  onShift: (by: -1 | 1) => void;
}) {
  const { t } = useTranslation("scrum");
  const session = useSession();
  const { store } = session;
  const ids = held(id);
  const own = sprint?.id ?? null;
  const list = listsOf(store).find((one) => (one.sprint?.id ?? null) === own)?.ids ?? [];
  const others = list.filter((one) => !ids.includes(one));
  const releases = [...store.rows("releases").values()].filter((one) => !one.released);
  const to = (sprintId: number | null) => void moveToSprint(session, ids, sprintId);
  return (
    <>
      {ids.length > 1 && <Menu.Label>{t("several", { count: ids.length })}</Menu.Label>}
      {/* It stays open: who ranks by it goes on by several places. */}
      <Menu.Item
        closeMenuOnClick={false}
        rightSection={<Keys keys="Alt+↑" />}
        onClick={() => onShift(-1)}
      >
        {t("up")}
      </Menu.Item>
      <Menu.Item
        closeMenuOnClick={false}
        rightSection={<Keys keys="Alt+↓" />}
        onClick={() => onShift(1)}
      >
        {t("down")}
      </Menu.Item>
      {others.length > 0 && (
        <>
          <Menu.Item onClick={() => void moveToSprint(session, ids, own, { beforeId: others[0] })}>
            {t("toTop")}
          </Menu.Item>
          <Menu.Item onClick={() => to(own)}>{t("toBottom")}</Menu.Item>
        </>
      )}
      {openSprints(store)
        .filter((one) => one.id !== own)
        .map((one) => (
          <Menu.Item key={one.id} onClick={() => to(one.id)}>
            {t("toSprint", { name: one.name })}
          </Menu.Item>
        ))}
      {own !== null && <Menu.Item onClick={() => to(null)}>{t("toBacklog")}</Menu.Item>}
      {releases.length > 0 && (
        <>
          <Menu.Divider />
          {releases.map((one) => (
            <Menu.Item key={one.id} onClick={() => void assignRelease(session, ids, one.id)}>
              {t("forRelease", { name: one.name })}
            </Menu.Item>
          ))}
          <Menu.Item onClick={() => void assignRelease(session, ids, null)}>
            {t("noRelease")}
          </Menu.Item>
        </>
      )}
    </>
  );
}

const Keys = ({ keys }: { keys: string }) => (
  <span className="hw-dim" aria-hidden>
    {keyNames(keys)}
  </span>
);
