/** How a picture is made small enough, on whatever there is to draw on: in a worker, or in the page. */

const BYTES_MOST = 200_000;
const QUALITIES = [0.8, 0.65, 0.5, 0.35];
const SIDES = [1280, 960, 640, 400];

/** Something to draw on, in dots. */
export interface Sheet {
  readonly pen: {
    fillStyle: unknown;
    fillRect(x: number, y: number, width: number, height: number): void;
    drawImage(picture: ImageBitmap, x: number, y: number, width: number, height: number): void;
  } | null;
  jpeg(quality: number): Promise<Blob | null>;
}

/**
 * A JPEG file of at most `BYTES_MOST`, as large and as good as fits. It is drawn anew, so nothing goes along that the
 * camera has written into its own file, such as where it was. Throws for a file that is no picture.
 */
export async function shrink(file: Blob, sheet: (width: number, height: number) => Sheet): Promise<ArrayBuffer> {
  const picture = await createImageBitmap(file);
  try {
    for (const side of SIDES) {
      const drawn = draw(picture, side, sheet);
      for (const quality of QUALITIES) {
        const jpeg = await drawn.jpeg(quality);
        if (jpeg && jpeg.size <= BYTES_MOST) return await jpeg.arrayBuffer();
      }
    }
    throw new Error("no size is small enough");
  } finally {
    picture.close();
  }
}

function draw(picture: ImageBitmap, side: number, sheet: (width: number, height: number) => Sheet): Sheet {
  const scale = Math.min(1, side / Math.max(picture.width, picture.height));
  const width = Math.max(1, Math.round(picture.width * scale));
  const height = Math.max(1, Math.round(picture.height * scale));
  const made = sheet(width, height);
  if (!made.pen) throw new Error("nothing to draw on");
  made.pen.fillStyle = "#fff"; // what is see-through would be black
  made.pen.fillRect(0, 0, width, height);
  made.pen.drawImage(picture, 0, 0, width, height);
  return made;
}
