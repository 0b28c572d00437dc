/** Nothing that people read stands in the code: all of it is of `text/`. */

import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";

const SRC = join(import.meta.dirname, "..");
/** The product's name is the same in every language. */
const NAMES = new Set(["Headway"]);
/** Attributes that are read to people or shown to them, of elements and of the app's own parts. */
const SHOWN =
  /^(aria-(label|description|roledescription|valuetext|placeholder)|alt|title|placeholder|label|text|lead|of|error|detail|message|tooltip)$/;
/** Fields of objects that become such attributes, messages or menus. */
const TOLD = /^(label|title|text|detail|message|placeholder|tooltip|aria-label)$/;
const WORD = /\p{L}{2,}/u;
/** Three words with a capital at the beginning, or two with a full stop at the end. */
const SENTENCE = /^\p{Lu}[\p{L}’']* \p{Ll}+ \p{L}+|^[^<>{}]*\p{L}{2,} .*\p{Ll}{2}[.!?…]$/u;

/** The words of a file that stand where people read them. */
function literals(name: string, text: string): string[] {
  const file = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const tell = (node: ts.Node, words: string) => {
    const line = file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
    if (!NAMES.has(words.trim())) found.push(`${name}:${line} ${words.trim()}`);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node) && WORD.test(node.text)) tell(node, node.text);
    const words = wordsOf(node);
    if (words !== null && WORD.test(words)) {
      if (isShown(node) || (SENTENCE.test(words) && !isFault(node))) tell(node, words);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** The text of a string or template; null of anything else. */
function wordsOf(node: ts.Node): string | null {
  if (
    ts.isPropertyAssignment(node.parent ?? node) &&
    node === (node.parent as ts.PropertyAssignment).name
  )
    return null;
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return null;
  return node.head.text + node.templateSpans.map(({ literal }) => literal.text).join("");
}

/** Whether a string is what stands between tags, in a shown attribute or in a told field, if at a choice. */
function isShown(node: ts.Node): boolean {
  let at = node;
  let up = node.parent;
  while (
    ts.isParenthesizedExpression(up) ||
    (ts.isConditionalExpression(up) && up.condition !== at) ||
    (ts.isBinaryExpression(up) && up.right === at && isChoice(up.operatorToken.kind))
  ) {
    [at, up] = [up, up.parent];
  }
  if (ts.isJsxExpression(up)) {
    const over = up.parent;
    return !ts.isJsxAttribute(over) || SHOWN.test(over.name.getText());
  }
  if (ts.isJsxAttribute(up)) return SHOWN.test(up.name.getText());
  return ts.isPropertyAssignment(up) && TOLD.test(up.name.getText().replaceAll('"', ""));
}

function isChoice(kind: ts.SyntaxKind): boolean {
  return [
    ts.SyntaxKind.AmpersandAmpersandToken,
    ts.SyntaxKind.BarBarToken,
    ts.SyntaxKind.QuestionQuestionToken,
  ].includes(kind);
}

/** Errors of the code's own are for who writes it; people are told something else. */
function isFault(node: ts.Node): boolean {
  const made = node.parent;
  if (!ts.isNewExpression(made)) return false;
  return /^(Error|TypeError|RangeError|DOMException|OutOfStep)$/.test(made.expression.getText());
}

describe("literals", () => {
  test("nothing that people read stands in the code", () => {
    const files = globSync(join(SRC, "**/*.{ts,tsx}")).filter(
      (path) => !/\.(test|measure|generated)\.|\/testing\.ts|\/text\//.test(path),
    );
    expect(files.length).toBeGreaterThan(500);
    const found = files.flatMap((path) =>
      literals(path.slice(SRC.length + 1), readFileSync(path, "utf8")),
    );
    expect(found).toEqual([]);
  });

  test("the search finds them where they stand", () => {
    const told = (text: string) => literals("a.tsx", text).map((line) => line.replace(/^\S+ /, ""));
    expect(told("const A = <p>Save it</p>")).toEqual(["Save it"]);
    expect(told('const A = <b aria-label={on ? "Close" : t("x")} />')).toEqual(["Close"]);
    expect(told('const A = <b>{on && "Saved"}</b>')).toEqual(["Saved"]);
    expect(told("toasts.show({ text: `${n} gone` })")).toEqual(["gone"]);
    expect(told('refuse(session, "There is nothing to paste.")')).toEqual([
      "There is nothing to paste.",
    ]);
    expect(told('const A = <b className="hw-dim" title={t("title")} />')).toEqual([]);
    expect(told('throw new Error("The row is gone.")')).toEqual([]);
  });
});
