/** The sentences of pictures of goods, in Chinese. */

import type { PhotosWord } from "./en-photos";

export const photos: Readonly<Record<PhotosWord, string>> = {
  "photo.take": "拍照", "photo.taken": "已拍照", "photo.none": "无法读取此图片",
  "photo.looking": "照片", "photo.waits": "尚未送达：仍在拍摄的设备上",
  "photo.waits_on": "尚未送达：仍在 {device} 上，该设备 {age}前最后联机",
  "photo.lost": "从未送达：照片在 {device} 上，已丢失",
  "photo.offline": "联网后显示", "photo.erased": "已删除", "photo.of": "照片：{what}", "photo.goods": "货品",
  "photo.erase": "删除", "photo.erase_sure": "永久删除", "kept.photos": "{n} 张照片待发送，已安全保存在本机",
  "act.claim": "向供应商索赔 {n} 件", "kind.photo.take": "照片",
};
