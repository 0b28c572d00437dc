/** What can be done to the text of a description. */

import { ActionIcon, FileButton, Popover, TextInput, useDirection } from "@mantine/core";
import { useRovingIndex } from "@mantine/hooks";
import type { Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import { type FormEvent, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { isSafeLink } from "~/model/richtext/safe";
import classes from "./Description.module.css";
import {
  IconBlockquote,
  IconBold,
  IconCode,
  IconHeading,
  IconItalic,
  IconLink,
  IconList,
  IconListCheck,
  IconListNumbers,
  IconMarkdown,
  IconPhoto,
  IconSourceCode,
  IconStrikethrough,
  IconTablePlus,
} from "./icons";

interface Tool {
  readonly name: string;
  readonly icon: ReactNode;
  readonly run: (editor: Editor) => void;
  readonly active?: string;
  readonly attrs?: Record<string, unknown>;
}

const LOOK = { size: 15, stroke: 1.6 };
const chain = (editor: Editor) => editor.chain().focus();

const TOOLS: readonly Tool[] = [
  { name: "bold", icon: <IconBold {...LOOK} />, run: (e) => chain(e).toggleBold().run() },
  { name: "italic", icon: <IconItalic {...LOOK} />, run: (e) => chain(e).toggleItalic().run() },
  {
    name: "strike",
    icon: <IconStrikethrough {...LOOK} />,
    run: (e) => chain(e).toggleStrike().run(),
  },
  { name: "code", icon: <IconCode {...LOOK} />, run: (e) => chain(e).toggleCode().run() },
  {
    name: "heading",
    icon: <IconHeading {...LOOK} />,
    run: (e) => chain(e).toggleHeading({ level: 2 }).run(),
  },
  {
    name: "bulletList",
    icon: <IconList {...LOOK} />,
    run: (e) => chain(e).toggleBulletList().run(),
  },
  {
    name: "orderedList",
    icon: <IconListNumbers {...LOOK} />,
    run: (e) => chain(e).toggleOrderedList().run(),
  },
  {
    name: "taskList",
    icon: <IconListCheck {...LOOK} />,
    run: (e) => chain(e).toggleTaskList().run(),
  },
  {
    name: "blockquote",
    icon: <IconBlockquote {...LOOK} />,
    run: (e) => chain(e).toggleBlockquote().run(),
  },
  {
    name: "codeBlock",
    icon: <IconSourceCode {...LOOK} />,
    run: (e) => chain(e).toggleCodeBlock().run(),
  },
  {
    name: "table",
    icon: <IconTablePlus {...LOOK} />,
    run: (e) => chain(e).insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run(),
  },
];

/** What can be done to the table in which one writes. */
const IN_TABLE: readonly [string, (editor: Editor) => void][] = [
  ["rowBelow", (e) => chain(e).addRowAfter().run()],
  ["columnBeside", (e) => chain(e).addColumnAfter().run()],
  ["deleteRow", (e) => chain(e).deleteRow().run()],
  ["deleteColumn", (e) => chain(e).deleteColumn().run()],
  ["deleteTable", (e) => chain(e).deleteTable().run()],
];

export function Toolbar(props: {
  editor: Editor;
  onImages: ((files: readonly File[]) => void) | undefined;
  onPlain: () => void;
}) {
  const { t } = useTranslation("description");
  const { editor } = props;
  const active = useEditorState({
    editor,
    selector: ({ editor: now }) =>
      Object.fromEntries(
        [...TOOLS.map(({ name }) => name), "link"].map((name) => [name, now.isActive(name)]),
      ),
  });
  // One stop of the tab key; arrows go on from there.
  const image = TOOLS.length + 1;
  const markdown = image + (props.onImages ? 1 : 0);
  const { dir } = useDirection();
  const { getItemProps } = useRovingIndex({
    total: markdown + 1 + (active.table ? IN_TABLE.length : 0),
    dir,
  });
  return (
    <div role="toolbar" aria-label={t("toolbar")} className={classes.toolbar}>
      {TOOLS.map((tool, place) => (
        <ActionIcon
          key={tool.name}
          size={25}
          aria-label={t(`tools.${tool.name}`)}
          title={t(`tools.${tool.name}`)}
          aria-pressed={active[tool.name] ?? false}
          data-active={active[tool.name] || undefined}
          onMouseDown={(event) => event.preventDefault()}
          {...getItemProps({ index: place, onClick: () => tool.run(editor) })}
        >
          {tool.icon}
        </ActionIcon>
      ))}
      <LinkTool
        editor={editor}
        active={active.link ?? false}
        item={(onClick) => getItemProps({ index: TOOLS.length, onClick })}
      />
      {props.onImages && (
        <FileButton
          multiple
          accept="image/png,image/jpeg,image/gif,image/webp"
          onChange={(files) => props.onImages?.(files)}
        >
          {(button) => (
            <ActionIcon
              size={25}
              aria-label={t("tools.image")}
              title={t("tools.image")}
              {...getItemProps({ index: image, onClick: button.onClick })}
            >
              <IconPhoto {...LOOK} />
            </ActionIcon>
          )}
        </FileButton>
      )}
      <ActionIcon
        size={25}
        aria-label={t("tools.markdown")}
        title={t("tools.markdown")}
        {...getItemProps({ index: markdown, onClick: props.onPlain })}
      >
        <IconMarkdown {...LOOK} />
      </ActionIcon>
      {active.table && (
        <div className={classes.inTable}>
          {IN_TABLE.map(([name, run], place) => (
            <button
              key={name}
              type="button"
              className={classes.textButton}
              onMouseDown={(event) => event.preventDefault()}
              {...getItemProps({ index: markdown + 1 + place, onClick: () => run(editor) })}
            >
              {t(`inTable.${name}`)}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

function LinkTool(props: {
  editor: Editor;
  active: boolean;
  item: (onClick: () => void) => object;
}) {
  const { editor, active } = props;
  const { t } = useTranslation("description");
  const [open, setOpen] = useState(false);
  const [address, setAddress] = useState("");
  const [wrong, setWrong] = useState(false);
  const close = () => {
    setOpen(false);
    setWrong(false);
    editor.commands.focus();
  };
  const set = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    const typed = address.trim();
    const link = chain(editor).extendMarkRange("link");
    if (!typed) {
      link.unsetLink().run();
      close();
      return;
    }
    const href = isSafeLink(typed) ? typed : /^[\w-]+:/.test(typed) ? "" : `https://${typed}`;
    if (!isSafeLink(href)) {
      setWrong(true);
      return;
    }
    if (editor.state.selection.empty && !active) {
      chain(editor)
        .insertContent({ type: "text", text: typed, marks: [{ type: "link", attrs: { href } }] })
        .run();
    } else {
      link.setLink({ href }).run();
    }
    close();
  };
  return (
    <Popover
      opened={open}
      onChange={setOpen}
      trapFocus
      position="bottom-start"
      withinPortal={false}
    >
      <Popover.Target>
        <ActionIcon
          size={25}
          aria-label={t("tools.link")}
          title={t("tools.link")}
          aria-pressed={active}
          data-active={active || undefined}
          {...props.item(() => {
            setAddress(String(editor.getAttributes("link").href ?? ""));
            setOpen(!open);
          })}
        >
          <IconLink {...LOOK} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <form onSubmit={set}>
          <TextInput
            label={t("address")}
            description={t("addressText")}
            data-autofocus
            value={address}
            error={wrong && t("addressWrong")}
            onChange={(event) => setAddress(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== "Escape") return;
              event.stopPropagation();
              close();
            }}
          />
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
