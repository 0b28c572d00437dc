/** Orthogonal routes for dependency arrows, made to be followed by eye. Pure. */

export type LinkType = "FS" | "SS" | "FF" | "SF";
export type Point = readonly [x: number, y: number];

/** One end's bar: its left and right edges, the middle of its row, half its height. */
export interface LinkEnd {
  readonly left: number;
  readonly right: number;
  readonly y: number;
  readonly half: number;
}

/** How far a line leaves a bar before it turns. */
export const STUB = 7;

/**
 * Points of the route from predecessor to successor.
 *
 * Vertical first, right behind the predecessor: the row left of the successor's bar is mostly
 * empty, while names stand right of bars. Where there is no room between the two, the line drops
 * into the top of the bar, or turns back along the border between rows.
 */
export function route(type: LinkType, from: LinkEnd, to: LinkEnd, rowHeight: number): Point[] {
  const leavesRight = type[0] === "F";
  const entersLeft = type[1] === "S";
  const x1 = leavesRight ? from.right : from.left;
  const x2 = entersLeft ? to.left : to.right;
  const out = leavesRight ? STUB : -STUB;
  const into = entersLeft ? -STUB : STUB;
  if (leavesRight !== entersLeft) {
    // SS and FF: round the outside of both ends.
    const x = leavesRight ? Math.max(x1, x2) + STUB : Math.min(x1, x2) - STUB;
    return [
      [x1, from.y],
      [x, from.y],
      [x, to.y],
      [x2, to.y],
    ];
  }
  const ahead = leavesRight ? x2 - x1 : x1 - x2;
  if (ahead >= 2 * STUB) {
    return [
      [x1, from.y],
      [x1 + out, from.y],
      [x1 + out, to.y],
      [x2, to.y],
    ];
  }
  const down = to.y > from.y ? 1 : -1;
  if (ahead >= -2) {
    const inset = Math.min(STUB, (to.right - to.left) / 2);
    const x = leavesRight ? Math.max(x2 + inset, x1 + 2) : Math.min(x2 - inset, x1 - 2);
    return [
      [x1, from.y],
      [x, from.y],
      [x, to.y - down * to.half],
    ];
  }
  const border = from.y + (down * rowHeight) / 2;
  return [
    [x1, from.y],
    [x1 + out, from.y],
    [x1 + out, border],
    [x2 + into, border],
    [x2 + into, to.y],
    [x2, to.y],
  ];
}

const CORNER = 3;

/** SVG path data of a route, with rounded corners. */
export function pathOf(points: readonly Point[]): string {
  let path = "";
  for (let i = 0; i < points.length; i++) {
    const [x, y] = points[i] as Point;
    const before = points[i - 1];
    const after = points[i + 1];
    if (!before) {
      path += `M${round(x)} ${round(y)}`;
    } else if (!after) {
      path += `L${round(x)} ${round(y)}`;
    } else {
      const r = Math.min(CORNER, distance(before, [x, y]) / 2, distance([x, y], after) / 2);
      const [ax, ay] = towards([x, y], before, r);
      const [bx, by] = towards([x, y], after, r);
      path += `L${round(ax)} ${round(ay)}Q${round(x)} ${round(y)} ${round(bx)} ${round(by)}`;
    }
  }
  return path;
}

/** SVG path data of the arrow head at the route's end. */
export function arrowOf(points: readonly Point[]): string {
  const tip = points[points.length - 1];
  const before = points[points.length - 2];
  if (!tip || !before) return "";
  const [x, y] = tip;
  const dx = Math.sign(x - before[0]);
  const dy = Math.sign(y - before[1]);
  const bx = x - dx * 5;
  const by = y - dy * 5;
  const px = dy * 3;
  const py = dx * 3;
  return `M${round(x)} ${round(y)}L${round(bx - px)} ${round(by - py)}L${round(bx + px)} ${round(by + py)}Z`;
}

/** Distance in pixels from a point to a route. */
export function distanceTo(points: readonly Point[], x: number, y: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 1; i < points.length; i++) {
    const [ax, ay] = points[i - 1] as Point;
    const [bx, by] = points[i] as Point;
    const cx = Math.min(Math.max(x, Math.min(ax, bx)), Math.max(ax, bx));
    const cy = Math.min(Math.max(y, Math.min(ay, by)), Math.max(ay, by));
    least = Math.min(least, Math.hypot(x - cx, y - cy));
  }
  return least;
}

function distance(a: Point, b: Point): number {
  return Math.abs(a[0] - b[0]) + Math.abs(a[1] - b[1]);
}

function towards(from: Point, to: Point, by: number): Point {
  const dx = Math.sign(to[0] - from[0]);
  const dy = Math.sign(to[1] - from[1]);
  return [from[0] + dx * by, from[1] + dy * by];
}

function round(n: number): number {
  return Math.round(n * 2) / 2;
}
