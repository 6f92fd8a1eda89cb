import { afterEach, expect, test, vi } from "vitest";
import { Lens, openCamera } from "./stream";

afterEach(() => vi.unstubAllGlobals());

const named = (name: string): Error => Object.assign(new Error(name), { name });
const refusing = (name: string) =>
  vi.stubGlobal("navigator", { mediaDevices: { getUserMedia: () => Promise.reject(named(name)) } });

test.each([
  ["NotAllowedError", "refused"],
  ["SecurityError", "refused"],
  ["NotReadableError", "busy"],
  ["AbortError", "busy"],
  ["NotFoundError", "none"],
  ["OverconstrainedError", "none"],
])("%s means %s", async (name, why) => {
  refusing(name);
  expect(await openCamera()).toBe(why);
});

test("a page that the browser gives no camera to has none", async () => {
  vi.stubGlobal("navigator", {});
  expect(await openCamera()).toBe("none");
});

function lens(able: object, does = true) {
  const wishes: unknown[] = [];
  const track = {
    stopped: false,
    getCapabilities: () => able,
    applyConstraints: (wish: unknown) => (wishes.push(wish), does ? Promise.resolve() : Promise.reject(named("Overconstrained"))),
    stop() {
      this.stopped = true;
    },
  };
  const stream = { getVideoTracks: () => [track], getTracks: () => [track] };
  return { lens: new Lens(stream as unknown as MediaStream), wishes, track };
}

test("the light is offered where the camera has one, and does what it is told", async () => {
  expect(lens({}).lens.hasTorch).toBe(false);
  const { lens: with_, wishes } = lens({ torch: true });
  expect(with_.hasTorch).toBe(true);
  expect(await with_.torch(true)).toBe(true);
  expect(wishes).toEqual([{ advanced: [{ torch: true }] }]);
  expect(await lens({ torch: true }, false).lens.torch(true)).toBe(false);
});

test("zoom is offered where there is a range, and focus is kept going where the camera can", () => {
  expect(lens({ zoom: { min: 1, max: 1 } }).lens.zoom).toBeNull();
  expect(lens({ zoom: { min: 1, max: 5, step: 0.1 } }).lens.zoom).toEqual({ min: 1, max: 5, step: 0.1 });
  expect(lens({ focusMode: ["manual", "continuous"] }).wishes).toEqual([{ advanced: [{ focusMode: "continuous" }] }]);
});

test("a closed camera is off", () => {
  const { lens: open, track } = lens({});
  open.stop();
  expect(track.stopped).toBe(true);
});
