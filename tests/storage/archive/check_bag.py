#!/usr/bin/env python3
"""A bag by RFC 8493 and by nothing of ours: bagit.txt, payload manifests, tag manifests, Payload-Oxum, no file that no
manifest names, nothing outside the bag.

    check_bag.py ARCHIVE.zip FOLDER

FOLDER: an empty one to unpack into. Prints a line for every fault; exit 0 when the bag is complete and valid."""
import hashlib, os, re, sys, zipfile

faults = []


def read(path):
    with open(path, "rb") as file:
        return file.read()


def manifest(bag, name, algorithm):
    """Path → digest, of '<digest> <path>' lines (§2.1.3), with %0A, %0D and %25 undone."""
    listed = {}
    for number, line in enumerate(read(os.path.join(bag, name)).decode("utf-8").split("\n")[:-1], 1):
        parts = re.fullmatch(r"([0-9a-fA-F]+)[ \t]+\*?(.+)", line)
        if parts is None or len(parts[1]) != hashlib.new(algorithm).digest_size * 2:
            faults.append(f"{name}:{number}: no line of a manifest")
            continue
        path = parts[2].replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")
        if path.startswith(("/", "~")) or ".." in path.split("/"):
            faults.append(f"{name}: {path} lies outside the bag")
        if path in listed:
            faults.append(f"{name}: {path} twice")
        listed[path] = parts[1].lower()
    return listed


def check_manifest(bag, name, algorithm):
    listed = manifest(bag, name, algorithm)
    for path, digest in listed.items():
        full = os.path.join(bag, path)
        if not os.path.isfile(full):
            faults.append(f"{name}: {path} is missing")
        elif hashlib.new(algorithm, read(full)).hexdigest() != digest:
            faults.append(f"{name}: {path} is changed")
    return set(listed)


def check(bag):
    declaration = read(os.path.join(bag, "bagit.txt")).decode("utf-8")
    if not re.fullmatch(r"BagIt-Version: 1\.0\nTag-File-Character-Encoding: UTF-8\n?", declaration):
        faults.append("bagit.txt: not as §2.1.1 has it")
    files = {os.path.relpath(os.path.join(at, name), bag) for at, _, names in os.walk(bag) for name in names}
    payload = {path for path in files if path.startswith("data/")}
    manifests = sorted(path for path in files if re.fullmatch(r"manifest-\w+\.txt", path))
    tag_manifests = sorted(path for path in files if re.fullmatch(r"tagmanifest-\w+\.txt", path))
    if not manifests:
        faults.append("no payload manifest")
    for name in manifests:
        listed = check_manifest(bag, name, name[len("manifest-"):-len(".txt")])
        for path in payload - listed:
            faults.append(f"{name}: {path} is not listed")  # §3: every payload file in every manifest
        for path in listed - payload:
            faults.append(f"{name}: {path} is no payload")
    for name in tag_manifests:
        listed = check_manifest(bag, name, name[len("tagmanifest-"):-len(".txt")])
        for path in listed:
            if path.startswith("data/") or path.startswith("tagmanifest-"):
                faults.append(f"{name}: {path} is no tag file of it")
        for path in manifests + ["bagit.txt", "bag-info.txt"]:
            if path not in listed:
                faults.append(f"{name}: {path} is not listed")
    labels = {}
    for line in read(os.path.join(bag, "bag-info.txt")).decode("utf-8").split("\n"):
        if re.match(r"[^\s:]+: ", line):
            label, value = line.split(": ", 1)
            labels.setdefault(label, value)
    oxum = f"{sum(os.path.getsize(os.path.join(bag, path)) for path in payload)}.{len(payload)}"
    if labels.get("Payload-Oxum") != oxum:
        faults.append(f"bag-info.txt: Payload-Oxum is {labels.get('Payload-Oxum')}, counted {oxum}")
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", labels.get("Bagging-Date", "")):
        faults.append("bag-info.txt: Bagging-Date")


def main():
    with zipfile.ZipFile(sys.argv[1]) as bundle:
        tops = {name.split("/")[0] for name in bundle.namelist()}
        bundle.extractall(sys.argv[2])
    if len(tops) != 1:
        faults.append("more than one folder in the zip")
    check(os.path.join(sys.argv[2], tops.pop()))
    for line in faults:
        print(line)
    sys.exit(1 if faults else 0)


main()
