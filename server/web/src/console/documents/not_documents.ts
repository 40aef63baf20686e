// Which of a folder's files are no documents, by their names: said and left out before anything is sent. What a name does not tell, the server
// finds out. Pure.
import { limits, sentences } from "../../generated/protocol";

export interface NotDocument {
  readonly why: string; // Vietnamese, what it is and what to do
  readonly system?: true; // put there by the machine, nobody misses it
}

const system = /^(\.|~\$|~wrl|thumbs\.db$|ehthumbs\.db$|desktop\.ini$|icon\r?$|__macosx$)/i;
const programs =
  /\.(exe|com|scr|pif|bat|cmd|msi|msix|vbs|vbe|js|jse|wsf|wsh|hta|lnk|url|ps1|jar|cpl|dll|reg|apk|dmg|pkg|sh|command|desktop)$/i;
// Letters that turn the reading order: "biên bản\u202Efdp.exe" is shown as "biên bảnexe.pdf".
const disguise = /[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/;
const control = /[\u0000-\u001f\u007f]/;

const kinds: readonly (readonly [RegExp, string])[] = [
  [/\.(docx?|docm|odt|rtf|wps)$/i, "Tệp văn bản Word, không phải PDF. Hãy lưu thành PDF rồi gửi lại."],
  [/\.(xlsx?|xlsm|ods|csv)$/i, "Tệp bảng tính, không phải PDF. Hãy lưu thành PDF rồi gửi lại."],
  [/\.(pptx?|ppsx?|odp)$/i, "Tệp trình chiếu, không phải PDF. Hãy lưu thành PDF rồi gửi lại."],
  [/\.(jpe?g|png|gif|bmp|tiff?|heic|webp)$/i, "Tệp ảnh, không phải PDF. Hãy quét hoặc lưu thành PDF rồi gửi lại."],
  [/\.(zip|rar|7z|gz|tar|tgz)$/i, "Tệp nén nằm trong thư mục. Hãy giải nén rồi thả lại, hoặc thả riêng tệp .zip."],
  [/\.(mp[34]|mov|avi|m4a|wav|mkv)$/i, "Tệp âm thanh hoặc phim, không phải PDF."],
  [/\.(eml|msg)$/i, "Thư điện tử, không phải PDF. Hãy lưu tệp đính kèm rồi gửi lại."],
];

// Nothing: it may be a document.
export function faultOfName(name: string): NotDocument | null {
  if (system.test(name)) return { why: "Tệp của hệ điều hành hoặc tệp tạm.", system: true };
  if (disguise.test(name) || control.test(name))
    return { why: "Tên tệp có ký tự ẩn làm đọc sai tên, như phần mềm độc hại hay dùng. Không gửi; hãy hỏi nơi gửi tệp." };
  if (programs.test(name)) return { why: "Chương trình chạy được, không phải tài liệu. Không mở; hãy báo người phụ trách máy tính." };
  if (/\.pdf$/i.test(name)) return null;
  const kind = kinds.find(([ending]) => ending.test(name));
  if (kind) return { why: kind[1] };
  return { why: "Không phải tệp PDF. Hãy lưu thành PDF rồi gửi lại." };
}

export function faultOfFile(name: string, bytes: number): NotDocument | null {
  const named = faultOfName(name);
  if (named) return named;
  if (bytes === 0) return { why: sentences.empty_file };
  return bytes > limits.documentBytesMax ? { why: sentences.too_large } : null;
}
