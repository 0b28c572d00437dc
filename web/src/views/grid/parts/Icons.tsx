/** The small signs of a row: drawn here, since a full grid shows hundreds of them. */

interface IconProps {
  readonly title?: string;
}

function Sign({ path, title, filled }: IconProps & { path: string; filled?: boolean }) {
  return (
    <svg
      className="hwg-icon"
      viewBox="0 0 16 16"
      width="14"
      height="14"
      fill={filled ? "currentColor" : "none"}
      stroke={filled ? "none" : "currentColor"}
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      role={title ? "img" : undefined}
      aria-label={title}
      aria-hidden={title ? undefined : true}
    >
      {title && <title>{title}</title>}
      <path d={path} />
    </svg>
  );
}

export const Chevron = ({ down }: { down: boolean }) => (
  <Sign path={down ? "M4 6l4 4 4-4" : "M6 4l4 4-4 4"} />
);
export const Diamond = (props: IconProps) => (
  <Sign {...props} filled path="M8 2.5L13.5 8 8 13.5 2.5 8z" />
);
export const Pin = (props: IconProps) => (
  <Sign {...props} path="M5.5 2.5h5M6.2 2.5v4L4 9.2h8L9.8 6.5v-4M8 9.2v4.3" />
);
export const Hand = (props: IconProps) => (
  <Sign {...props} path="M11.2 2.8l2 2L6 12l-2.8.8L4 10zM9.6 4.4l2 2" />
);
export const Question = () => <Sign path="M6 6.2a2 2 0 1 1 2.6 1.9c-.4.1-.6.4-.6.9v.4M8 11.6v.1" />;
export const Open = () => <Sign path="M6 3.5H3.5v9h9V10M9 3.5h3.5V7M12.2 3.8L7.5 8.5" />;
export const Warning = () => <Sign path="M8 3l5.5 10h-11zM8 7v2.8M8 11.4v.1" />;
