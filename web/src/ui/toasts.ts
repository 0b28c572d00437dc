/** Short messages at the edge of the screen: what happened, with the way back. No React here. */

export type Tone = "plain" | "good" | "bad" | "quiet";

export interface ToastAction {
  label: string;
  run: () => void;
}

export interface Toast {
  id: number;
  tone: Tone;
  text: string;
  /** A second, quieter line. */
  detail?: string | undefined;
  actions: readonly ToastAction[];
  /** The changeset that it tells of, which its actions take back or alter. */
  of?: number | undefined;
}

export interface ToastInput {
  tone?: Tone;
  text: string;
  detail?: string | undefined;
  actions?: readonly ToastAction[];
  of?: number | undefined;
  /** A toast of the same key is replaced instead of stacked. */
  key?: string;
  /** How long it stays; hovering and focus hold it. */
  milliseconds?: number;
}

const MOST = 4;
const LIFE: Record<Tone, number> = { plain: 7000, good: 5000, bad: 12000, quiet: 4000 };

interface Kept extends Toast {
  key: string;
  left: number;
}

let next = 1;
let kept: readonly Kept[] = [];
let held = false;
let timer: ReturnType<typeof setInterval> | null = null;
const listeners = new Set<() => void>();
const TICK = 250;

function set(toasts: readonly Kept[]): void {
  kept = toasts;
  if (kept.length && timer === null) timer = setInterval(tick, TICK);
  if (!kept.length && timer !== null) {
    clearInterval(timer);
    timer = null;
  }
  for (const listener of listeners) listener();
}

function tick(): void {
  if (held) return;
  let gone = false;
  for (const toast of kept) {
    toast.left -= TICK;
    if (toast.left <= 0) gone = true;
  }
  if (gone) set(kept.filter((toast) => toast.left > 0));
}

export const toasts = {
  /** Show a message; returns its id. */
  show(input: ToastInput): number {
    const tone = input.tone ?? "plain";
    const id = next++;
    const key = input.key ?? String(id);
    const toast: Kept = {
      id,
      key,
      tone,
      text: input.text,
      detail: input.detail,
      actions: input.actions ?? [],
      of: input.of,
      left: input.milliseconds ?? LIFE[tone],
    };
    set([...kept.filter((other) => other.key !== key), toast].slice(-MOST));
    return id;
  },
  dismiss(id: number): void {
    set(kept.filter((toast) => toast.id !== id));
  },
  /** A changeset was taken back, from wherever: what was told of it is not so any more. */
  undone(changeset: number): void {
    if (kept.some((toast) => toast.of === changeset)) {
      set(kept.filter((toast) => toast.of !== changeset));
    }
  },
  /** Stop the clocks while somebody reads. */
  hold(on: boolean): void {
    held = on;
  },
  list: (): readonly Toast[] => kept,
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
