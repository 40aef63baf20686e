# Kiểm tra hồ sơ kỳ họp điện tử trên Windows bằng công cụ có sẵn (Windows PowerShell 5.1 trở lên), không cần mạng, không cần cài thêm gì.
#
#   powershell -ExecutionPolicy Bypass -File KIEM-TRA.ps1                      kiểm tra thư mục chứa tệp này
#   powershell -ExecutionPolicy Bypass -File KIEM-TRA.ps1 HS_….zip GOC.cer     kiểm tra tệp zip, và ai đã niêm phong
#   powershell -ExecutionPolicy Bypass -File KIEM-TRA.ps1 THU-MUC GOC.cer      kiểm tra thư mục đã giải nén
#   Dấu thời gian (HS_….zip.tsr đặt cạnh tệp zip) được đọc và so mã băm; ai cấp thì xem bằng KIEM-TRA.sh --thoi-gian=….
#
# GOC.cer (hoặc .pem, .crt) là chứng thư gốc của Hội đồng nhân dân, lấy từ nơi khác, không lấy trong chính hồ sơ này.
# Mã thoát: 0 nguyên vẹn và đúng niêm phong; 1 hồ sơ không còn nguyên vẹn; 2 không kiểm tra được;
#           3 nguyên vẹn nhưng chưa ai bảo đảm (không có chứng thư gốc, hoặc là bản nháp);
#           4 nguyên vẹn nhưng niêm phong không thuộc chứng thư gốc đã đưa (đưa nhầm, hoặc bị niêm phong lại).
# Cùng các bước, cùng kết luận với KIEM-TRA.sh.
param([Parameter(ValueFromRemainingArguments = $true)][string[]]$ThamSo)

Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
try { [Console]::OutputEncoding = [System.Text.Encoding]::UTF8 } catch { $null = $_ }

$script:hong = $false
$script:tam = $null
$latin1 = [System.Text.Encoding]::GetEncoding(28591)

function Ket-Thuc([int]$ma) {
    if ($null -ne $script:tam) { Remove-Item -LiteralPath $script:tam -Recurse -Force -ErrorAction SilentlyContinue }
    exit $ma
}
function Dung-Lai([string]$cau) {
    Write-Output ('KHÔNG KIỂM TRA ĐƯỢC: ' + $cau)
}
function Bao-Hong {
    Write-Output ''
    Write-Output 'KẾT LUẬN: HỒ SƠ KHÔNG CÒN NGUYÊN VẸN. Không dùng bản này; lấy bản lưu khác và báo cơ quan đã giao nộp.'
}
# Ghi lỗi và kiểm tra tiếp: mọi tệp hỏng đều được nêu, không dừng ở tệp đầu.
function Bao-Loi([string]$cau, $tep) {
    $script:hong = $true
    Write-Output ('  HỎNG  ' + $cau)
    foreach ($mot in @($tep)) { if ($mot) { Write-Output ('          ' + $mot) } }
}
function Bao-Dat([string]$cau) {
    Write-Output ('  ĐẠT   ' + $cau)
}
function Tap-Moi {
    , (New-Object 'System.Collections.Generic.HashSet[string]' ([System.StringComparer]::Ordinal))
}
function Chu-Hex([byte[]]$byte) {
    [System.BitConverter]::ToString($byte).Replace('-', '').ToLowerInvariant()
}
function Doc-Chu([string]$tep) {
    # Từng byte thành một ký tự: mã băm và so sánh không phụ thuộc bảng mã.
    $latin1.GetString([System.IO.File]::ReadAllBytes($tep))
}
function Duong-Dan([string]$tep) {
    Join-Path $script:goc_thu_muc ($tep.Replace('/', [string][System.IO.Path]::DirectorySeparatorChar))
}

