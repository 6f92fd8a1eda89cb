/**
 * Five meanings as tones and as touch: taken (and `done`, when a line or a tote is complete), accepted by the server,
 * wrong, repeated, a decision is needed. All are rendered ahead; none is a file.
 */

export type Tone = "right" | "done" | "accepted" | "wrong" | "decide" | "repeated";

interface Note {
  readonly hz: readonly number[];
  readonly ms: number;
}

const GAIN = 0.3;
const RATE = 44_100;
const EDGE_S = 0.004;
const rough: Note = { hz: [392, 466, 2960], ms: 180 };
const rest: Note = { hz: [], ms: 60 };
const once: Note = { hz: [1760], ms: 70 };

const NOTES: Readonly<Record<Tone, readonly Note[]>> = {
  right: [
    { hz: [1760], ms: 40 },
    { hz: [2637], ms: 40 },
  ],
  done: [
    { hz: [1319], ms: 60 },
    { hz: [1760], ms: 60 },
    { hz: [2349], ms: 60 },
  ],
  accepted: [
    { hz: [1568], ms: 50 },
    { hz: [1047], ms: 70 },
  ],
  wrong: [rough, rest, rough],
  decide: [
    { hz: [880], ms: 90 },
    { hz: [1175], ms: 90 },
    { hz: [880], ms: 90 },
  ],
  repeated: [once, rest, once],
};

export const TOUCH: Readonly<Record<Tone, number | number[]>> = {
  right: 40,
  done: [40, 40, 40, 40, 40],
  accepted: 15,
  wrong: [120, 60, 120],
  decide: 200,
  repeated: [30, 60, 30],
};

/** The samples of a tone: square and sine in equal parts, so that a small speaker has energy at 1-4 kHz. */
export function render(tone: Tone, rate = RATE): Float32Array<ArrayBuffer> {
  const notes = NOTES[tone];
  const samples = new Float32Array(Math.ceil((notes.reduce((sum, n) => sum + n.ms, 0) / 1000) * rate));
  let from = 0;
  for (const note of notes) {
    const length = Math.floor((note.ms / 1000) * rate);
    for (let i = 0; i < length; i++) samples[from + i] = sample(note, i / rate, (length - i) / rate);
    from += length;
  }
  return samples;
}

function sample(note: Note, at: number, left: number): number {
  if (note.hz.length === 0) return 0;
  const edge = Math.min(1, at / EDGE_S, left / EDGE_S); // no click at the ends
  const sum = note.hz.reduce((all, hz) => {
    const sine = Math.sin(2 * Math.PI * hz * at);
    return all + 0.5 * sine + 0.5 * Math.sign(sine);
  }, 0);
  return (GAIN * edge * sum) / note.hz.length;
}

let audio: AudioContext | null = null;
let speaker: GainNode | null = null;
let level = 100;
const buffers = new Map<Tone, AudioBuffer>();

/** Open the speaker; a browser allows it once a person has touched or typed something. */
export function openSound(): void {
  if (audio || typeof AudioContext === "undefined") return;
  audio = new AudioContext({ latencyHint: "interactive" });
  speaker = audio.createGain();
  speaker.connect(audio.destination);
  setVolume(level);
  for (const tone of Object.keys(NOTES) as Tone[]) {
    const samples = render(tone, audio.sampleRate);
    const buffer = audio.createBuffer(1, samples.length, audio.sampleRate);
    buffer.copyToChannel(samples, 0);
    buffers.set(tone, buffer);
  }
}

/** How loud, in per cent of the loudest. */
export function setVolume(percent: number): void {
  level = percent;
  if (speaker) speaker.gain.value = percent / 100;
}

let playing: AudioBufferSourceNode | null = null;

/** When something last sounded, in milliseconds of the page. */
export let soundedAt = -Infinity;

/** Sound and touch. A new tone cuts the old one off: the last scan is what counts. */
export function play(tone: Tone): void {
  document.documentElement.dataset["tone"] = tone;
  soundedAt = performance.now();
  if (navigator.userActivation?.hasBeenActive ?? true) navigator.vibrate?.(TOUCH[tone]);
  openSound();
  if (!audio || !speaker) return;
  if (audio.state === "suspended") void audio.resume();
  playing?.stop();
  playing = audio.createBufferSource();
  playing.buffer = buffers.get(tone) ?? null;
  playing.connect(speaker);
  playing.start();
}

/** Milliseconds from the call to the ear, as far as the browser knows; above 120 it is a wireless speaker. */
export const delayMs = (): number =>
  Math.round(((audio?.baseLatency ?? 0) + ((audio as { outputLatency?: number } | null)?.outputLatency ?? 0)) * 1000);
