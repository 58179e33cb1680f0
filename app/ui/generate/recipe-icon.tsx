import type { ReactNode } from "react";

/** A small drawing for each recipe; a shop's own is a scene in words. */
const DRAWINGS: Record<string, ReactNode> = {
  white_background: <Jar />,
  studio: (
    <>
      <path d="M8 8v22q0 6 6 6h26v4H8z" fill="#d9c7b0" />
      <Jar />
    </>
  ),
  lifestyle: (
    <>
      <rect x="6" y="7" width="15" height="17" rx="1" fill="#cfe3ef" />
      <path d="M13.5 7v17M6 15.500h15" stroke="#fff" strokeWidth="1.5" />
      <path d="M4 37h40" stroke="#a98a67" strokeWidth="3" />
      <Jar />
    </>
  ),
  flat_lay: (
    <>
      <circle cx="12" cy="14" r="4.5" fill="#b9cbb4" />
      <rect x="32" y="30" width="9" height="9" rx="1.5" transform="rotate(18 36 34)" fill="#e3bfae" />
      <path d="M34 9c5 1 6 5 5 8-4 0-6-3-5-8z" fill="#93ab8c" />
      <circle cx="24" cy="24" r="8" fill="#5d7691" />
      <circle cx="24" cy="24" r="5" fill="#86a0ba" />
    </>
  ),
  seasonal: (
    <>
      <path d="M10 36l5-9h-3l5-8h-2l4-7 4 7h-2l5 8h-3l5 9z" fill="#8fae92" transform="translate(-4 0)" />
      <circle cx="39" cy="12" r="2" fill="#d7a84f" />
      <circle cx="34" cy="19" r="1.5" fill="#c26b5a" />
      <circle cx="41" cy="23" r="1.5" fill="#d7a84f" />
      <g transform="translate(7 0)">
        <Jar />
      </g>
    </>
  ),
  on_surface: (
    <>
      <path d="M3 34h42v9H3z" fill="#c9a67f" />
      <path d="M3 37.5h42M3 40.5h42" stroke="#b58f66" />
      <Jar />
    </>
  ),
  colour_variant: (
    <>
      <g transform="translate(-9 0)">
        <Jar />
      </g>
      <g transform="translate(9 0)">
        <Jar fill="#c26b5a" shine="#dc9c8f" />
      </g>
    </>
  ),
  free: (
    <>
      <path
        d="M7 10h34v22H22l-7 7v-7H7z"
        fill="none"
        stroke="#5d7691"
        strokeWidth="2.5"
        strokeLinejoin="round"
      />
      <path d="M13 18h22M13 24h14" stroke="#86a0ba" strokeWidth="2.5" strokeLinecap="round" />
    </>
  ),
};

export function RecipeIcon({ recipe }: { recipe: string }) {
  return (
    <svg viewBox="0 0 48 48" width="48" height="48" aria-hidden="true" focusable="false">
      {DRAWINGS[recipe] ?? DRAWINGS.free}
    </svg>
  );
}

function Jar({ fill = "#5d7691", shine = "#86a0ba" }) {
  return (
    <>
      <ellipse cx="24" cy="37.5" rx="9" ry="1.5" fill="#000" opacity=".12" />
      <rect x="18" y="13" width="12" height="5" rx="1.5" fill="#3c5068" />
      <rect x="16" y="18" width="16" height="19" rx="3.5" fill={fill} />
      <rect x="19" y="21" width="2.5" height="12" rx="1.25" fill={shine} />
    </>
  );
}
