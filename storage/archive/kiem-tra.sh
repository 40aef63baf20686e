#!/bin/sh
# Kiểm tra hồ sơ kỳ họp điện tử bằng công cụ có sẵn của Linux (Windows: KIEM-TRA.ps1; macOS: thêm coreutils).
#
#   sh KIEM-TRA.sh                          kiểm tra thư mục chứa tệp này
#   sh KIEM-TRA.sh HS_….zip GOC.pem         kiểm tra tệp zip, và ai đã niêm phong
#   sh KIEM-TRA.sh THU-MUC GOC.pem          kiểm tra thư mục đã giải nén
#   … --thoi-gian=GOC-TSA.pem               chứng thư gốc của dịch vụ cấp dấu thời gian (HS_….zip.tsr đặt cạnh tệp zip)
#
# GOC.pem là chứng thư gốc của Hội đồng nhân dân, lấy từ nơi khác, không lấy trong chính hồ sơ này.
# Mã thoát: 0 nguyên vẹn và đúng niêm phong; 1 hồ sơ không còn nguyên vẹn; 2 không kiểm tra được;
#           3 nguyên vẹn nhưng chưa ai bảo đảm (không có GOC.pem, hoặc là bản nháp);
#           4 nguyên vẹn nhưng niêm phong không thuộc GOC.pem đã đưa (đưa nhầm chứng thư gốc, hoặc bị niêm phong lại).
# Cần: unzip, sha256sum, sha512sum, openssl, sort, uniq, comm, cmp, sed, grep, find, awk, xargs, mktemp.
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
ket_luan_hong() {
    printf '\n%s\n' "KẾT LUẬN: HỒ SƠ KHÔNG CÒN NGUYÊN VẸN. Không dùng bản này; lấy bản lưu khác và báo cơ quan đã giao nộp."
    exit 1
}
# Ghi lỗi và kiểm tra tiếp: mọi tệp hỏng đều được nêu, không dừng ở tệp đầu.
hong_cho=
loi() {
    hong_cho=1
    printf '  HỎNG  %s\n' "$1"
    if [ -n "${2:-}" ]; then printf '%s\n' "$2" | sed 's/^/          /'; fi
}
# Lỗi khiến không kiểm tra tiếp được.
hong() {
    loi "$@"
    ket_luan_hong
}
dat() { printf '  ĐẠT   %s\n' "$1"; }

goc=
goc_thoi_gian=
zip=
tsr=
thu_muc=
for tham_so in "$@"; do
    if [ "${tham_so#--thoi-gian=}" != "$tham_so" ]; then
        goc_thoi_gian=${tham_so#--thoi-gian=}
        [ -r "$goc_thoi_gian" ] || dung "không đọc được $goc_thoi_gian"
    elif [ -d "$tham_so" ]; then
        thu_muc=$tham_so
    else
        [ -r "$tham_so" ] || dung "không đọc được $tham_so"
        case $tham_so in
        *.zip | *.ZIP) zip=$tham_so ;;
        *.tsr) tsr=$tham_so ;;
        *) goc=$tham_so ;;
        esac
    fi
done
for cong_cu in unzip sha256sum sha512sum openssl sort uniq comm cmp sed grep find awk xargs mktemp; do
    command -v "$cong_cu" >/dev/null 2>&1 || dung "máy này thiếu công cụ $cong_cu"
done
tuyet_doi() { (CDPATH='' cd -- "$(dirname -- "$1")" && printf '%s/%s\n' "$(pwd -P)" "$(basename -- "$1")"); }
[ -z "$goc" ] || goc=$(tuyet_doi "$goc")
[ -z "$goc" ] || openssl x509 -in "$goc" -noout >/dev/null 2>&1 || openssl x509 -inform DER -in "$goc" -noout >/dev/null 2>&1 ||
    dung "$goc không phải là chứng thư; điều này không nói gì về hồ sơ"
