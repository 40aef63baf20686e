#!/bin/sh
# Kiểm tra hồ sơ kỳ họp điện tử bằng công cụ có sẵn của Linux (Windows: WSL hoặc Git Bash; macOS: thêm coreutils).
#
#   sh KIEM-TRA.sh                          kiểm tra thư mục chứa tệp này
#   sh KIEM-TRA.sh HS_….zip GOC.pem         kiểm tra tệp zip, và ai đã niêm phong
#   sh KIEM-TRA.sh THU-MUC GOC.pem          kiểm tra thư mục đã giải nén
#
# GOC.pem là chứng thư gốc của Hội đồng nhân dân, lấy từ nơi khác, không lấy trong chính hồ sơ này.
# Mã thoát: 0 nguyên vẹn và đúng niêm phong; 1 hồ sơ không còn nguyên vẹn; 2 không kiểm tra được;
#           3 nguyên vẹn nhưng chưa biết ai niêm phong (không có GOC.pem).
# Cần: unzip, sha256sum, sha512sum, openssl, sort, uniq, comm, cmp, sed, grep, find, mktemp.
set -u
LC_ALL=C
export LC_ALL
umask 077

work=
trap '[ -z "$work" ] || rm -rf "$work"' EXIT
trap 'exit 2' HUP INT TERM

dung() {
    printf '%s\n' "KHÔNG KIỂM TRA ĐƯỢC: $1" >&2
    exit 2
}
hong() {
    printf '  HỎNG  %s\n' "$1"
    if [ -n "${2:-}" ]; then printf '%s\n' "$2" | sed -n '1,10s/^/          /p'; fi
    printf '\n%s\n' "KẾT LUẬN: HỒ SƠ KHÔNG CÒN NGUYÊN VẸN. Không dùng bản này; lấy bản lưu khác và báo cơ quan đã giao nộp."
    exit 1
}
dat() { printf '  ĐẠT   %s\n' "$1"; }

goc=
zip=
thu_muc=
for tham_so in "$@"; do
    if [ -d "$tham_so" ]; then
        thu_muc=$tham_so
    else
        [ -r "$tham_so" ] || dung "không đọc được $tham_so"
        case $tham_so in
        *.zip | *.ZIP) zip=$tham_so ;;
        *) goc=$tham_so ;;
        esac
    fi
done
for cong_cu in unzip sha256sum sha512sum openssl sort uniq comm cmp sed grep find mktemp; do
    command -v "$cong_cu" >/dev/null 2>&1 || dung "máy này thiếu công cụ $cong_cu"
done
tuyet_doi() { (CDPATH='' cd -- "$(dirname -- "$1")" && printf '%s/%s\n' "$(pwd -P)" "$(basename -- "$1")"); }
[ -z "$goc" ] || goc=$(tuyet_doi "$goc")
[ -z "$zip" ] || zip=$(tuyet_doi "$zip")
work=$(mktemp -d) || dung "không tạo được thư mục tạm"

