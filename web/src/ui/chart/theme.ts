/** The tokens of the app as a Vega-Lite configuration, read as they stand in this theme. */

import type { Config } from "vega-lite";

/** What a mark's `style` may be, and the token that it takes its colour from. */
const STYLES = {
  accent: "--hw-accent",
  bar: "--hw-bar",
  critical: "--hw-critical",
  late: "--hw-late",
  risk: "--hw-risk",
  done: "--hw-done",
  quiet: "--hw-baseline",
  planned: "--hw-text",
} as const;

/** Series in the order in which they are told apart. */
const SERIES = [
  "--hw-accent",
  "--hw-done",
  "--hw-late",
  "--hw-critical",
  "--hw-risk",
  "--hw-float",
];

export function config(): Config {
  const styles = getComputedStyle(document.documentElement);
  const token = (name: string) => styles.getPropertyValue(name).trim();
  const text = token("--hw-text");
  const dim = token("--hw-text-dim");
  const font = token("--hw-font");
  const ground = token("--hw-surface");
  const small = 12;
  return {
    background: "transparent",
    font,
    padding: 4,
    // The figure says what it is; its marks one by one would say too much.
    aria: false,
    view: { stroke: null },
    axis: {
      labelColor: dim,
      titleColor: dim,
      labelFontSize: small,
      titleFontSize: small,
      titleFontWeight: 500,
      gridColor: token("--hw-grid"),
      domainColor: token("--hw-border-strong"),
      tickColor: token("--hw-border-strong"),
      labelLimit: 220,
      labelOverlap: true,
    },
    legend: {
      labelColor: text,
      titleColor: dim,
      labelFontSize: small,
      titleFontSize: small,
      orient: "top",
      title: null,
      symbolType: "stroke",
    },
    title: { color: text, fontSize: 14, fontWeight: 600, anchor: "start" },
    header: { labelColor: dim, titleColor: dim },
    text: { fill: text, fontSize: small },
    line: { strokeWidth: 2 },
    range: { category: SERIES.map(token) },
    style: {
      ...Object.fromEntries(
        Object.entries(STYLES).map(([name, of]) => [name, { color: token(of) }]),
      ),
      note: { fill: text, fontSize: small },
      halo: { fill: ground, stroke: ground, strokeWidth: 4, strokeJoin: "round", fontSize: small },
    },
  };
}