[ -z "$zip" ] || zip=$(tuyet_doi "$zip")
[ -z "$goc_thoi_gian" ] || goc_thoi_gian=$(tuyet_doi "$goc_thoi_gian")
if [ -z "$tsr" ] && [ -n "$zip" ] && [ -r "$zip.tsr" ]; then tsr=$zip.tsr; fi
[ -z "$tsr" ] || tsr=$(tuyet_doi "$tsr")
work=$(mktemp -d) || dung "không tạo được thư mục tạm"
# Chứng thư gốc dạng nhị phân (DER) cũng dùng được.
if [ -n "$goc" ] && ! grep -q 'BEGIN CERTIFICATE' "$goc"; then
    goc_ban_dau=$goc
    goc=$work/goc.pem
    openssl x509 -in "$goc_ban_dau" -out "$goc" >/dev/null 2>&1 || openssl x509 -inform DER -in "$goc_ban_dau" -out "$goc" || dung "không đọc được $goc_ban_dau"
fi

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
    unzip -tqq "$zip" >"$work/loi" 2>&1 || loi "tệp zip bị hỏng" "$(sed -n '1,10p' "$work/loi")"
    unzip -qq -n "$zip" -d "$work/zip" >"$work/loi" 2>&1 || [ -n "$hong_cho" ] || dung "không giải nén được (đủ chỗ trống trong $work không?)"
    thu_muc=$work/zip/$(sed -n '1s,/.*,,p' "$work/ten")
    [ -n "$hong_cho" ] || dat "tệp zip đọc được trọn vẹn, tên tệp hợp lệ, không trùng"
else
    [ -n "$thu_muc" ] || thu_muc=$(dirname -- "$0")
    printf '%s\n' "  BỎ QUA (không có tệp zip; chỉ kiểm tra thư mục)"
fi
CDPATH='' cd -- "$thu_muc" || dung "không vào được thư mục $thu_muc"
# Tệp này được chép ra một mình: không có gì để kiểm tra, và điều đó không nói gì về hồ sơ.
if [ -z "$zip" ] && [ ! -e bagit.txt ] && [ ! -e manifest-sha256.txt ] && [ ! -e tagmanifest-sha256.txt ] && [ ! -e data ]; then
    dung "thư mục $(pwd -P) không phải là hồ sơ đã giải nén. Hãy chạy: sh KIEM-TRA.sh HS_….zip GOC.pem"
fi

chu_ky=signatures/tagmanifest-sha256.txt.p7s
nhap=
if [ ! -f "$chu_ky" ] && grep -q '^Internal-Sender-Description: BẢN NHÁP' bag-info.txt 2>/dev/null; then nhap=1; fi

# Chỉ tin chứng thư gốc được đưa vào, không tin kho chứng thư của máy.
rieng=-no-CApath
if openssl cms -help 2>&1 | grep -q -e '-no-CAstore'; then rieng="$rieng -no-CAstore"; fi
kiem_niem_phong() {
    # shellcheck disable=SC2086
    openssl cms -verify -binary -inform DER -in "$chu_ky" -content tagmanifest-sha256.txt -purpose any -no_check_time \
        -signer "$work/nguoi-ky.pem" -out /dev/null "$@" $rieng >"$work/loi-cms" 2>&1
}
niem_phong_khop=
if [ -f "$chu_ky" ] && [ -f tagmanifest-sha256.txt ] && kiem_niem_phong -noverify; then niem_phong_khop=1; fi