printf '%s\n' "Bước 1. Tệp zip"
if [ -n "$zip" ]; then
    ten_tep=$(unzip -Z1 "$zip" 2>/dev/null) || hong "không mở được tệp zip"
    printf '%s\n' "$ten_tep" >"$work/ten"
    xau=$(grep -Ev '^[A-Za-z0-9._/-]+$' "$work/ten")
    [ -z "$xau" ] || hong "tên tệp có ký tự lạ" "$xau"
    xau=$(grep -E '^/|//|/$|(^|/)\.\.?(/|$)|(^|/)-' "$work/ten")
    [ -z "$xau" ] || hong "tên tệp chỉ ra ngoài thư mục" "$xau"
    xau=$(tr '[:upper:]' '[:lower:]' <"$work/ten" | sort | uniq -d)
    [ -z "$xau" ] || hong "hai tệp trùng tên" "$xau"
    [ "$(sed 's,/.*,,' "$work/ten" | sort -u | wc -l)" -eq 1 ] || hong "hồ sơ phải nằm trong đúng một thư mục"
    [ "$(wc -l <"$work/ten")" -le 5000 ] || hong "quá nhiều tệp"
    unzip -Zs "$zip" 2>/dev/null >"$work/muc" || hong "không đọc được danh sách tệp"
    xau=$(grep -E '^[bcdlps?]' "$work/muc")
    [ -z "$xau" ] || hong "có mục không phải là tệp thường" "$xau"
    xau=$(grep '^-' "$work/muc" | grep -v ' stor ')
    [ -z "$xau" ] || hong "có tệp không được lưu nguyên dạng" "$xau"
    unzip -tqq "$zip" >"$work/loi" 2>&1 || hong "tệp zip bị hỏng" "$(cat "$work/loi")"
    unzip -qq -n "$zip" -d "$work/zip" >"$work/loi" 2>&1 || dung "không giải nén được (đủ chỗ trống trong $work không?)"
    thu_muc=$work/zip/$(sed -n '1s,/.*,,p' "$work/ten")
    dat "tệp zip đọc được trọn vẹn, tên tệp hợp lệ, không trùng"
else
    [ -n "$thu_muc" ] || thu_muc=$(dirname -- "$0")
    printf '%s\n' "  BỎ QUA (không có tệp zip; chỉ kiểm tra thư mục)"
fi
CDPATH='' cd -- "$thu_muc" || dung "không vào được thư mục $thu_muc"

printf '%s\n' "Bước 2. Đủ tệp, không thừa tệp"
for can in bagit.txt bag-info.txt manifest-sha256.txt manifest-sha512.txt tagmanifest-sha256.txt tagmanifest-sha512.txt; do
    [ -f "$can" ] || hong "thiếu tệp $can"
done
# Danh mục chỉ được nói về tệp trong hồ sơ.
dung_mau() {
    xau=$(grep -Ev "^[0-9a-f]{$2}  $3[A-Za-z0-9._/-]+\$" "$1")
    [ -z "$xau" ] || hong "$1 có dòng không đúng mẫu" "$xau"
    xau=$(grep -E '  /|//|(^| |/)\.\.?(/|$)' "$1")
    [ -z "$xau" ] || hong "$1 chỉ ra ngoài hồ sơ" "$xau"
    sed 's/^[0-9a-f]*  //' "$1" | sort >"$4"
    [ -z "$(uniq -d "$4")" ] || hong "$1 ghi một tệp hai lần"
}
[ "$(sed -n 1p bagit.txt)" = 'BagIt-Version: 1.0' ] || hong "bagit.txt không đúng"
[ -s manifest-sha256.txt ] || hong "manifest-sha256.txt trống"
[ -s tagmanifest-sha256.txt ] || hong "tagmanifest-sha256.txt trống"
dung_mau manifest-sha256.txt 64 data/ "$work/ghi"
dung_mau manifest-sha512.txt 128 data/ "$work/ghi512"
dung_mau tagmanifest-sha256.txt 64 '' "$work/ghi-the"
dung_mau tagmanifest-sha512.txt 128 '' "$work/ghi-the512"
cmp -s "$work/ghi" "$work/ghi512" || hong "hai danh mục tài liệu không khớp nhau"
cmp -s "$work/ghi-the" "$work/ghi-the512" || hong "hai danh mục thẻ không khớp nhau"
xau=$(find . ! -type f ! -type d)
[ -z "$xau" ] || hong "có mục không phải là tệp thường" "$xau"
find data -type f | sort >"$work/co"
find . -type f | sed 's,^\./,,' | grep -v '^data/' | grep -v '^signatures/' | grep -Ev '^tagmanifest-sha(256|512)\.txt$' | sort >"$work/co-the"
find signatures -type f 2>/dev/null | grep -Ev '^signatures/(tagmanifest-sha256\.txt\.p7s|chung-thu-kem-theo\.pem)$' >"$work/la"
xau=$(comm -13 "$work/ghi" "$work/co"; comm -13 "$work/ghi-the" "$work/co-the"; cat "$work/la")
[ -z "$xau" ] || hong "tệp thừa, không có trong danh mục" "$xau"
xau=$(comm -23 "$work/ghi" "$work/co"; comm -23 "$work/ghi-the" "$work/co-the")
[ -z "$xau" ] || hong "tệp bị thiếu" "$xau"
for can in bagit.txt bag-info.txt manifest-sha256.txt manifest-sha512.txt; do
    grep -qx "$can" "$work/ghi-the" || hong "tagmanifest-sha256.txt không ghi $can"
