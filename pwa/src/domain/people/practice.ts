/** When somebody who has practised is good enough to work alone. The same bar as on the server. */

export const RIGHT_PERCENT_LEAST = 90;
export const LINE_MS_MOST = 60_000;

export const certified = (right: number, scans: number, lineMs: number): boolean =>
  scans > 0 && right * 100 >= scans * RIGHT_PERCENT_LEAST && lineMs <= LINE_MS_MOST;