# Bốn danh mục nói về các tệp, và chính danh mục cũng có thể bị sửa. Niêm phong bảo đảm tagmanifest-sha256, danh mục này bảo đảm hai
# manifest, hai manifest bảo đảm tài liệu. Khi không có gì bảo đảm: tệp bị nêu khi cả hai danh mục cùng nêu; danh mục bị nêu khi chỉ
# một mình nó nêu.
: >"$work/xau"          # tệp thiếu hoặc bị thay đổi
: >"$work/thua"         # tệp thừa
xet_danh_muc() { # TÊN SỐ-CHỮ-SỐ ĐẦU-ĐƯỜNG-DẪN: 0 khi dùng được; ghi $work/ghi.TÊN và $work/sai.TÊN
    : >"$work/ghi.$1"
    : >"$work/sai.$1"
    if [ ! -f "$1" ]; then
        printf '%s\n' "$1" >>"$work/xau"
        return 1
    fi
    if grep -Evq "^[0-9a-f]{$2}  $3[A-Za-z0-9._/-]+\$" "$1" || grep -Eq '  /|//|(^| |/)\.\.?(/|$)' "$1" || [ ! -s "$1" ] ||
        [ -n "$(sed 's/^[0-9a-f]*  //' "$1" | sort | uniq -d)" ]; then
        printf '%s\n' "$1" >>"$work/xau"
        return 1
    fi
    sed 's/^[0-9a-f]*  //' "$1" | sort >"$work/ghi.$1"
    if [ "$2" -eq 64 ]; then kiem=sha256sum; else kiem=sha512sum; fi
    $kiem -c "$1" 2>/dev/null | sed -n 's/: FAILED.*$//p' | sort >"$work/sai.$1"
}
# hai danh mục của cùng một loại tệp: DANH-MỤC-256 DÙNG-ĐƯỢC DANH-MỤC-512 DÙNG-ĐƯỢC TỆP-ĐANG-CÓ
xet_hai() {
    if [ -n "$2" ] && [ -n "$4" ]; then
        comm -12 "$work/sai.$1" "$work/sai.$3" >"$work/sai"
        sort -u "$work/ghi.$1" "$work/ghi.$3" >"$work/ghi"
        # Chỉ một danh mục ghi tệp, và danh mục ấy nêu.
        comm -23 "$work/ghi.$1" "$work/ghi.$3" | comm -12 - "$work/sai.$1" >>"$work/sai"
        comm -13 "$work/ghi.$1" "$work/ghi.$3" | comm -12 - "$work/sai.$3" >>"$work/sai"
    elif [ -n "$2" ]; then
        cp "$work/sai.$1" "$work/sai"
        cp "$work/ghi.$1" "$work/ghi"
    elif [ -n "$4" ]; then
        cp "$work/sai.$3" "$work/sai"
        cp "$work/ghi.$3" "$work/ghi"
    else
        cp "$5" "$work/ghi"
        : >"$work/sai"
    fi
    sort -u "$work/sai" >"$work/sai.chung"
    comm -13 "$work/ghi" "$5" >>"$work/thua"
    cat "$work/sai.chung" >>"$work/xau"
    # Danh mục nêu sai điều mà không ai khác nêu.
    for danh_muc in "$1" "$3"; do
        [ -s "$work/ghi.$danh_muc" ] || continue
        if [ -n "$(comm -23 "$work/sai.$danh_muc" "$work/sai.chung")" ] || [ -n "$(comm -13 "$work/ghi.$danh_muc" "$work/ghi")" ]; then
            printf '%s\n' "$danh_muc" >>"$work/xau"
        fi
    done
}

printf '%s\n' "Bước 2. Đủ tệp, không thừa tệp"
xau=$(find . ! -type f ! -type d)
[ -z "$xau" ] || hong "có mục không phải là tệp thường" "$xau"
find data -type f 2>/dev/null | sort >"$work/co"
find . -type f | sed 's,^\./,,' | grep -v '^data/' | grep -v '^signatures/' | grep -Ev '^tagmanifest-sha(256|512)\.txt$' | sort >"$work/co-the"
the256=
the512=
if xet_danh_muc tagmanifest-sha256.txt 64 ''; then the256=1; fi
if xet_danh_muc tagmanifest-sha512.txt 128 ''; then the512=1; fi
if [ -n "$niem_phong_khop" ] && [ -n "$the256" ]; then
    xet_hai tagmanifest-sha256.txt 1 tagmanifest-sha512.txt '' "$work/co-the"
else
    xet_hai tagmanifest-sha256.txt "$the256" tagmanifest-sha512.txt "$the512" "$work/co-the"
fi
ds256=
ds512=
if xet_danh_muc manifest-sha256.txt 64 data/ && ! grep -qx manifest-sha256.txt "$work/xau"; then ds256=1; fi
if xet_danh_muc manifest-sha512.txt 128 data/ && ! grep -qx manifest-sha512.txt "$work/xau"; then ds512=1; fi
xet_hai manifest-sha256.txt "$ds256" manifest-sha512.txt "$ds512" "$work/co"
find signatures -type f 2>/dev/null | grep -Ev '^signatures/(tagmanifest-sha256\.txt\.p7s|chung-thu-kem-theo\.pem)$' >>"$work/thua"
sort -u "$work/xau" >"$work/xau.het"
while IFS= read -r tep; do
    if [ -f "$tep" ]; then printf '%s\n' "$tep" >>"$work/doi"; else printf '%s\n' "$tep" >>"$work/thieu"; fi
