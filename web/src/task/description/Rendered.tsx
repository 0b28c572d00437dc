/**
 * A description as people read it, from its Markdown: made of elements, never of HTML. Raw HTML in it
 * is shown as the text it is, links lead to the web and to mail alone, images are this server's own.
 */

import type { Definition, Nodes, Parents, Table } from "mdast";
import { Fragment, type ReactNode, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { parseMarkdown } from "~/model/richtext/markdown";
import { isOwnImage, isSafeLink } from "~/model/richtext/safe";
import classes from "./Description.module.css";

interface Reading {
  readonly definitions: ReadonlyMap<string, Definition>;
  readonly text: string;
  /** Ticks the box of the item that begins at an offset of the text; none for who may not. */
  readonly onTick: ((offset: number, checked: boolean) => void) | undefined;
  readonly boxLabel: (text: string) => string;
}

export function Rendered(props: {
  text: string;
  onTick?: ((offset: number, checked: boolean) => void) | undefined;
}) {
  const { t } = useTranslation("description");
  const { text, onTick } = props;
  const root = useMemo(() => parseMarkdown(text), [text]);
  const definitions = useMemo(
    () =>
      new Map(
        root.children.flatMap((node) =>
          node.type === "definition" ? [[node.identifier, node] as const] : [],
        ),
      ),
    [root],
  );
  const reading: Reading = {
    definitions,
    text,
    onTick,
    boxLabel: (words) => t("box", { text: words.slice(0, 80) }),
  };
  return (
    <div className={classes.prose} dir="auto">
      {children(root, reading)}
    </div>
  );
}

function children(parent: Parents, reading: Reading): ReactNode {
  return parent.children.map((node, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the nodes of one text have no other name
    <Fragment key={place}>{element(node, reading)}</Fragment>
  ));
}

const HEADINGS = ["h4", "h4", "h5", "h6", "h6", "h6"] as const;

function element(node: Nodes, reading: Reading): ReactNode {
  const within = () => ("children" in node ? children(node as Parents, reading) : null);
  switch (node.type) {
    case "text":
      return lines(node.value);
    case "paragraph":
      return <p>{within()}</p>;
    case "heading": {
      const Heading = HEADINGS[node.depth - 1] ?? "h6";
      return <Heading data-depth={node.depth}>{within()}</Heading>;
    }
    case "strong":
      return <strong>{within()}</strong>;
    case "emphasis":
      return <em>{within()}</em>;
    case "delete":
      return <del>{within()}</del>;
    case "inlineCode":
      return <code>{node.value}</code>;
    case "code":
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what overflows is scrolled by keys
        <pre tabIndex={0}>
          <code>{node.value}</code>
        </pre>
      );
    case "break":
      return <br />;
    case "thematicBreak":
      return <hr />;
    case "blockquote":
      return <blockquote>{within()}</blockquote>;
    case "list":
      return node.ordered ? (
        <ol start={node.start ?? 1}>{within()}</ol>
      ) : (
        <ul data-boxes={node.children.some((item) => item.checked !== null) || undefined}>
          {within()}
        </ul>
      );
    case "listItem":
      return <Item node={node} reading={reading} />;
    case "table":
      return table(node, reading);
    case "link":
      return link(node.url, within());
    case "linkReference": {
      const found = reading.definitions.get(node.identifier);
      return found ? link(found.url, within()) : within();
    }
    case "image":
      return image(node.url, node.alt ?? "");
    case "imageReference": {
      const found = reading.definitions.get(node.identifier);
      return found ? image(found.url, node.alt ?? "") : node.alt;
    }
    case "definition":
      return null;
    case "html":
      return <code className={classes.raw}>{node.value}</code>;
    default:
      return (
        <code className={classes.raw}>
          {reading.text.slice(node.position?.start.offset, node.position?.end.offset)}
        </code>
      );
  }
}

function Item(props: { node: Extract<Nodes, { type: "listItem" }>; reading: Reading }) {
  const { node, reading } = props;
  // A paragraph alone needs no space around it.
  const content = node.children.map((one, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the nodes of one text have no other name
    <Fragment key={place}>
      {one.type === "paragraph" ? (
        <span className={classes.line}>{children(one, reading)}</span>
      ) : (
        element(one, reading)
      )}
    </Fragment>
  ));
  if (typeof node.checked !== "boolean") return <li>{content}</li>;
  const offset = node.position?.start.offset ?? 0;
  return (
    <li data-box>
      <input
        type="checkbox"
        aria-label={reading.boxLabel(words(node))}
        checked={node.checked}
        disabled={!reading.onTick}
        onChange={(event) => reading.onTick?.(offset, event.currentTarget.checked)}
      />
      <div>{content}</div>
    </li>
  );
}

function table(node: Table, reading: Reading): ReactNode {
  const [head, ...rows] = node.children;
  const align = (column: number) => node.align?.[column] ?? undefined;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what overflows is scrolled by keys
    <div className={classes.wide} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {head?.children.map((cell, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other name
              <th key={column} scope="col" data-align={align(column)}>
                {children(cell, reading)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, line) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name
            <tr key={line}>
              {row.children.map((cell, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other name
                <td key={column} data-align={align(column)}>
                  {children(cell, reading)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function link(address: string, words: ReactNode): ReactNode {
  if (!isSafeLink(address)) return words;
  return (
    <a href={address} target="_blank" rel="noopener noreferrer nofollow">
      {words}
    </a>
  );
}

function image(address: string, alt: string): ReactNode {
  if (!isOwnImage(address)) return link(address, alt || address);
  return (
    <a href={address} target="_blank" rel="noopener noreferrer">
      <img src={address} alt={alt} loading="lazy" />
    </a>
  );
}

/** Lines as they were typed. */
function lines(text: string): ReactNode {
  const parts = text.split("\n");
  if (parts.length === 1) return text;
  return parts.map((line, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name
    <Fragment key={place}>
      {place > 0 && <br />}
      {line}
    </Fragment>
  ));
}

function words(node: Nodes): string {
  if ("value" in node) return node.value;
  return "children" in node ? (node.children as Nodes[]).map(words).join("") : "";
}
