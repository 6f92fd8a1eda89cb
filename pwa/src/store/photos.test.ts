import "fake-indexeddb/auto";
import { expect, test } from "vitest";
import { DeviceKey } from "../vault/key";
import { Disk, got } from "./disk";
import { hashOf, PHOTOS, Photos } from "./photos";

const bytes = (text: string): ArrayBuffer => new TextEncoder().encode(text).buffer as ArrayBuffer;
const text = (file: ArrayBuffer | null): string | null => file && new TextDecoder().decode(file);

function device(databases: IDBFactory): Photos {
  const key = new DeviceKey(new Disk(databases, "tote-keys"));
  return new Photos(databases, () => key.wrap());
}

test("a picture is there after the app was killed, under its hash, until the server has it", async () => {
  const databases = new IDBFactory();
  const name = await device(databases).keep(bytes("broken"));
  expect(name).toBe(await hashOf(bytes("broken")));
  const again = device(databases);
  expect(await again.names()).toEqual([name]);
  expect(text(await again.open(name))).toBe("broken");
  await again.forget(name);
  expect([await again.names(), await again.open(name)]).toEqual([[], null]);
});

test("the same picture twice is one", async () => {
  const photos = device(new IDBFactory());
  expect(await photos.keep(bytes("broken"))).toBe(await photos.keep(bytes("broken")));
  expect(await photos.names()).toHaveLength(1);
});

test("on the disk it is sealed, and no other device opens it", async () => {
  const databases = new IDBFactory();
  const name = await device(databases).keep(bytes("a face in the background"));
  const disk = new Disk(databases, PHOTOS);
  const kept = (await disk.read(["meta"], (tx) => got(tx.objectStore("meta").get(name)))) as { sealed: ArrayBuffer };
  expect(text(kept.sealed)).not.toContain("face");
  const other = new DeviceKey(new Disk(new IDBFactory(), "tote-keys"));
  expect(await new Photos(databases, () => other.wrap()).open(name)).toBeNull();
});
