/** Finds a task of the plan by some of its name or its line number. */

import { Combobox, TextInput, useCombobox } from "@mantine/core";
import { useDeferredValue, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSession } from "~/store/react";
import { IconPlus } from "~/ui/icons";

const MOST = 12;

export function TaskSearch(props: {
  label: string;
  exclude: ReadonlySet<number>;
  onChoose: (id: number) => void;
}) {
  const { t } = useTranslation("task");
  const { store } = useSession();
  const [query, setQuery] = useState("");
  const wanted = useDeferredValue(query.trim().toLocaleLowerCase());
  const box = useCombobox({ onDropdownClose: () => box.resetSelectedOption() });

  const found = useMemo(() => {
    if (!wanted) return [];
    const hits: { id: number; line: number; name: string }[] = [];
    for (const line of store.outline()) {
      if (hits.length >= MOST) break;
      const name = store.task(line.id)?.name ?? "";
      const fits = String(line.line) === wanted || name.toLocaleLowerCase().includes(wanted);
      if (fits && !props.exclude.has(line.id)) hits.push({ id: line.id, line: line.line, name });
    }
    return hits;
  }, [store, wanted, props.exclude]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is found anew is to be chosen from
  useEffect(() => {
    if (found.length) box.selectFirstOption();
  }, [found]);

  return (
    <Combobox
      store={box}
      onOptionSubmit={(value) => {
        props.onChoose(Number(value));
        setQuery("");
        box.closeDropdown();
      }}
    >
      <Combobox.Target>
        <TextInput
          aria-label={props.label}
          placeholder={props.label}
          leftSection={<IconPlus size={15} stroke={1.8} />}
          value={query}
          onChange={(event) => {
            setQuery(event.currentTarget.value);
            box.openDropdown();
          }}
          onBlur={() => box.closeDropdown()}
          onKeyDown={(event) => {
            // In a form Enter chooses a task, and saves nothing.
            if (event.key === "Enter") event.preventDefault();
            if (event.key !== "Escape" || !query) return;
            event.stopPropagation();
            setQuery("");
            box.closeDropdown();
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={!wanted}>
        <Combobox.Options aria-label={t("links.found")}>
          {found.map((hit) => (
            <Combobox.Option key={hit.id} value={String(hit.id)}>
              <span className="hw-num hw-dim">{hit.line}</span> {hit.name}
            </Combobox.Option>
          ))}
          {!found.length && <Combobox.Empty>{t("links.nothing")}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