done
dat "đủ $(($(wc -l <"$work/co"))) tệp dữ liệu, không có tệp lạ"

printf '%s\n' "Bước 3. Tài liệu đúng từng byte"
xau=$(sha256sum -c --quiet manifest-sha256.txt 2>&1) || hong "tài liệu khác với danh mục SHA-256" "$xau"
xau=$(sha512sum -c --quiet manifest-sha512.txt 2>&1) || hong "tài liệu khác với danh mục SHA-512" "$xau"
dat "mọi tài liệu khớp SHA-256 và SHA-512"

printf '%s\n' "Bước 4. Danh mục và thông tin mô tả đúng từng byte"
xau=$(sha256sum -c --quiet tagmanifest-sha256.txt 2>&1) || hong "thông tin mô tả khác với danh mục SHA-256" "$xau"
xau=$(sha512sum -c --quiet tagmanifest-sha512.txt 2>&1) || hong "thông tin mô tả khác với danh mục SHA-512" "$xau"
dat "danh mục và thông tin mô tả khớp"

printf '%s\n' "Bước 5. Niêm phong"
chu_ky=signatures/tagmanifest-sha256.txt.p7s
[ -f "$chu_ky" ] || hong "hồ sơ chưa được niêm phong"
# Chỉ tin chứng thư gốc được đưa vào, không tin kho chứng thư của máy.
rieng=-no-CApath
if openssl cms -help 2>&1 | grep -q -e '-no-CAstore'; then rieng="$rieng -no-CAstore"; fi
kiem_niem_phong() {
    # shellcheck disable=SC2086
    openssl cms -verify -binary -inform DER -in "$chu_ky" -content tagmanifest-sha256.txt -purpose any -no_check_time \
        -signer "$work/nguoi-ky.pem" -out /dev/null "$@" >"$work/loi" 2>&1
}
# shellcheck disable=SC2086
kiem_niem_phong -noverify $rieng || hong "chữ ký niêm phong không khớp với danh mục" "$(sed -n '1,3p' "$work/loi")"
if [ -n "$goc" ]; then
    case $goc in "$(pwd -P)"/*) dung "chứng thư gốc phải lấy từ nơi khác, không lấy trong chính hồ sơ" ;; esac
    # shellcheck disable=SC2086
    kiem_niem_phong -CAfile "$goc" $rieng || hong "niêm phong không thuộc chứng thư gốc đã đưa" "$(sed -n '1,3p' "$work/loi")"
fi
openssl x509 -in "$work/nguoi-ky.pem" -noout -subject -dates -fingerprint -sha256 -nameopt utf8,sep_comma_plus 2>/dev/null | sed 's/^/        /'
if [ -z "$goc" ]; then
    dat "chữ ký niêm phong khớp, nhưng chưa biết chứng thư trên là của ai"
    printf '\n%s\n' "KẾT LUẬN: HỒ SƠ NGUYÊN VẸN, CHƯA XÁC ĐỊNH NGƯỜI NIÊM PHONG. Chạy lại với chứng thư gốc: sh KIEM-TRA.sh … GOC.pem"
    exit 3
fi
dat "niêm phong thuộc chứng thư gốc đã đưa"
printf '\n%s\n' "KẾT LUẬN: HỒ SƠ NGUYÊN VẸN VÀ ĐÚNG NIÊM PHONG."
exit 0
