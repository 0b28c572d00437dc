/** The border between two panes: dragged, or moved by arrow keys. */

interface SplitterProps {
  readonly label: string;
  readonly width: number;
  readonly least: number;
  readonly most: number;
  onChange(width: number): void;
}

export function Splitter({ label, width, least, most, onChange }: SplitterProps) {
  const set = (next: number): void => onChange(Math.round(Math.min(most, Math.max(least, next))));
  return (
    <div
      role="separator"
      tabIndex={0}
      className="hwg-splitter"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={Math.round(width)}
      aria-valuemin={least}
      aria-valuemax={Math.round(most)}
      onPointerDown={(event) => {
        event.preventDefault();
        const target = event.currentTarget;
        const from = event.clientX;
        target.setPointerCapture(event.pointerId);
        target.onpointermove = (move) => set(width + move.clientX - from);
        target.onlostpointercapture = () => {
          target.onpointermove = null;
        };
      }}
      onKeyDown={(event) => {
        if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
        event.preventDefault();
        set(width + (event.key === "ArrowRight" ? 16 : -16));
      }}
    />
  );
}
