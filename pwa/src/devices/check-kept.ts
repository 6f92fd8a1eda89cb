/** A check as the server keeps it, and back: a device that has lost what it knew of its scanner learns it again. */

import type { DeviceScanner as Body } from "../generated/ops";
import { waits, type Profile, type Report } from "./check";

const LINE_MAX = 200;
const MS_MAX = 60_000;

/** What is told to the server. */
export function bodyOf(report: Report, device: string, person: string, model: string): Body {
  const { mode, suffix, aim, gs, layout, caps, key_ms, gap_ms, findings, profile } = report;
  return {
    device, person, model: line(model.trim()),
    mode, suffix, aim, gs, layout, caps, key_ms: Math.min(key_ms, MS_MAX), gap_ms: Math.min(gap_ms, MS_MAX),
    put_before: line(profile.prefix ?? ""), put_behind: line(profile.suffix ?? ""), stand_in: line(profile.gs?.[0] ?? ""),
    by_place: profile.layout === "us", findings: [...new Set(findings.map(({ code }) => code))],
  };
}

/** Without control characters, which no line of a row may have. */
const line = (text: string): string => text.replace(/[\x00-\x1f\x7f]/g, "").slice(0, LINE_MAX);

type Kept = Required<Pick<Body, "put_before" | "put_behind" | "stand_in" | "gs" | "suffix" | "gap_ms" | "by_place">>;

/** What the scans themselves had come to, from what was kept of them. */
export function profileOf(kept: Kept): Profile {
  return {
    prefix: kept.put_before || undefined,
    suffix: kept.put_behind || undefined,
    gs: kept.stand_in ? [kept.stand_in] : undefined,
    gs_dropped: kept.gs === "lost" || kept.gs === "key" || kept.gs === "uneven" || undefined,
    caps: undefined,
    sends_suffix: kept.suffix === "enter" || kept.suffix === "tab" || kept.suffix === "double",
    gap_ms: waits(kept.gap_ms),
    layout: kept.by_place ? "us" : undefined,
  };
}
