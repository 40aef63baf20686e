"""Rewrites a sealed archive as somebody would who wants to cheat: tamper.py SOURCE TARGET HOW [KEY-AND-CERTIFICATE.pem]."""
import hashlib
import subprocess
import sys
import tempfile
import warnings
import zipfile

source, target, how = sys.argv[1:4]
warnings.simplefilter("ignore")
files = [(i.filename, zipfile.ZipFile(source).read(i)) for i in zipfile.ZipFile(source).infolist()]
top = files[0][0].split("/")[0]
compressed = None


def edit(part, change):
    touched = 0
    for i, (name, data) in enumerate(files):
        if part in name:
            files[i] = (name, change(data))
            touched += 1
    assert touched, part


def recompute_manifests():
    found = {name[len(top) + 1:]: data for name, data in files}
    for algorithm in ("sha256", "sha512"):
        edit(f"/manifest-{algorithm}.txt", lambda _: "".join(
            f"{hashlib.new(algorithm, d).hexdigest()}  {n}\n" for n, d in sorted(found.items()) if n.startswith("data/")).encode())
    found = {name[len(top) + 1:]: data for name, data in files}
    for algorithm in ("sha256", "sha512"):
        edit(f"/tagmanifest-{algorithm}.txt", lambda _: "".join(
            f"{hashlib.new(algorithm, d).hexdigest()}  {n}\n" for n, d in sorted(found.items())
            if not n.startswith(("data/", "signatures/", "tagmanifest-"))).encode())


def swap(data):
    return data.replace(b"(Trang mot)", b"(Trang hai)", 1) if b"(Trang mot)" in data else data + b"x"


if how == "edited_document":
    edit("03-tai-lieu/003_", swap)
elif how == "edited_metadata":
    edit("metadata/tai-lieu.csv", lambda d: d.replace("Tờ trình".encode(), "Nghị quyết".encode(), 1))
elif how == "many":
    for part in ("03-tai-lieu/001_", "03-tai-lieu/003_", "metadata/su-kien.csv"):
        edit(part, lambda d: d + b"x")
    files = [f for f in files if "03-tai-lieu/004_" not in f[0] and not f[0].endswith("diem-danh.csv")]
    files += [(top + "/data/03-tai-lieu/099_them.pdf", b"%PDF-1.7"), (top + "/GHI-CHU.txt", b"x")]
elif how.startswith("list:"):
    # One digest in one list, that of the first file it names.
    edit("/" + how[5:], lambda d: (b"0" if d[:1] != b"0" else b"1") + d[1:])
elif how.startswith("line:"):
    edit("/" + how[5:], lambda d: d[d.index(b"\n") + 1:])
elif how.startswith("gone:"):
    files = [f for f in files if not f[0].endswith("/" + how[5:])]
elif how.startswith("cut:"):
    edit("/" + how[4:], lambda d: d[:-20])
elif how == "journal":
    edit("nhat-ky.jsonl", lambda d: d.replace(b"publish_documents", b"withdraw_documen", 1))
    recompute_manifests()
elif how == "extra_file":
    files.append((top + "/data/03-tai-lieu/099_them.pdf", b"%PDF-1.7"))
elif how == "extra_tag_file":
    files.append((top + "/GHI-CHU.txt", b"x"))
elif how == "extra_signature":
    files.append((top + "/signatures/khac.p7s", b"x"))
elif how == "missing_file":
    files = [f for f in files if "03-tai-lieu/003_" not in f[0]]
elif how == "duplicate_name":
    files.append(next((n, swap(d)) for n, d in files if "03-tai-lieu/003_" in n))
elif how == "duplicate_by_case":
    files.append((top + "/kiem-tra.SH", b"x"))
elif how == "recomputed_manifests":
    edit("03-tai-lieu/003_", swap)
    recompute_manifests()
elif how == "resealed":
    edit("03-tai-lieu/003_", swap)
    recompute_manifests()
    with tempfile.TemporaryDirectory() as place:
        manifest = next(d for n, d in files if n.endswith("/tagmanifest-sha256.txt"))
        open(place + "/t", "wb").write(manifest)
        subprocess.run(["openssl", "cms", "-sign", "-binary", "-outform", "DER", "-in", place + "/t", "-signer", sys.argv[4], "-out", place + "/s"], check=True)
        sealed = open(place + "/s", "rb").read()
    beside = subprocess.run(["openssl", "x509", "-in", sys.argv[4]], check=True, capture_output=True).stdout
    edit("chung-thu-kem-theo.pem", lambda _: beside)
    files = [(n, sealed if n.endswith("tagmanifest-sha256.txt.p7s") else d) for n, d in files]
elif how == "unsealed":
    files = [f for f in files if not f[0].endswith("tagmanifest-sha256.txt.p7s")]
elif how == "escaping_name":
    files.append((top + "/../thoat.txt", b"x"))
elif how == "absolute_name":
    files.append(("/tmp/thoat.txt", b"x"))
elif how == "other_folder":
    files = [("tep-la" + n[len(top):], d) for n, d in files]
elif how == "compressed":
    compressed = "KIEM-TRA.sh"
else:
    assert how in ("symbolic_link", "hidden_bytes", "untouched"), how

with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as out:
    for name, data in files:
        info = zipfile.ZipInfo(name, (2024, 12, 20, 0, 0, 0))
        info.create_system = 3
        info.external_attr = (0o120777 if how == "symbolic_link" and name.endswith("DOC-TOI-TRUOC.txt") else 0o100644) << 16
        if compressed and compressed in name:
            info.compress_type = zipfile.ZIP_DEFLATED
        out.writestr(info, data)
if how == "hidden_bytes":
    data = open(target, "rb").read()
    open(target, "wb").write(b"X" * 100 + data)
