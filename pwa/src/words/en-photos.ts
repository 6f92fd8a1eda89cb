/** The sentences of pictures of goods, in English. */

export const photos = {
  "photo.take": "Take a photo", "photo.taken": "Photo taken", "photo.none": "This is no picture that can be read",
  "photo.looking": "Photo", "photo.waits": "Not arrived yet: still on the device that took it",
  "photo.waits_on": "Not arrived yet: still on {device}, last heard of {age} ago",
  "photo.lost": "Never arrived: it was on {device}, and is lost",
  "photo.offline": "Shown when there is a network", "photo.erased": "Erased", "photo.of": "Photo: {what}", "photo.goods": "goods",
  "photo.erase": "Erase", "photo.erase_sure": "Erase for good", "kept.photos": "{n} {n|photo|photos} to be sent, safe on this device",
  "act.claim": "Claim {n} from the supplier", "kind.photo.take": "Photo",
} as const;

export type PhotosWord = keyof typeof photos;
