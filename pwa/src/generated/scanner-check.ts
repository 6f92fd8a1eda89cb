// Made by `tote types` from the Python definitions; changes go there.
/** Rows of modules, `1` for dark; a linear symbol has one row. `quiet`: modules that stay light around. */
export interface Drawn {
  readonly rows: readonly string[];
  readonly quiet: number;
}
/** `parts` are joined by the GS1 separator. */
export interface TestCode {
  readonly id: string;
  readonly carrier: string;
  readonly parts: readonly string[];
  readonly spelled: string;
  readonly symbol: Drawn;
}
export interface Step {
  readonly topic: string;
  readonly menu: string;
  readonly codes: readonly { readonly text: string; readonly symbol: Drawn }[];
}
export interface SetUp {
  readonly maker: string;
  readonly family: string;
  readonly tool: string;
  readonly steps: readonly Step[];
}
/** What each change is for. */
export const TOPICS = {
 "suffix": {
  "en": "End each code with Enter",
  "zh": "每个条码后发送回车"
 },
 "aim": {
  "en": "Send the AIM identifier",
  "zh": "发送码制标识符"
 },
 "gs": {
  "en": "Send the GS1 separator as a control character",
  "zh": "将分隔符作为控制字符发送"
 },
 "layout": {
  "en": "Keyboard language: United States",
  "zh": "键盘语言：美国英语"
 },
 "caps": {
  "en": "Capital letters as they are",
  "zh": "大小写保持原样"
 },
 "speed": {
  "en": "No pause between characters",
  "zh": "字符之间不停顿"
 },
 "digits": {
  "en": "Send all digits of EAN and UPC",
  "zh": "发送商品条码的全部数字"
 },
 "added": {
  "en": "Add nothing else",
  "zh": "不添加其他字符"
 },
 "channels": {
  "en": "Send each code once",
  "zh": "每个条码只发送一次"
 },
 "read": {
  "en": "Read 2D codes",
  "zh": "识读二维码"
 }
} as const;
/** How bad each finding is. */
export const SEVERITY = {
 "hand": "stop",
 "missing": "stop",
 "cut": "stop",
 "unread": "slow",
 "layout_host": "fine",
 "layout_scanner": "stop",
 "caps": "fine",
 "caps_text": "stop",
 "suffix_none": "slow",
 "suffix_tab": "fine",
 "suffix_double": "slow",
 "suffix_uneven": "slow",
 "added_behind": "fine",
 "added_before": "fine",
 "added_inside": "stop",
 "aim_none": "slow",
 "gs_lost": "slow",
 "gs_key": "slow",
 "gs_token": "fine",
 "gs_uneven": "slow",
 "gs_risky": "slow",
 "check_digit": "stop",
 "first_digit": "stop",
 "channels": "slow",
 "speed": "slow",
 "stall": "slow"
} as const;
export const TEST_CODES: readonly TestCode[] = [
 {
  "id": "mixed",
  "carrier": "code128",
  "parts": [
   "aZ-qY/Mw.129"
  ],
  "spelled": "aZ-qY/Mw.129",
  "symbol": {
   "rows": [
    "11010010000100101100001110110001010011011100100101111001110110100010111001100101110110001111001010010011001110100111001101100111001011100101100100011101101100011101011"
   ],
   "quiet": 10
  }
 },
 {
  "id": "ean",
  "carrier": "ean13",
  "parts": [
   "9521234000020"
  ],
  "spelled": "9521234000020",
  "symbol": {
   "rows": [
    "10101100010011011011001100100110100001010001101010111001011100101110010111001011011001110010101"
   ],
   "quiet": 11
  }
 },
 {
  "id": "upc",
  "carrier": "upca",
  "parts": [
   "614141000036"
  ],
  "spelled": "614141000036",
  "symbol": {
   "rows": [
    "10101011110011001010001100110010100011001100101010111001011100101110010111001010000101010000101"
   ],
   "quiet": 11
  }
 },
 {
  "id": "gs1",
  "carrier": "gs1-128",
  "parts": [
   "010952123400001310A7",
   "219Z"
  ],
  "spelled": "(01)09521234000013(10)A7(21)9Z",
  "symbol": {
   "rows": [
    "11010011100111101011101100110110011001001000110111000101011001110010001011000110110011001101100110010011011100110010001001011110111010100011000111011011101111010111011001110010100111001101110010110011101100010100100111101100011101011"
   ],
   "quiet": 10
  }
 },
 {
  "id": "matrix",
  "carrier": "datamatrix",
  "parts": [
   "010952123400001310b-8",
   "21z5",
   "240t/4"
  ],
  "spelled": "(01)09521234000013(10)b-8(21)z5(240)t/4",
  "symbol": {
   "rows": [
    "1010101010101010101010",
    "1100111100000001010101",
    "1000101101110111101010",
    "1011001000011110101001",
    "1110110101000110011110",
    "1010001110110001011111",
    "1010010011110101001010",
    "1001001110110101100111",
    "1100011000001011111100",
    "1101000111111011011001",
    "1001000101110101111010",
    "1111110011100101000101",
    "1001001101000001110100",
    "1011011000110011100101",
    "1010101010011101001000",
    "1100000111000001111101",
    "1001110011110100010000",
    "1100110000100000000011",
    "1000011010101100111000",
    "1001101101001111101111",
    "1001101001101111011000",
    "1111111111111111111111"
   ],
   "quiet": 2
  }
 },
 {
  "id": "long",
  "carrier": "qr",
  "parts": [
   "TOTE-CHECK/0123456789:AbCdEfGhIjKlMnOpQrStUvWxYz;-.,_?=&+*()!"
  ],
  "spelled": "TOTE-CHECK/0123456789:AbCdEfGhIjKlMnOpQrStUvWxYz;-.,_?=&+*()!",
  "symbol": {
   "rows": [
    "111111100110100011010111101111111",
    "100000100110100111001010001000001",
    "101110101010001010000110101011101",
    "101110101011000101111010001011101",
    "101110101100110001001110001011101",
    "100000101001100111100000101000001",
    "111111101010101010101010101111111",
    "000000001010100100101101000000000",
    "101111100000001000011000001111100",
    "111110001101100111110011100001001",
    "010101100101000101000100100101010",
    "001010001101000010000100110111111",
    "110110110011000101110110010001101",
    "000101001001110000010111011001000",
    "011001101110010100100000010100110",
    "011100001000010100011110010101100",
    "010010111010011001011000010100110",
    "001000011001100011110011100001100",
    "100110110101011110001100000010110",
    "100100000010100110011111001101101",
    "000100110101001101100011010010101",
    "110001001010000000110110010001010",
    "101000100011001101101110100011110",
    "101000010000011000101100011011110",
    "100000111011001000011000111110011",
    "000000001100101110110010100011101",
    "111111100000110101000001101011110",
    "100000101001101110111100100010110",
    "101110101110110101100000111110001",
    "101110101111011000110111010101011",
    "101110101111011111101110000000000",
    "100000100110010000010111000001100",
    "111111101011101001011001111010110"
   ],
   "quiet": 4
  }
 }
];
export const MAKERS: readonly SetUp[] = [
 {
  "maker": "zebra",
  "family": "Zebra TC / MC / EC / ET (Android)",
  "tool": "DataWedge › Profile",
  "steps": [
   {
    "topic": "suffix",
    "menu": "Keystroke output › Basic data formatting › Send ENTER key: on",
    "codes": []
   },
   {
    "topic": "aim",
    "menu": "Barcode input › Configure scanner settings › Scan params › Code ID: AIM",
    "codes": []
   },
   {
    "topic": "gs",
    "menu": "Keystroke output › Key event options › Send Control Characters as Events: on",
    "codes": []
   },
   {
    "topic": "layout",
    "menu": "Keystroke output › Key event options › Send Characters as Events: off",
    "codes": []
   },
   {
    "topic": "caps",
    "menu": "Android keyboard › Caps Lock: off",
    "codes": []
   },
   {
    "topic": "speed",
    "menu": "Keystroke output › Inter-character delay: 0 · Key event options › Key event delay: 0 (characters missing: +100 ms)",
    "codes": []
   },
   {
    "topic": "digits",
    "menu": "Barcode input › Configure scanner settings › Decoder params › UPC-A › Report Check Digit: on, Preamble: System Character",
    "codes": []
   },
   {
    "topic": "added",
    "menu": "Keystroke output › Basic data formatting › Prefix to data, Suffix to data: empty",
    "codes": []
   },
   {
    "topic": "channels",
    "menu": "Keystroke output: on · Intent output: off",
    "codes": []
   },
   {
    "topic": "read",
    "menu": "Barcode input › Configure scanner settings › Decoders › QR Code, Datamatrix: on",
    "codes": []
   }
  ]
 },
 {
  "maker": "zebra",
  "family": "Zebra DS / LI / LS (USB, Bluetooth)",
  "tool": "123Scan · Product Reference Guide",
  "steps": [
   {
    "topic": "suffix",
    "menu": "Scan Options → <DATA> <SUFFIX> → Enter (Scan Data Transmission Format, 235; Suffix 1, 104)",
    "codes": []
   },
   {
    "topic": "aim",
    "menu": "Transmit Code ID Character (45): AIM Code ID Character",
    "codes": []
   },
   {
    "topic": "gs",
    "menu": "Function Key Mapping: Disable",
    "codes": []
   },
   {
    "topic": "layout",
    "menu": "USB Country Keyboard Types: North American Standard USB Keyboard",
    "codes": []
   },
   {
    "topic": "caps",
    "menu": "USB CAPS Lock Override: Enable",
    "codes": []
   },
   {
    "topic": "speed",
    "menu": "USB Keystroke Delay: No Delay (characters missing: Medium Delay)",
    "codes": []
   },
   {
    "topic": "digits",
    "menu": "Transmit UPC-A Check Digit: Enable · UPC-A Preamble: System Character",
    "codes": []
   },
   {
    "topic": "added",
    "menu": "Scan Data Transmission Format (235): <DATA> <SUFFIX>",
    "codes": []
   },
   {
    "topic": "channels",
    "menu": "USB Device Type: USB Keyboard HID",
    "codes": []
   },
   {
    "topic": "read",
    "menu": "QR Code: Enable · Data Matrix: Enable",
    "codes": []
   }
  ]
 },
 {
  "maker": "honeywell",
  "family": "Honeywell Xenon / Voyager / Granit (USB, Bluetooth)",
  "tool": "EZConfig · User's Guide",
  "steps": [
   {
    "topic": "suffix",
    "menu": "Add CR Suffix, All Symbologies (SUFBK2990D.)",
    "codes": [
     {
      "text": "SUFBK2990D.",
      "symbol": {
       "rows": [
        "1101001000010001011110110111010001101110111010001100010100010110001011000111011001110010111001011001110010110010011101100101100010001001100111010111100010111011110101100011101011"
       ],
       "quiet": 10
      }
     }
    ]
   },
   {
    "topic": "aim",
    "menu": "Add Prefix → 9 9 → 5 C 8 1 → Save (AIM ID, all symbologies)",
    "codes": []
   },
   {
    "topic": "gs",
    "menu": "Keyboard Modifiers › Control + ASCII Mode: On",
    "codes": []
   },
   {
    "topic": "layout",
    "menu": "Keyboard Country: U.S.A.",
    "codes": []
   },
   {
    "topic": "caps",
    "menu": "Keyboard Style: Automatic Caps Lock",
    "codes": []
   },
   {
    "topic": "speed",
    "menu": "Intercharacter Delay: 0 (characters missing: 1)",
    "codes": []
   },
   {
    "topic": "digits",
    "menu": "UPC-A: Check Digit On, Number System On · EAN/JAN-13: Check Digit On",
    "codes": []
   },
   {
    "topic": "added",
    "menu": "Clear All Prefixes · Clear All Suffixes",
    "codes": []
   },
   {
    "topic": "channels",
    "menu": "Plug and Play: USB PC Keyboard",
    "codes": []
   },
   {
    "topic": "read",
    "menu": "QR Code: On · Data Matrix: On",
    "codes": []
   }
  ]
 },
 {
  "maker": "honeywell",
  "family": "Honeywell CT / CK / EDA (Android)",
  "tool": "Settings › Honeywell Settings › Scanning › Internal Scanner › Profile",
  "steps": [
   {
    "topic": "suffix",
    "menu": "Data Processing Settings › Suffix: \\n · Wedge as keys: 9,10,13",
    "codes": []
   },
   {
    "topic": "aim",
    "menu": "Data Processing Settings › Symbology Prefix: AIM",
    "codes": []
   },
   {
    "topic": "gs",
    "menu": "Data Processing Settings › Wedge as keys: add 29",
    "codes": []
   },
   {
    "topic": "added",
    "menu": "Data Processing Settings › Prefix: empty",
    "codes": []
   },
   {
    "topic": "channels",
    "menu": "Data Processing Settings › Wedge: on · Data Intent: off",
    "codes": []
   },
   {
    "topic": "digits",
    "menu": "Symbology Settings › UPC-A › Send Check Digit, Send Number System · EAN-13",
    "codes": []
   },
   {
    "topic": "read",
    "menu": "Symbology Settings › QR Code, Data Matrix: on",
    "codes": []
   }
  ]
 },
 {
  "maker": "datalogic",
  "family": "Datalogic Gryphon / QuickScan / PowerScan (USB, Bluetooth)",
  "tool": "Aladdin · Product Reference Guide",
  "steps": [
   {
    "topic": "suffix",
    "menu": "ENTER/EXIT PROGRAMMING MODE → SET GLOBAL SUFFIX → 0 D → ENTER/EXIT → ENTER/EXIT",
    "codes": []
   },
   {
    "topic": "aim",
    "menu": "Data Format › Global AIM ID: Enable ($CAIEN01)",
    "codes": [
     {
      "text": "P",
      "symbol": {
       "rows": [
        "1101000010010111100010100100011001110111011011110111010110001000101100011101011"
       ],
       "quiet": 10
      }
     },
     {
      "text": "CAIEN01",
      "symbol": {
       "rows": [
        "1101000010010111100010100100011001000100011010100011000110001000101000110100010111000110100111011001001110011011110111010100101111001100011101011"
       ],
       "quiet": 10
      }
     },
     {
      "text": "P",
      "symbol": {
       "rows": [
        "1101000010010111100010100100011001110111011011110111010110001000101100011101011"
       ],
       "quiet": 10
      }
     }
    ]
   },
   {
    "topic": "gs",
    "menu": "Keyboard Interface › Send Control Characters: Ctrl + Keyboard",
    "codes": []
   },
   {
    "topic": "layout",
    "menu": "Keyboard Interface › Country Mode: U.S.",
    "codes": []
   },
   {
    "topic": "caps",
    "menu": "Keyboard Interface › Caps Lock State: Caps Lock OFF",
    "codes": []
   },
   {
    "topic": "speed",
    "menu": "Keyboard Interface › Intercharacter Delay: 0 (characters missing: 01 = 10 ms)",
    "codes": []
   },
   {
    "topic": "digits",
    "menu": "UPC-A › Check Character Transmission, Number System Character Transmission: Enable · EAN-13 › Check Character Transmission: Enable",
    "codes": []
   },
   {
    "topic": "added",
    "menu": "Data Format › Global Prefix, Label ID: none",
    "codes": []
   },
   {
    "topic": "channels",
    "menu": "Interface: USB Keyboard",
    "codes": []
   },
   {
    "topic": "read",
    "menu": "QR Code: Enable · Data Matrix: Enable",
    "codes": []
   }
  ]
 },
 {
  "maker": "datalogic",
  "family": "Datalogic Memor / Skorpio / Joya (Android)",
  "tool": "Settings › Scanner Settings",
  "steps": [
   {
    "topic": "suffix",
    "menu": "Formatting › Label suffix: CR",
    "codes": []
   },
   {
    "topic": "aim",
    "menu": "Formatting › Send code ID: AIM",
    "codes": []
   },
   {
    "topic": "added",
    "menu": "Formatting › Label prefix: empty",
    "codes": []
   },
   {
    "topic": "channels",
    "menu": "Wedge › Keyboard wedge: on · Intent wedge: off",
    "codes": []
   },
   {
    "topic": "read",
    "menu": "Symbologies › QR Code, Data Matrix: on",
    "codes": []
   }
  ]
 },
 {
  "maker": "other",
  "family": "USB / Bluetooth HID",
  "tool": "User manual",
  "steps": [
   {
    "topic": "suffix",
    "menu": "Suffix / Terminator: CR (Enter)",
    "codes": []
   },
   {
    "topic": "aim",
    "menu": "AIM ID / Code ID: AIM",
    "codes": []
   },
   {
    "topic": "gs",
    "menu": "Control characters: Ctrl + key (GS = Ctrl+]) · GS replacement: |",
    "codes": []
   },
   {
    "topic": "layout",
    "menu": "Keyboard language: English (US) · Alt + numeric keypad",
    "codes": []
   },
   {
    "topic": "caps",
    "menu": "Caps Lock: off · Ignore Caps Lock: on",
    "codes": []
   },
   {
    "topic": "speed",
    "menu": "Inter-character delay: 0 (characters missing: 5-10 ms)",
    "codes": []
   },
   {
    "topic": "digits",
    "menu": "UPC-A, EAN-13: transmit check digit · UPC-A: transmit number system",
    "codes": []
   },
   {
    "topic": "added",
    "menu": "Prefix, suffix, code ID: none but CR and AIM",
    "codes": []
   },
   {
    "topic": "channels",
    "menu": "Interface: USB / Bluetooth HID keyboard",
    "codes": []
   },
   {
    "topic": "read",
    "menu": "QR Code, Data Matrix: enable",
    "codes": []
   }
  ]
 }
];