# Một danh mục: dùng được không, ghi những tệp nào, tệp nào sai mã băm hoặc không có.
function Xet-DanhMuc([string]$ten, [int]$chuSo, [string]$dau) {
    $ket = @{ Dung = $false; Ghi = (Tap-Moi); Sai = (Tap-Moi) }
    $tep = Duong-Dan $ten
    if (-not (Test-Path -LiteralPath $tep -PathType Leaf)) { return $ket }
    $chu = Doc-Chu $tep
    if ($chu.Length -eq 0) { return $ket }
    $thuat = 'SHA256'
    if ($chuSo -eq 128) { $thuat = 'SHA512' }
    $mau = '^([0-9a-f]{' + $chuSo + '})  (' + $dau + '[A-Za-z0-9._/-]+)$'
    $muc = New-Object 'System.Collections.Generic.List[object]'
    foreach ($dong in $chu.TrimEnd("`n").Split("`n")) {
        $khop = [regex]::Match($dong, $mau, [System.Text.RegularExpressions.RegexOptions]::CultureInvariant)
        if (-not $khop.Success) { return $ket }
        $duong = $khop.Groups[2].Value
        if ($duong -cmatch '^/|//|(^|/)\.\.?(/|$)') { return $ket }
        if (-not $ket.Ghi.Add($duong)) { return @{ Dung = $false; Ghi = (Tap-Moi); Sai = (Tap-Moi) } }
        $muc.Add(@($khop.Groups[1].Value, $duong))
    }
    foreach ($mot in $muc) {
        $noi = Duong-Dan $mot[1]
        $dung = $false
        if (Test-Path -LiteralPath $noi -PathType Leaf) {
            $bam = (Get-FileHash -LiteralPath $noi -Algorithm $thuat).Hash.ToLowerInvariant()
            $dung = ($bam -ceq $mot[0])
        }
        if (-not $dung) { $null = $ket.Sai.Add($mot[1]) }
    }
    $ket.Dung = $true
    return $ket
}

# Hai danh mục của cùng một loại tệp. Khi không có gì bảo đảm cho chúng: tệp bị nêu khi cả hai cùng nêu; danh mục bị nêu khi chỉ một
# mình nó nêu.
function Xet-Hai($mot, [string]$tenMot, $hai, [string]$tenHai, $dangCo) {
    $ghi = Tap-Moi
    $sai = Tap-Moi
    if ($mot.Dung -and $hai.Dung) {
        foreach ($tep in $mot.Ghi) { $null = $ghi.Add($tep) }
        foreach ($tep in $hai.Ghi) { $null = $ghi.Add($tep) }
        foreach ($tep in $mot.Sai) { if ($hai.Sai.Contains($tep) -or -not $hai.Ghi.Contains($tep)) { $null = $sai.Add($tep) } }
        foreach ($tep in $hai.Sai) { if (-not $mot.Ghi.Contains($tep)) { $null = $sai.Add($tep) } }
    } elseif ($mot.Dung) {
        $ghi = $mot.Ghi
        $sai = $mot.Sai
    } elseif ($hai.Dung) {
        $ghi = $hai.Ghi
        $sai = $hai.Sai
    } else {
        $ghi = $dangCo
    }
    foreach ($tep in $dangCo) { if (-not $ghi.Contains($tep)) { $null = $script:thua.Add($tep) } }
    foreach ($tep in $sai) { $null = $script:xau.Add($tep) }
    foreach ($cap in @(@($mot, $tenMot), @($hai, $tenHai))) {
        $danhMuc = $cap[0]
        if ($danhMuc.Ghi.Count -eq 0) { continue }
        $mauThuan = $false
        foreach ($tep in $danhMuc.Sai) { if (-not $sai.Contains($tep)) { $mauThuan = $true } }
        foreach ($tep in $ghi) { if (-not $danhMuc.Ghi.Contains($tep)) { $mauThuan = $true } }
        if ($mauThuan) { $null = $script:xau.Add($cap[1]) }
    }
}

# Chứng thư từ tệp PEM hoặc DER.
function Doc-ChungThu([string]$tep) {
    $byte = [System.IO.File]::ReadAllBytes($tep)
    $chu = $latin1.GetString($byte)
    $khop = [regex]::Match($chu, '-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----')
    if ($khop.Success) { $byte = [System.Convert]::FromBase64String($khop.Groups[1].Value) }
    New-Object System.Security.Cryptography.X509Certificates.X509Certificate2 (, [byte[]]$byte)
}

