/** Line drawings; a bare machine has no font with these signs. */

const PATHS = {
  tick: "M4 12.5 9.5 18 20 6.5",
  twice: "M2 12.5 6.5 17 15 7.5M12 16l1 1L21.5 7.5",
  cross: "M5 5 19 19M19 5 5 19",
  back: "M15 5 8 12l7 7",
  home: "M4 11 12 4l8 7v9h-5v-6H9v6H4z",
  shelf: "M4 3v18M20 3v18M4 8h16M4 15h16M7 8V5h4v3M13 15v-3h4v3",
  item: "M4 7.5 12 3l8 4.5v9L12 21l-8-4.5zM4 7.5l8 4.5 8-4.5M12 12v9",
  tote: "M3 8h18l-2 12H5zM8 8V5h8v3M8 13h8",
  cart: "M3 4h3l2 11h11l2-8H7M9 20h.01M18 20h.01",
  short: "M5 12h14",
  pause: "M8 5v14M16 5v14",
  undo: "M8 5 4 9l4 4M4 9h10a6 6 0 0 1 0 12h-3",
  truck: "M2 6h12v11H2zM14 10h4l4 4v3h-8zM6 20h.01M18 20h.01",
  box: "M4 8h16v12H4zM4 8l3-4h10l3 4M12 4v8",
  list: "M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01",
  people: "M9 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8M2 21c0-4 3-6 7-6s7 2 7 6M16 3.5a4 4 0 0 1 0 7M18 15.5c2.5.7 4 2.5 4 5.5",
  phone: "M7 2h10v20H7zM11 18h2",
  board: "M4 20V10M10 20V4M16 20v-7M22 20H2",
  warn: "M12 3 22 20H2zM12 10v4M12 17h.01",
  scan: "M4 8V4h4M20 8V4h-4M4 16v4h4M20 16v4h-4M8 8v8M12 8v8M16 8v8",
  plus: "M12 5v14M5 12h14",
  weight: "M5 8h14l2 13H3zM12 8V6M9.5 4.5a2.5 2.5 0 1 1 5 0",
  print: "M7 9V3h10v6M5 9h14v8h-3v4H8v-4H5zM8 15h8",
  sound: "M4 9v6h4l6 5V4L8 9zM17 8c2 2 2 6 0 8",
  lock: "M5 11h14v10H5zM8 11V7.5a4 4 0 0 1 8 0V11",
  next: "M9 5l7 7-7 7",
  camera: "M3 7h4l2-3h6l2 3h4v13H3zM12 17a4 4 0 1 0 0-8 4 4 0 0 0 0 8",
} as const;

export type IconName = keyof typeof PATHS;

/** A drawing that only one screen needs. */
export const Drawing = ({ path, size = 24 }: { path: string; size?: number }) => (
  <svg class="icon" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d={path} />
  </svg>
);

export const Icon = ({ name, size = 24 }: { name: IconName; size?: number }) => <Drawing path={PATHS[name]} size={size} />;