done <"$work/xau.het"
touch "$work/doi" "$work/thieu"
[ ! -s "$work/thua" ] || loi "tệp thừa, không có trong danh mục" "$(cat "$work/thua")"
[ ! -s "$work/thieu" ] || loi "tệp bị thiếu" "$(cat "$work/thieu")"
if [ -n "$the256" ]; then
    for can in bagit.txt bag-info.txt manifest-sha256.txt manifest-sha512.txt; do
        grep -qx "$can" "$work/ghi.tagmanifest-sha256.txt" || loi "tagmanifest-sha256.txt không ghi $can"
    done
fi
[ ! -f bagit.txt ] || [ "$(sed -n 1p bagit.txt)" = 'BagIt-Version: 1.0' ] || loi "bagit.txt không đúng"
if [ ! -s "$work/thua" ] && [ ! -s "$work/thieu" ]; then dat "đủ $(($(wc -l <"$work/co"))) tệp dữ liệu, không có tệp lạ"; fi

printf '%s\n' "Bước 3. Tài liệu đúng từng byte"
xau=$(grep '^data/' "$work/doi")
if [ -n "$xau" ]; then loi "tài liệu khác với danh mục" "$xau"; else dat "mọi tài liệu khớp SHA-256 và SHA-512"; fi

printf '%s\n' "Bước 4. Danh mục và thông tin mô tả đúng từng byte"
xau=$(grep -v '^data/' "$work/doi")
if [ -n "$xau" ]; then loi "thông tin mô tả khác với danh mục" "$xau"; else dat "danh mục và thông tin mô tả khớp"; fi

printf '%s\n' "Bước 5. Chuỗi nhật ký"
nhat_ky=data/11-nhat-ky/nhat-ky.jsonl
if [ -f "$nhat_ky" ]; then
    # Mỗi dòng thành một tệp (không kể dấu xuống dòng) để băm một lượt; mã của dòng trước phải đứng trong dòng sau.
    mkdir "$work/dong" || dung "không tạo được thư mục tạm"
    awk -v noi="$work/dong" 'BEGIN { ORS = "" } { tep = sprintf("%s/%08d", noi, NR); print $0 > tep; close(tep) }' "$nhat_ky"
    {
        printf '%064d\n' 0
        (cd "$work/dong" && find . -type f | sort | xargs sha256sum 2>/dev/null) | sed -n 's/^\([0-9a-f]\{64\}\) .*/\1/p'
    } | sed '$d' >"$work/phai-la"
    # Dòng không có mã để lại một dòng trống.
    sed 's/.*"session_prev_hash":"\([0-9a-f]*\)".*/\1/; t
s/.*//' "$nhat_ky" >"$work/dang-la"
    dut=$(awk 'NR == FNR { phai[FNR] = $0; next } phai[FNR] != $0 { print FNR; exit }' "$work/phai-la" "$work/dang-la")
    if [ -n "$dut" ]; then
        loi "chuỗi nhật ký đứt: dòng $dut không nối với dòng trước"
    else
        dat "chuỗi nhật ký liền mạch: $(($(wc -l <"$work/dang-la"))) dòng"
    fi
else
    loi "không có nhật ký để kiểm tra chuỗi"
fi

printf '%s\n' "Bước 6. Niêm phong"
if [ -n "$nhap" ]; then
    printf '%s\n' "  BỎ QUA (bản nháp không niêm phong)"
    [ -z "$hong_cho" ] || ket_luan_hong
    printf '\n%s\n' "KẾT LUẬN: BẢN NHÁP NGUYÊN VẸN, KHÔNG NIÊM PHONG. Không phải hồ sơ lưu trữ và không ai bảo đảm cho nó."
    exit 3
fi
if [ ! -f "$chu_ky" ]; then
    loi "hồ sơ chưa được niêm phong"
elif [ -z "$niem_phong_khop" ]; then
    loi "chữ ký niêm phong không khớp với danh mục" "$(sed -n '1,3p' "$work/loi-cms" 2>/dev/null)"