# Niêm phong có dẫn về chứng thư gốc này không; hạn chứng thư không xét vì hồ sơ được đọc nhiều năm sau.
function Thuoc-Goc($nguoiKy, $kemTheo, $chungThuGoc) {
    $chuoi = New-Object System.Security.Cryptography.X509Certificates.X509Chain
    $chuoi.ChainPolicy.RevocationMode = [System.Security.Cryptography.X509Certificates.X509RevocationMode]::NoCheck
    $chuoi.ChainPolicy.VerificationFlags = [System.Security.Cryptography.X509Certificates.X509VerificationFlags]::AllowUnknownCertificateAuthority
    $null = $chuoi.ChainPolicy.ExtraStore.Add($chungThuGoc)
    foreach ($mot in $kemTheo) { $null = $chuoi.ChainPolicy.ExtraStore.Add($mot) }
    $null = $chuoi.Build($nguoiKy)
    foreach ($tinhTrang in $chuoi.ChainStatus) {
        $bo = @('NoError', 'UntrustedRoot', 'NotTimeValid', 'NotTimeNested', 'CtlNotTimeValid', 'RevocationStatusUnknown', 'OfflineRevocation')
        foreach ($mot in $tinhTrang.Status.ToString().Split(',')) { if ($bo -cnotcontains $mot.Trim()) { return $false } }
    }
    if ($chuoi.ChainElements.Count -lt 2) { return $false }
    $dinh = $chuoi.ChainElements[$chuoi.ChainElements.Count - 1].Certificate
    return ((Chu-Hex $dinh.RawData) -ceq (Chu-Hex $chungThuGoc.RawData))
}

# Một phần tử DER: nội dung bắt đầu ở đâu, dài bao nhiêu.
function Doc-Der([byte[]]$der, [int]$tu) {
    $dai = [int]$der[$tu + 1]
    $dau = $tu + 2
    if ($dai -ge 128) {
        $so = $dai - 128
        $dai = 0
        while ($so -gt 0) {
            $dai = $dai * 256 + [int]$der[$dau]
            $dau = $dau + 1
            $so = $so - 1
        }
    }
    return @{ Dau = $dau; Dai = $dai }
}

# Dấu thời gian (RFC 3161) nằm ngoài hồ sơ nên không quyết định hồ sơ còn nguyên hay không: nó cho biết niêm phong đã có từ lúc nào.
function Xet-ThoiGian([string]$tep, [string]$chuKy) {
    try {
        $der = [System.IO.File]::ReadAllBytes($tep)
        $ngoai = Doc-Der $der 0
        $trangThai = Doc-Der $der $ngoai.Dau
        if ([int]$der[$trangThai.Dau + 2] -gt 1) { Write-Output '  KHÁC  tệp dấu thời gian là một lời từ chối của dịch vụ'; return }
        $tu = $trangThai.Dau + $trangThai.Dai
        $the = Doc-Der $der $tu
        $cmsGio = New-Object System.Security.Cryptography.Pkcs.SignedCms
        $cmsGio.Decode([byte[]]($der[$tu..($the.Dau + $the.Dai - 1)]))
        $cmsGio.CheckSignature($true)
        $noiDungGio = $cmsGio.ContentInfo.Content
        $bamGio = [System.Security.Cryptography.SHA256]::Create()
        $cuaNiemPhong = Chu-Hex ($bamGio.ComputeHash([System.IO.File]::ReadAllBytes($chuKy)))
        if (-not (Chu-Hex $noiDungGio).Contains($cuaNiemPhong)) { Write-Output '  KHÁC  dấu thời gian không phải của niêm phong này'; return }
        $gio = [regex]::Match($latin1.GetString($noiDungGio), '([0-9]{4})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})(\.[0-9]+)?Z')
        $luc = $gio.Groups[3].Value + '/' + $gio.Groups[2].Value + '/' + $gio.Groups[1].Value + ' ' + $gio.Groups[4].Value + ':' + $gio.Groups[5].Value + ':' + $gio.Groups[6].Value + ' UTC'
        Write-Output ('  CHƯA RÕ  dấu thời gian ghi ' + $luc + ', do ' + $cmsGio.SignerInfos[0].Certificate.Subject + ' cấp; chưa biết dịch vụ ấy là ai')
    } catch { Write-Output ('  KHÁC  tệp dấu thời gian không đọc được, hoặc sai chữ ký: ' + $_.Exception.Message) }
}

