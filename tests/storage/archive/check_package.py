#!/usr/bin/env python3
"""Checks a SIP by its own words, independent of what wrote it: every link of METS leads to a file whose size and digest
are those named, every file of the package is named once, every id is there once and every reference finds its id, every
object of PREMIS is a file with those bytes; each XML is valid by the schema it names; and the sealed bag can be put
together again from it, byte for byte as its own lists say.

    check_package.py PACKAGE.zip FOLDER [OFFICIAL_SCHEMAS]

FOLDER: an empty one to work in. OFFICIAL_SCHEMAS: a folder with mets.xsd, premis.xsd of the Library of Congress, used
in place of the package's own. Prints a line for every fault; exit 0 when there is none."""
import csv, hashlib, io, json, os, re, shutil, subprocess, sys, zipfile
import xml.etree.ElementTree as tree

METS, XLINK, PREMIS = "{http://www.loc.gov/METS/}", "{http://www.w3.org/1999/xlink}", "{http://www.loc.gov/premis/v3}"
faults = []


def fault(text):
    faults.append(text)


def digest(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def unpack(zip_path, folder):
    with zipfile.ZipFile(zip_path) as bundle:
        names = bundle.namelist()
        if bundle.testzip() is not None:
            fault("zip: bad CRC")
        if names != sorted(names, key=lambda name: name.encode()):
            fault("zip: not in the order of its names")
        if len({name.split("/")[0] for name in names}) != 1:
            fault("zip: more than one folder")
        bundle.extractall(folder)
    return names[0].split("/")[0], {name.split("/", 1)[1] for name in names}


def read_mets(root, at, seen):
    """One METS file; the links of it, below the package's folder."""
    mets = tree.parse(os.path.join(root, at)).getroot()
    base = os.path.dirname(at)
    ids = [node.get("ID") for node in mets.iter() if node.get("ID")]
    for one in {one for one in ids if ids.count(one) > 1}:
        fault(f"{at}: id {one} is there twice")
    for node in mets.iter():
        for name in ("DMDID", "ADMID", "FILEID"):
            for wanted in (node.get(name) or "").split():
                if wanted not in ids:
                    fault(f"{at}: {name} {wanted} leads nowhere")
    pointed = {node.get("FILEID") for node in mets.iter(METS + "fptr")}
    for node in list(mets.iter(METS + "file")) + list(mets.iter(METS + "mdRef")):
        link = node if node.tag == METS + "mdRef" else node.find(METS + "FLocat")
        path = os.path.normpath(os.path.join(base, link.get(XLINK + "href")))
        full = os.path.join(root, path)
        if not os.path.isfile(full):
            fault(f"{at}: {path} is not there")
            continue
        seen.append(path)
        if int(node.get("SIZE")) != os.path.getsize(full):
            fault(f"{at}: {path}: another size")
        if node.get("CHECKSUMTYPE") != "SHA-256" or node.get("CHECKSUM").lower() != digest(full):
            fault(f"{at}: {path}: another digest")
    for node in mets.iter(METS + "file"):
        group = [g.get("USE") for g in mets.iter(METS + "fileGrp") if node in list(g)][0]
        if node.get("ID") not in pointed and group != "Representations/rep1":
            fault(f"{at}: {node.get('ID')} stands in no division")
    for node in mets.iter(METS + "mptr"):
        if not os.path.isfile(os.path.join(root, base, node.get(XLINK + "href"))):
            fault(f"{at}: mptr leads nowhere")
    header = mets.find(METS + "metsHdr")
    if header.get("{https://DILCIS.eu/XML/METS/CSIPExtensionMETS}OAISPACKAGETYPE") != "SIP":
        fault(f"{at}: no SIP")
    if not header.get("CREATEDATE").endswith("+07:00"):
        fault(f"{at}: no Vietnamese time")
    return mets


def check_premis(root, mets_ids):
    document = tree.parse(os.path.join(root, "metadata/preservation/PREMIS.xml")).getroot()
    known = {digest(os.path.join(folder, name)): os.path.getsize(os.path.join(folder, name))
             for folder, _, names in os.walk(root) for name in names}
    objects = set()
    for node in document.iter(PREMIS + "object"):
        identity = node.find(f"{PREMIS}objectIdentifier/{PREMIS}objectIdentifierValue").text
        objects.add(identity)
        if identity not in mets_ids:
            fault(f"PREMIS: object {identity} is no file of METS")
        traits = node.find(PREMIS + "objectCharacteristics")
        found = known.get(traits.find(f"{PREMIS}fixity/{PREMIS}messageDigest").text)
        if found is None or found != int(traits.find(PREMIS + "size").text):
            fault(f"PREMIS: object {identity}: no such bytes")
    agents = {node.find(f"{PREMIS}agentIdentifier/{PREMIS}agentIdentifierValue").text: node
              for node in document.iter(PREMIS + "agent")}
    sealed = json.load(open(os.path.join(root, "documentation/ho-so-niem-phong/metadata/phien-hop.json"), encoding="utf-8"))
    people = {person["id"]: person["name"] for person in sealed["people"]}
    for agent, node in agents.items():
        kind = node.find(PREMIS + "agentType").text
        wanted = "person" if agent in people else "organization" if agent.startswith("Văn phòng") else kind
        if kind != wanted or (kind == "person" and agent == "Nghị Trường"):
            fault(f"PREMIS: agent {agent} is said to be a {kind}")
        if agent in people and node.find(PREMIS + "agentName").text != people[agent]:
            fault(f"PREMIS: agent {agent} is not called by the name")
    if not agents.keys() & people.keys():
        fault("PREMIS: nobody of the people did anything")
    kinds = set()
    for node in document.iter(PREMIS + "event"):
        kinds.add(node.find(PREMIS + "eventType").text)
        if node.find(f"{PREMIS}linkingAgentIdentifier/{PREMIS}linkingAgentIdentifierValue").text not in agents:
            fault("PREMIS: an event of an unknown agent")
    for kind in ("capture", "message digest calculation", "digital signature generation"):
        if kind not in kinds:
            fault(f"PREMIS: no event '{kind}'")


def check_schemas(root, files, official):
    if shutil.which("xmllint") is None:
        print("skipped: no xmllint, the schemas were not asked")
        return
    for path in sorted(files):
        if not path.endswith(".xml"):
            continue
        text = open(os.path.join(root, path), encoding="utf-8").read()
        named = re.search(r'[sS]chemaLocation="(?:[^" ]+ )?([^" ]+)"', text).group(1)
        schema = os.path.normpath(os.path.join(root, os.path.dirname(path), named))
        if not os.path.isfile(schema):
            fault(f"{path}: its schema {named} is not there")
            continue
        if official and os.path.isfile(os.path.join(official, os.path.basename(schema))):
            schema = os.path.join(official, os.path.basename(schema))
        ran = subprocess.run(["xmllint", "--noout", "--nonet", "--schema", schema, os.path.join(root, path)],
                             capture_output=True, text=True)
        if ran.returncode != 0:
            fault(f"{path}: {ran.stderr.strip()[:400]}")


def rebuild(root, folder):
    bag = os.path.join(folder, "bag")
    with open(os.path.join(root, "documentation/doi-chieu-tep.csv"), encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(io.StringIO(file.read())))
    for row in rows:
        target = os.path.join(bag, row["TepTrongHoSoNiemPhong"])
        os.makedirs(os.path.dirname(target), exist_ok=True)
        shutil.copyfile(os.path.join(root, row["TepTrongGoi"]), target)
        if digest(target) != row["Sha256"]:
            fault(f"doi-chieu-tep.csv: {row['TepTrongGoi']}: another digest")
    for listing in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        ran = subprocess.run(["sha256sum", "-c", "--quiet", "--strict", listing], cwd=bag, capture_output=True, text=True)
        if ran.returncode != 0:
            fault(f"{listing}: {ran.stdout.strip()[:400]}")
    listed = set()
    for listing in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        listed |= {line.split("  ", 1)[1].rstrip("\n") for line in open(os.path.join(bag, listing), encoding="utf-8")}
    there = {os.path.relpath(os.path.join(at, name), bag) for at, _, names in os.walk(bag) for name in names}
    for path in there - listed:
        if not path.startswith(("signatures/", "tagmanifest-")):
            fault(f"bag: {path} is in no list")


def main():
    folder = sys.argv[2]
    top, files = unpack(sys.argv[1], folder)
    root = os.path.join(folder, top)
    if not re.fullmatch(r"uuid-[0-9A-F]{8}-[0-9A-F]{4}-8[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}", top):
        fault(f"folder {top}")
    if not os.path.basename(sys.argv[1]).endswith("_" + top + ".zip"):
        fault("the zip is not called by its OBJID")
    seen = ["METS.xml"]
    whole = read_mets(root, "METS.xml", seen)
    if whole.get("OBJID") != top:
        fault("OBJID is not the folder's name")
    part = read_mets(root, "representations/rep1/METS.xml", seen)
    for path in files - set(seen):
        fault(f"{path} is named nowhere")
    for path in {path for path in seen if seen.count(path) > 1}:
        fault(f"{path} is named twice")
    ids = {node.get("ID") for mets in (whole, part) for node in mets.iter(METS + "file")}
    check_premis(root, ids)
    check_schemas(root, files, sys.argv[3] if len(sys.argv) > 3 else None)
    rebuild(root, folder)
    for line in faults:
        print(line)
    sys.exit(1 if faults else 0)


main()
