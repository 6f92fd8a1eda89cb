/** A picture of the camera as grey dots. Runs in the worker. */

import { crop, type Box, type Gray } from "./gray";

/** The brightness plane stands first in these. */
const PLANAR = new Set(["I420", "I420A", "I422", "I444", "NV12"]);

let canvas: OffscreenCanvas | null = null;

/**
 * The part of a picture that the person sees, grey. Most cameras give a brightness plane, which needs no conversion;
 * pictures that lie in the graphics card's memory are drawn first.
 */
export async function luma(picture: VideoFrame | ImageBitmap, seen: Box): Promise<Gray> {
  const planar = "format" in picture && picture.format !== null && PLANAR.has(picture.format);
  return planar ? plane(picture as VideoFrame, seen) : drawn(picture, seen);
}

async function plane(frame: VideoFrame, seen: Box): Promise<Gray> {
  const bytes = new Uint8Array(frame.allocationSize());
  const [first] = await frame.copyTo(bytes);
  const { width, height } = frame.visibleRect ?? { width: frame.codedWidth, height: frame.codedHeight };
  const { offset, stride } = first ?? { offset: 0, stride: width };
  return crop({ data: bytes.subarray(offset), width: stride, height }, within(seen, width, height));
}

function drawn(picture: VideoFrame | ImageBitmap, seen: Box): Gray {
  const [wide, high] = "displayWidth" in picture ? [picture.displayWidth, picture.displayHeight] : [picture.width, picture.height];
  const { x, y, width, height } = within(seen, wide, high);
  if (canvas?.width !== width || canvas.height !== height) canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("no canvas for the camera's pictures");
  context.drawImage(picture, x, y, width, height, 0, 0, width, height);
  return gray(context.getImageData(0, 0, width, height).data, width, height);
}

/** Rec. 601 weights, as the brightness plane has them. */
export function gray(rgba: Uint8ClampedArray, width: number, height: number): Gray {
  const data = new Uint8Array(width * height);
  for (let at = 0, from = 0; at < data.length; at += 1, from += 4) {
    data[at] = (77 * (rgba[from] as number) + 150 * (rgba[from + 1] as number) + 29 * (rgba[from + 2] as number) + 128) >> 8;
  }
  return { data, width, height };
}

/** What the person sees, as a part of the picture in dots; `seen` is in parts of one. */
export function within(seen: Box, width: number, height: number): Box {
  const x = Math.min(width - 1, Math.max(0, Math.round(seen.x * width)));
  const y = Math.min(height - 1, Math.max(0, Math.round(seen.y * height)));
  return {
    x,
    y,
    width: Math.max(1, Math.min(width - x, Math.round(seen.width * width))),
    height: Math.max(1, Math.min(height - y, Math.round(seen.height * height))),
  };
}