try {
    Add-Type -AssemblyName System.IO.Compression
    Add-Type -AssemblyName System.IO.Compression.FileSystem
    Add-Type -AssemblyName System.Security

    $zip = $null
    $goc = $null
    $tsr = ''
    $script:goc_thu_muc = $null
    foreach ($mot in @($ThamSo)) {
        if (-not $mot) { continue }
        if (Test-Path -LiteralPath $mot -PathType Container) { $script:goc_thu_muc = (Resolve-Path -LiteralPath $mot).ProviderPath; continue }
        if (-not (Test-Path -LiteralPath $mot -PathType Leaf)) { Dung-Lai ('không đọc được ' + $mot); Ket-Thuc 2 }
        if ($mot.ToLowerInvariant().EndsWith('.tsr')) { $tsr = (Resolve-Path -LiteralPath $mot).ProviderPath; continue }
        if ($mot.ToLowerInvariant().EndsWith('.zip')) { $zip = (Resolve-Path -LiteralPath $mot).ProviderPath } else { $goc = (Resolve-Path -LiteralPath $mot).ProviderPath }
    }
    if ((-not $tsr) -and ($null -ne $zip)) { if (Test-Path -LiteralPath ($zip + '.tsr') -PathType Leaf) { $tsr = $zip + '.tsr' } }
    $chungThuGoc = $null
    if ($null -ne $goc) {
        try { $chungThuGoc = Doc-ChungThu $goc } catch { Dung-Lai ($goc + ' không phải là chứng thư; điều này không nói gì về hồ sơ'); Ket-Thuc 2 }
    }

    Write-Output 'Bước 1. Tệp zip'
    if ($null -ne $zip) {
        $script:tam = Join-Path ([System.IO.Path]::GetTempPath()) ('HS-' + [System.Guid]::NewGuid().ToString('N').Substring(0, 8))
        $null = New-Item -ItemType Directory -Path $script:tam
        $kho = $null
        try { $kho = [System.IO.Compression.ZipFile]::OpenRead($zip) } catch { Bao-Loi 'không mở được tệp zip'; Bao-Hong; Ket-Thuc 1 }
        $dinh = $null
        try {
            $thay = New-Object 'System.Collections.Generic.HashSet[string]' ([System.StringComparer]::OrdinalIgnoreCase)
            $cacDinh = Tap-Moi
            if ($kho.Entries.Count -gt 5000) { Bao-Loi 'quá nhiều tệp'; Bao-Hong; Ket-Thuc 1 }
            foreach ($muc in $kho.Entries) {
                $ten = $muc.FullName
                if ($ten -cnotmatch '\A[A-Za-z0-9._/-]+\z') { Bao-Loi 'tên tệp có ký tự lạ' $ten; Bao-Hong; Ket-Thuc 1 }
                if ($ten -cmatch '^/|//|/$|(^|/)\.\.?(/|$)|(^|/)-') { Bao-Loi 'tên tệp chỉ ra ngoài thư mục' $ten; Bao-Hong; Ket-Thuc 1 }
                if (-not $thay.Add($ten)) { Bao-Loi 'hai tệp trùng tên' $ten; Bao-Hong; Ket-Thuc 1 }
                if ($muc.CompressedLength -ne $muc.Length) { Bao-Loi 'có tệp không được lưu nguyên dạng' $ten; Bao-Hong; Ket-Thuc 1 }
                $null = $cacDinh.Add($ten.Split('/')[0])
            }
            if ($cacDinh.Count -ne 1) { Bao-Loi 'hồ sơ phải nằm trong đúng một thư mục'; Bao-Hong; Ket-Thuc 1 }
            foreach ($mot in $cacDinh) { $dinh = $mot }
        } finally { $kho.Dispose() }
        try { [System.IO.Compression.ZipFile]::ExtractToDirectory($zip, $script:tam) } catch {
            if ($_.Exception.ToString().Contains('InvalidDataException')) { Bao-Loi 'tệp zip bị hỏng' $_.Exception.Message; Bao-Hong; Ket-Thuc 1 }
            Dung-Lai ('không giải nén được (đủ chỗ trống trong ' + $script:tam + ' không? đường dẫn ấy có quá dài không?): ' + $_.Exception.Message)
            Ket-Thuc 2
        }
        $script:goc_thu_muc = Join-Path $script:tam $dinh
        Bao-Dat 'tệp zip đọc được trọn vẹn, tên tệp hợp lệ, không trùng'
    } else {
        if ($null -eq $script:goc_thu_muc) { $script:goc_thu_muc = Split-Path -Parent $MyInvocation.MyCommand.Path }
        Write-Output '  BỎ QUA (không có tệp zip; chỉ kiểm tra thư mục)'
    }
    # Mở tệp zip bằng Explorer rồi chạy ngay trong đó: Windows chỉ lấy riêng tệp này ra một thư mục tạm, không có gì khác để kiểm tra.
    if ($null -eq $zip) {
        $co = @('bagit.txt', 'manifest-sha256.txt', 'tagmanifest-sha256.txt', 'data' | Where-Object { Test-Path -LiteralPath (Duong-Dan $_) })
        if ($co.Count -eq 0) { Dung-Lai ('thư mục ' + $script:goc_thu_muc + ' không phải là hồ sơ đã giải nén. Hãy chép KIEM-TRA.ps1 ra ngoài tệp zip rồi chạy: powershell -ExecutionPolicy Bypass -File KIEM-TRA.ps1 HS_….zip GOC.cer'); Ket-Thuc 2 }
    }
    if (-not (Test-Path -LiteralPath $script:goc_thu_muc -PathType Container)) { Dung-Lai ('không vào được thư mục ' + $script:goc_thu_muc); Ket-Thuc 2 }

    $chuKy = Duong-Dan 'signatures/tagmanifest-sha256.txt.p7s'
    $nhap = $false
    if (-not (Test-Path -LiteralPath $chuKy -PathType Leaf)) {
        $thongTin = Duong-Dan 'bag-info.txt'
        if (Test-Path -LiteralPath $thongTin -PathType Leaf) {
            $chu = [System.IO.File]::ReadAllText($thongTin, [System.Text.Encoding]::UTF8)
            $nhap = $chu -cmatch '(?m)^Internal-Sender-Description: BẢN NHÁP'
        }
    }
    # Chữ ký niêm phong khớp với tagmanifest-sha256.txt hay không; ai đã ký xét ở bước 6.
    $niemPhong = $null
    $loiNiemPhong = ''
    $theChinh = Duong-Dan 'tagmanifest-sha256.txt'
    if ((Test-Path -LiteralPath $chuKy -PathType Leaf) -and (Test-Path -LiteralPath $theChinh -PathType Leaf)) {
        try {
            $noiDung = New-Object System.Security.Cryptography.Pkcs.ContentInfo (, [System.IO.File]::ReadAllBytes($theChinh))
            $cms = New-Object System.Security.Cryptography.Pkcs.SignedCms ($noiDung, $true)
            $cms.Decode([System.IO.File]::ReadAllBytes($chuKy))
            $cms.CheckSignature($true)
            if ($cms.SignerInfos.Count -eq 1) { $niemPhong = $cms }
        } catch { $loiNiemPhong = $_.Exception.Message }
    }

    Write-Output 'Bước 2. Đủ tệp, không thừa tệp'
    $script:xau = Tap-Moi
    $script:thua = Tap-Moi
    $duLieu = Tap-Moi
    $the = Tap-Moi
    # Thư mục tạm của tài khoản có dấu hay có dấu cách thường mang tên rút gọn (NGUYEN~1), còn tên từng tệp lại được Windows viết đủ:
    # hai đường dẫn phải viết cùng một cách trước khi cắt.
    $script:goc_thu_muc = (New-Object System.IO.DirectoryInfo $script:goc_thu_muc).FullName
    $dai = $script:goc_thu_muc.TrimEnd('\', '/').Length + 1
    $truoc = $script:goc_thu_muc.TrimEnd('\', '/') + [System.IO.Path]::DirectorySeparatorChar
    foreach ($muc in @(Get-ChildItem -LiteralPath $script:goc_thu_muc -Recurse -Force)) {
        if (-not $muc.FullName.StartsWith($truoc, [System.StringComparison]::OrdinalIgnoreCase)) { Dung-Lai ('Windows viết đường dẫn theo hai cách; hãy chép hồ sơ sang thư mục có tên ngắn, không dấu: ' + $muc.FullName); Ket-Thuc 2 }
        # Tệp trong OneDrive cũng là điểm nối (ReparsePoint) mà vẫn là tệp thường.
        if (($muc.LinkType -eq 'SymbolicLink') -or ($muc.LinkType -eq 'Junction')) { Bao-Loi 'có mục không phải là tệp thường' $muc.FullName; Bao-Hong; Ket-Thuc 1 }
        if ($muc.PSIsContainer) { continue }
        $ten = $muc.FullName.Substring($dai).Replace('\', '/')
        if ($ten.StartsWith('data/', [System.StringComparison]::Ordinal)) { $null = $duLieu.Add($ten) }
        elseif ($ten.StartsWith('signatures/', [System.StringComparison]::Ordinal)) {
            if ($ten -cnotmatch '^signatures/(tagmanifest-sha256\.txt\.p7s|chung-thu-kem-theo\.pem)$') { $null = $script:thua.Add($ten) }
        } elseif ($ten -cnotmatch '^tagmanifest-sha(256|512)\.txt$') { $null = $the.Add($ten) }
    }
    $the256 = Xet-DanhMuc 'tagmanifest-sha256.txt' 64 ''
    $the512 = Xet-DanhMuc 'tagmanifest-sha512.txt' 128 ''
    if (-not $the256.Dung) { $null = $script:xau.Add('tagmanifest-sha256.txt') }
    if (-not $the512.Dung) { $null = $script:xau.Add('tagmanifest-sha512.txt') }
    $the512Dung = $the512.Dung
    # Danh mục đã niêm phong nói một mình; danh mục kia chỉ còn bị đối chiếu.
    if (($null -ne $niemPhong) -and $the256.Dung) { $the512.Dung = $false }
    Xet-Hai $the256 'tagmanifest-sha256.txt' $the512 'tagmanifest-sha512.txt' $the
    $the512.Dung = $the512Dung
    $ds256 = Xet-DanhMuc 'manifest-sha256.txt' 64 'data/'
    $ds512 = Xet-DanhMuc 'manifest-sha512.txt' 128 'data/'
    if (-not $ds256.Dung) { $null = $script:xau.Add('manifest-sha256.txt') }
    if (-not $ds512.Dung) { $null = $script:xau.Add('manifest-sha512.txt') }
    if ($script:xau.Contains('manifest-sha256.txt')) { $ds256.Dung = $false }
    if ($script:xau.Contains('manifest-sha512.txt')) { $ds512.Dung = $false }
    Xet-Hai $ds256 'manifest-sha256.txt' $ds512 'manifest-sha512.txt' $duLieu
    $thieu = @($script:xau | Where-Object { -not (Test-Path -LiteralPath (Duong-Dan $_) -PathType Leaf) } | Sort-Object)
    $doi = @($script:xau | Where-Object { Test-Path -LiteralPath (Duong-Dan $_) -PathType Leaf } | Sort-Object)
    if ($script:thua.Count -gt 0) { Bao-Loi 'tệp thừa, không có trong danh mục' @($script:thua | Sort-Object) }
    if ($thieu.Count -gt 0) { Bao-Loi 'tệp bị thiếu' $thieu }
    if ($the256.Dung) {
        foreach ($can in @('bagit.txt', 'bag-info.txt', 'manifest-sha256.txt', 'manifest-sha512.txt')) {
            if (-not $the256.Ghi.Contains($can)) { Bao-Loi ('tagmanifest-sha256.txt không ghi ' + $can) }
        }
    }
    $bagit = Duong-Dan 'bagit.txt'
    if (Test-Path -LiteralPath $bagit -PathType Leaf) {
        if ((Doc-Chu $bagit).Split("`n")[0] -cne 'BagIt-Version: 1.0') { Bao-Loi 'bagit.txt không đúng' }
    }
    if (($script:thua.Count -eq 0) -and ($thieu.Count -eq 0)) { Bao-Dat ('đủ ' + $duLieu.Count + ' tệp dữ liệu, không có tệp lạ') }

    Write-Output 'Bước 3. Tài liệu đúng từng byte'
    $taiLieu = @($doi | Where-Object { $_.StartsWith('data/', [System.StringComparison]::Ordinal) })
    if ($taiLieu.Count -gt 0) { Bao-Loi 'tài liệu khác với danh mục' $taiLieu } else { Bao-Dat 'mọi tài liệu khớp SHA-256 và SHA-512' }

    Write-Output 'Bước 4. Danh mục và thông tin mô tả đúng từng byte'
    $khac = @($doi | Where-Object { -not $_.StartsWith('data/', [System.StringComparison]::Ordinal) })
    if ($khac.Count -gt 0) { Bao-Loi 'thông tin mô tả khác với danh mục' $khac } else { Bao-Dat 'danh mục và thông tin mô tả khớp' }

    Write-Output 'Bước 5. Chuỗi nhật ký'
    $nhatKy = Duong-Dan 'data/11-nhat-ky/nhat-ky.jsonl'
    if (Test-Path -LiteralPath $nhatKy -PathType Leaf) {
        $bam = [System.Security.Cryptography.SHA256]::Create()
        $phaiLa = '0' * 64
        $dong = 0
        $dut = 0
        $chu = Doc-Chu $nhatKy
        if ($chu.EndsWith("`n", [System.StringComparison]::Ordinal)) { $chu = $chu.Substring(0, $chu.Length - 1) }
        if ($chu.Length -gt 0) {
            foreach ($mot in $chu.Split("`n")) {
                $dong = $dong + 1
                $khop = [regex]::Match($mot, '.*"session_prev_hash":"([0-9a-f]*)"')
                $dangLa = ''
                if ($khop.Success) { $dangLa = $khop.Groups[1].Value }
                if (($dut -eq 0) -and ($dangLa -cne $phaiLa)) { $dut = $dong }
                $phaiLa = Chu-Hex ($bam.ComputeHash($latin1.GetBytes($mot)))
            }
        }
        if ($dut -gt 0) { Bao-Loi ('chuỗi nhật ký đứt: dòng ' + $dut + ' không nối với dòng trước') } else { Bao-Dat ('chuỗi nhật ký liền mạch: ' + $dong + ' dòng') }
    } else { Bao-Loi 'không có nhật ký để kiểm tra chuỗi' }

    Write-Output 'Bước 6. Niêm phong'
    if ($nhap) {
        Write-Output '  BỎ QUA (bản nháp không niêm phong)'
        if ($script:hong) { Bao-Hong; Ket-Thuc 1 }
        Write-Output ''
        Write-Output 'KẾT LUẬN: BẢN NHÁP NGUYÊN VẸN, KHÔNG NIÊM PHONG. Không phải hồ sơ lưu trữ và không ai bảo đảm cho nó.'
        Ket-Thuc 3
    }
    $nguoiKy = $null
    if (-not (Test-Path -LiteralPath $chuKy -PathType Leaf)) { Bao-Loi 'hồ sơ chưa được niêm phong' }
    elseif ($null -eq $niemPhong) { Bao-Loi 'chữ ký niêm phong không khớp với danh mục' $loiNiemPhong }
    else {
        $nguoiKy = $niemPhong.SignerInfos[0].Certificate
        $rangBuoc = $false
        foreach ($moRong in $nguoiKy.Extensions) {
            if ($moRong -is [System.Security.Cryptography.X509Certificates.X509KeyUsageExtension]) {
                $rangBuoc = [bool]($moRong.KeyUsages -band [System.Security.Cryptography.X509Certificates.X509KeyUsageFlags]::NonRepudiation)
            }
        }
        if (-not $rangBuoc) { Bao-Loi 'chứng thư đã ký không phải là chứng thư niêm phong' }
        $kem = Duong-Dan 'signatures/chung-thu-kem-theo.pem'
        $khopKem = $false
        if (Test-Path -LiteralPath $kem -PathType Leaf) {
            try { $khopKem = ((Chu-Hex (Doc-ChungThu $kem).RawData) -ceq (Chu-Hex $nguoiKy.RawData)) } catch { $khopKem = $false }
        }
        if (-not $khopKem) { Bao-Loi 'chứng thư kèm theo thiếu hoặc không phải của người niêm phong' 'signatures/chung-thu-kem-theo.pem' }
    }
    if ($script:hong) { Bao-Hong; Ket-Thuc 1 }
    $sha256 = [System.Security.Cryptography.SHA256]::Create()
    Write-Output ('        ' + $nguoiKy.Subject)
    Write-Output ('        hiệu lực từ ' + $nguoiKy.NotBefore.ToString('dd\/MM\/yyyy') + ' đến ' + $nguoiKy.NotAfter.ToString('dd\/MM\/yyyy'))
    Write-Output ('        dấu vân tay SHA-256 ' + [System.BitConverter]::ToString($sha256.ComputeHash($nguoiKy.RawData)).Replace('-', ':'))
    if ($tsr) {
        Write-Output 'Bước 7. Dấu thời gian'
        Xet-ThoiGian $tsr $chuKy
    }
    if ($null -eq $chungThuGoc) {
        Bao-Dat 'chữ ký niêm phong khớp, nhưng chưa biết chứng thư trên là của ai'
        Write-Output ''
        Write-Output 'KẾT LUẬN: HỒ SƠ NGUYÊN VẸN, CHƯA XÁC ĐỊNH NGƯỜI NIÊM PHONG. Chạy lại với chứng thư gốc: KIEM-TRA.ps1 … GOC.cer'
        Ket-Thuc 3
    }
    $trong = (Resolve-Path -LiteralPath $script:goc_thu_muc).ProviderPath.TrimEnd('\', '/') + [System.IO.Path]::DirectorySeparatorChar
    if ($goc.StartsWith($trong, [System.StringComparison]::OrdinalIgnoreCase)) { Dung-Lai 'chứng thư gốc phải lấy từ nơi khác, không lấy trong chính hồ sơ'; Ket-Thuc 2 }
    if (-not (Thuoc-Goc $nguoiKy $niemPhong.Certificates $chungThuGoc)) {
        Bao-Dat 'chữ ký niêm phong khớp với danh mục'
        Write-Output '  KHÁC  niêm phong không thuộc chứng thư gốc đã đưa'
        Write-Output ''
        Write-Output 'KẾT LUẬN: HỒ SƠ NGUYÊN VẸN, NHƯNG CHỨNG THƯ GỐC ĐÃ ĐƯA KHÔNG PHẢI CỦA NGƯỜI NIÊM PHONG. Hoặc đưa nhầm chứng thư gốc, hoặc hồ sơ đã bị người khác niêm phong lại: hãy so dấu vân tay với biên bản bàn giao.'
        Ket-Thuc 4
    }
    Bao-Dat 'niêm phong thuộc chứng thư gốc đã đưa'
    Write-Output ''
    Write-Output 'KẾT LUẬN: HỒ SƠ NGUYÊN VẸN VÀ ĐÚNG NIÊM PHONG.'
    Ket-Thuc 0
} catch {
    Dung-Lai $_.Exception.Message
    Ket-Thuc 2
}