else
    openssl x509 -in "$work/nguoi-ky.pem" -noout -text 2>/dev/null | grep -q 'Non Repudiation' || loi "chứng thư đã ký không phải là chứng thư niêm phong"
    dau=$(openssl x509 -in "$work/nguoi-ky.pem" -noout -fingerprint -sha256 2>/dev/null)
    [ "$dau" = "$(openssl x509 -in signatures/chung-thu-kem-theo.pem -noout -fingerprint -sha256 2>/dev/null)" ] ||
        loi "chứng thư kèm theo thiếu hoặc không phải của người niêm phong" signatures/chung-thu-kem-theo.pem
fi
[ -z "$hong_cho" ] || ket_luan_hong
openssl x509 -in "$work/nguoi-ky.pem" -noout -subject -dates -fingerprint -sha256 -nameopt utf8,sep_comma_plus 2>/dev/null | sed 's/^/        /'
# Dấu thời gian (RFC 3161) nằm ngoài hồ sơ nên không quyết định hồ sơ còn nguyên hay không: nó cho biết niêm phong đã có từ lúc nào.
xet_thoi_gian() {
    [ -n "$tsr" ] || return 0
    printf '%s\n' "Bước 7. Dấu thời gian"
    if ! openssl ts -reply -in "$tsr" -text >"$work/tsr" 2>/dev/null; then
        printf '  KHÁC  %s\n' "tệp dấu thời gian không đọc được"
        return 0
    fi
    trong_tsr=$(sed -n '/^Message data:/,/^Serial/s/^ *[0-9a-f]\{4\} - \(.\{47\}\).*/\1/p' "$work/tsr" | tr -d ' \n-')
    if [ "$trong_tsr" != "$(sha256sum "$chu_ky" | sed 's/ .*//')" ]; then
        printf '  KHÁC  %s\n' "dấu thời gian không phải của niêm phong này"
        return 0
    fi
    luc=$(sed -n 's/^Time stamp: //p' "$work/tsr")
    if [ -z "$goc_thoi_gian" ]; then
        printf '  CHƯA RÕ  %s\n' "dấu thời gian ghi $luc; chưa biết dịch vụ cấp là ai (--thoi-gian=GOC-TSA.pem)"
    elif openssl ts -verify -data "$chu_ky" -in "$tsr" -CAfile "$goc_thoi_gian" -no_check_time >"$work/loi-tsr" 2>&1; then
        dat "niêm phong đã có lúc $luc, theo dịch vụ cấp dấu thời gian"
    else
        printf '  KHÁC  %s\n' "dấu thời gian sai chữ ký, hoặc không thuộc chứng thư gốc đã đưa cho dịch vụ"
    fi
}
xet_thoi_gian
if [ -z "$goc" ]; then
    dat "chữ ký niêm phong khớp, nhưng chưa biết chứng thư trên là của ai"
    printf '\n%s\n' "KẾT LUẬN: HỒ SƠ NGUYÊN VẸN, CHƯA XÁC ĐỊNH NGƯỜI NIÊM PHONG. Chạy lại với chứng thư gốc: sh KIEM-TRA.sh … GOC.pem"
    exit 3
fi
case ${goc_ban_dau:-$goc} in "$(pwd -P)"/*) dung "chứng thư gốc phải lấy từ nơi khác, không lấy trong chính hồ sơ" ;; esac
if ! kiem_niem_phong -CAfile "$goc"; then
    dat "chữ ký niêm phong khớp với danh mục"
    printf '  KHÁC  %s\n' "niêm phong không thuộc chứng thư gốc đã đưa"
    sed -n '1,3s/^/          /p' "$work/loi-cms"
    printf '\n%s\n' "KẾT LUẬN: HỒ SƠ NGUYÊN VẸN, NHƯNG CHỨNG THƯ GỐC ĐÃ ĐƯA KHÔNG PHẢI CỦA NGƯỜI NIÊM PHONG. Hoặc đưa nhầm chứng thư gốc, hoặc hồ sơ đã bị người khác niêm phong lại: hãy so dấu vân tay với biên bản bàn giao."
    exit 4
fi
dat "niêm phong thuộc chứng thư gốc đã đưa"
printf '\n%s\n' "KẾT LUẬN: HỒ SƠ NGUYÊN VẸN VÀ ĐÚNG NIÊM PHONG."
exit 0
