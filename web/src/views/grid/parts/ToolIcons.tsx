/** The signs of the tool bars. */

import type { ReactNode } from "react";

function Tool({ children }: { children: ReactNode }) {
  return (
    <svg
      viewBox="0 0 20 20"
      width="18"
      height="18"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden
    >
      {children}
    </svg>
  );
}

export const PlusIcon = () => (
  <Tool>
    <path d="M10 5v10M5 10h10" />
  </Tool>
);
export const MinusIcon = () => (
  <Tool>
    <path d="M5 10h10" />
  </Tool>
);
export const FitIcon = () => (
  <Tool>
    <path d="M3 5v10M17 5v10M6 10h8M8 7.5L5.5 10 8 12.5M12 7.5l2.5 2.5-2.5 2.5" />
  </Tool>
);
export const EyeIcon = () => (
  <Tool>
    <path d="M2.5 10S5.2 5.2 10 5.2 17.5 10 17.5 10 14.8 14.8 10 14.8 2.5 10 2.5 10z" />
    <circle cx="10" cy="10" r="2.2" />
  </Tool>
);
export const ColumnsIcon = () => (
  <Tool>
    <path d="M3.5 4.5h13v11h-13zM8 4.5v11M12.2 4.5v11" />
  </Tool>
);
export const ExpandIcon = () => (
  <Tool>
    <path d="M10 3.5v4.2M7.8 5.6L10 3.4l2.2 2.2M10 16.5v-4.2M7.8 14.4l2.2 2.2 2.2-2.2M4 10h12" />
  </Tool>
);
export const CollapseIcon = () => (
  <Tool>
    <path d="M10 3v4.2M7.8 5L10 7.2 12.2 5M10 17v-4.2M7.8 15l2.2-2.2 2.2 2.2M4 10h12" />
  </Tool>
);
export const IndentIcon = () => (
  <Tool>
    <path d="M9 5h8M9 10h8M9 15h8M3.5 7.8L6 10l-2.5 2.2" />
  </Tool>
);
export const OutdentIcon = () => (
  <Tool>
    <path d="M9 5h8M9 10h8M9 15h8M6 7.8L3.5 10 6 12.2" />
  </Tool>
);
