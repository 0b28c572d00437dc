/** The editor of descriptions: rich text over Markdown, or the Markdown itself. */

import { Textarea, VisuallyHidden } from "@mantine/core";
import type { JSONContent, Editor as TipTap } from "@tiptap/core";
import { EditorContent, useEditor } from "@tiptap/react";
import { useEffect, useId, useInsertionEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { attach } from "~/here/files";
import type { DocNode, Read } from "~/model/richtext/document";
import { readDocument } from "~/model/richtext/read";
import { imageAddress } from "~/model/richtext/safe";
import { markdownOf } from "~/model/richtext/write";
import { Refusal } from "~/protocol/http";
import { useLatest } from "~/ui/latest";
import { toasts } from "~/ui/toasts";
import classes from "./Description.module.css";
import { extensions } from "./extensions";
import { Toolbar } from "./Toolbar";

const LONGEST = 200_000;

export interface EditorProps {
  taskId: number;
  label: string;
  text: string;
  /** Whether images may be put in. */
  attaches: boolean;
  onEdit: (read: () => string) => void;
  onLeave: () => void;
  onDone: () => void;
}

export function Editor(props: EditorProps) {
  const [plain, setPlain] = useState(false);
  return plain ? (
    <Plain {...props} onRich={() => setPlain(false)} />
  ) : (
    <Rich {...props} onPlain={() => setPlain(true)} />
  );
}

function Rich(props: EditorProps & { onPlain: () => void }) {
  const { t } = useTranslation("description");
  const { taskId, text } = props;
  const read = useRef<Read>(null);
  read.current ??= readDocument(text);
  /** The Markdown of what the editor shows, as far as it is known here. */
  const known = useRef<{ text: string } | null>({ text });
  const latest = useLatest(props);
  const [uploading, setUploading] = useState("");

  const putIn = async (editor: TipTap, files: readonly File[]) => {
    for (const file of files) {
      setUploading(t("uploading", { name: file.name }));
      try {
        const id = await attach(taskId, file);
        if (editor.isDestroyed) continue;
        const image = { src: imageAddress(id), alt: file.name };
        if (file.type.startsWith("image/")) editor.chain().focus().setImage(image).run();
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        toasts.show({
          tone: "bad",
          text: t("notUploaded", { name: file.name }),
          detail: error.message,
        });
      }
    }
    setUploading("");
  };
  const take = (list: FileList | undefined): boolean => {
    const files = [...(list ?? [])];
    if (!files.length || !latest.current.attaches || !held.current) return false;
    void putIn(held.current, files);
    return true;
  };

  const wayOut = useId();
  const held = useRef<TipTap | null>(null);
  const editor = useEditor({
    extensions: extensions(t("placeholder")),
    content: read.current.doc as JSONContent,
    autofocus: "end",
    editorProps: {
      attributes: {
        role: "textbox",
        "aria-multiline": "true",
        "aria-label": props.label,
        "aria-describedby": wayOut,
        dir: "auto",
        class: `${classes.prose} ${classes.field}`,
      },
      handlePaste: (_, event) => {
        const data = event.clipboardData;
        // What a text program copies comes as text and, beside it, as a picture of it.
        if (!data || data.types.includes("text/plain") || data.types.includes("text/html")) {
          return false;
        }
        return take(data.files);
      },
      handleDrop: (_, event) => {
        const taken = take(event.dataTransfer?.files);
        if (taken) event.preventDefault();
        return taken;
      },
      clipboardTextSerializer: (slice) =>
        markdownOf({ type: "doc", content: slice.content.toJSON() as DocNode[] }, NOTHING),
    },
    onUpdate: ({ editor: now }) => {
      // The document is a value: it can be written when it is asked for, also once this is gone.
      const { doc } = now.state;
      const from = read.current ?? NOTHING;
      const slot: { text: string | null } = { text: null };
      known.current = null;
      latest.current.onEdit(() => {
        slot.text ??= markdownOf(doc.toJSON() as DocNode, from);
        if (now.state.doc === doc) known.current = { text: slot.text };
        return slot.text;
      });
    },
    onBlur: ({ event }) => {
      const to = event.relatedTarget;
      if (to instanceof Element && to.closest("[data-description]")) return;
      latest.current.onLeave();
    },
  });
  useInsertionEffect(() => {
    held.current = editor;
  }, [editor]);

  // Another text than what is shown: what somebody else wrote, while nothing is written here.
  useEffect(() => {
    if (!known.current || known.current.text === text) return;
    read.current = readDocument(text);
    known.current = { text };
    editor.commands.setContent(read.current.doc as JSONContent, { emitUpdate: false });
  }, [text, editor]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Esc leaves the field within
    <div
      className={classes.editor}
      onKeyDown={(event) => {
        const done = event.key === "Enter" && (event.ctrlKey || event.metaKey);
        if (event.key !== "Escape" && !done) return;
        event.preventDefault();
        event.stopPropagation();
        props.onDone();
      }}
    >
      <Toolbar
        editor={editor}
        onImages={props.attaches ? (files) => void putIn(editor, files) : undefined}
        onPlain={() => {
          props.onLeave();
          props.onPlain();
        }}
      />
      <EditorContent editor={editor} />
      <VisuallyHidden id={wayOut}>{t("wayOut")}</VisuallyHidden>
      {uploading && (
        <p className="hw-dim" role="status">
          {uploading}
        </p>
      )}
    </div>
  );
}

const NOTHING: Read = { doc: { type: "doc" }, written: [], text: "" };

function Plain(props: EditorProps & { onRich: () => void }) {
  const { t } = useTranslation("description");
  const [draft, setDraft] = useState<string | null>(null);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Esc leaves the field within
    <div
      className={classes.editor}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        event.stopPropagation();
        props.onDone();
      }}
    >
      <div className={classes.toolbar}>
        <button
          type="button"
          className={classes.textButton}
          onClick={() => {
            props.onLeave();
            props.onRich();
          }}
        >
          {t("rich")}
        </button>
      </div>
      <Textarea
        autosize
        minRows={6}
        maxRows={24}
        dir="auto"
        autoFocus
        maxLength={LONGEST}
        aria-label={props.label}
        description={<VisuallyHidden>{t("wayOut")}</VisuallyHidden>}
        inputWrapperOrder={["input", "description"]}
        classNames={{ input: classes.plain ?? "" }}
        value={draft ?? props.text}
        onChange={(event) => {
          const text = event.currentTarget.value;
          setDraft(text);
          props.onEdit(() => text);
        }}
        onBlur={() => {
          props.onLeave();
          setDraft(null);
        }}
      />
    </div>
  );
}
